/**
 * What each risk factor adds to the score. Additive and capped, so that one more risk signal never lowers it,
 * and so that a person can check the sum by hand.
 */
export const RISK_POINTS = {
  domain: { legal: 15, account_lock: 12, payment: 10, faq: 0, guide: 0 },
  /** A domain that the table does not list, and one that was not given. */
  domainOther: 5,
  domainMissing: 15,

  toolUnregistered: 25,
  toolChangesWorld: 20,
  toolReadsOnly: 5,

  /** From the largest; the first that the amount exceeds counts. Hundredths of the major unit. */
  amount: [
    { over: 5_000_000n, points: 25 },
    { over: 500_000n, points: 20 },
    { over: 50_000n, points: 15 },
    { over: 5_000n, points: 6 },
    { over: 0n, points: 2 },
  ],

  /** At confidence 0 or none at all; falls evenly to 0 at confidence 1. */
  confidenceMost: 25,

  policyDecision: { allow: 0, review: 10, deny: 25 },
  policyDecisionUnknown: 5,

  piiLeakRisk: { low: 0, medium: 8, high: 25 },
  piiLeakRiskUnknown: 5,

  /** In what the customer said: numbers that open an account or stand for a person, and everything else with a form. */
  personalData: { opens: { kinds: ['card', 'iban', 'rrn', 'ssn'], points: 5 }, other: 2 },

  /** `tool_unregistered` is low because the tool factor already counts it; `unobserved` passes, and nothing runs before. */
  finding: {
    duplicate: 20,
    injected_instructions: 30,
    hidden_text: 20,
    stale_evidence: 5,
    uncited: 5,
    personal_data: 20,
    tool_inactive: 10,
    tool_unregistered: 5,
    unobserved: 0,
  },
  findingOther: 10,
  findingsMost: 40,
} as const;

/** The least score of each priority, from the most pressing. */
export const PRIORITY_FROM = [
  { from: 75, priority: 'urgent' },
  { from: 45, priority: 'high' },
  { from: 20, priority: 'normal' },
  { from: 0, priority: 'low' },
] as const;
