import { fold } from '../../platform/text/fold.js';
import { PRIORITY_FROM, RISK_POINTS } from './risk-points.js';
import type { Finding } from './signals.js';

export interface RiskInput {
  domain: string | null;
  tool: { name: string; changesWorld: boolean; registered: boolean } | null;
  /** Amount the tool call moves, in 1/100 of the major unit; null when it moves none. */
  money: { hundredths: bigint } | null;
  confidence: number | null;
  findings: readonly Finding[];
  /** Kinds of personal data in what the customer said. */
  personalData?: readonly string[];
  policyDecision: string | null;
  piiLeakRisk: string | null;
}

export interface RiskPart {
  factor:
    | 'domain'
    | 'tool'
    | 'amount'
    | 'confidence'
    | 'policy_decision'
    | 'pii_leak_risk'
    | 'personal_data'
    | 'finding';
  points: number;
  because: string;
}

export interface RiskScore {
  /** Integer 0..100: the sum of the parts, at most 100. */
  value: number;
  /** The factors that added points, and why. */
  parts: RiskPart[];
}

export type Priority = 'urgent' | 'high' | 'normal' | 'low';

/** How risky a proposal is, from what it says of itself and what we found. One more risk never lowers it. */
export function riskScore(input: RiskInput): RiskScore {
  const parts = [
    domainPart(input.domain),
    toolPart(input.tool),
    amountPart(input.money),
    confidencePart(input.confidence),
    claimPart('policy_decision', input.policyDecision, RISK_POINTS.policyDecision, RISK_POINTS.policyDecisionUnknown),
    claimPart('pii_leak_risk', input.piiLeakRisk, RISK_POINTS.piiLeakRisk, RISK_POINTS.piiLeakRiskUnknown),
    personalDataPart(input.personalData ?? []),
    ...findingParts(input.findings),
  ].filter((part) => part.points > 0);
  const sum = parts.reduce((total, part) => total + part.points, 0);
  return { value: Math.min(sum, 100), parts };
}

/** @param score 0..100 */
export function priorityOf(score: number): Priority {
  return (PRIORITY_FROM.find(({ from }) => score >= from) ?? PRIORITY_FROM[0]).priority;
}

function domainPart(domain: string | null): RiskPart {
  const name = domain === null ? '' : fold(domain);
  if (name === '') return { factor: 'domain', points: RISK_POINTS.domainMissing, because: 'domain not given' };
  const points = pointsFor(RISK_POINTS.domain, name) ?? RISK_POINTS.domainOther;
  return { factor: 'domain', points, because: `domain ${name}` };
}

function toolPart(tool: RiskInput['tool']): RiskPart {
  if (tool === null) return { factor: 'tool', points: 0, because: 'no tool call' };
  const { name } = tool;
  if (!tool.registered) {
    return { factor: 'tool', points: RISK_POINTS.toolUnregistered, because: `tool ${name} is not registered` };
  }
  return tool.changesWorld
    ? { factor: 'tool', points: RISK_POINTS.toolChangesWorld, because: `tool ${name} changes the world` }
    : { factor: 'tool', points: RISK_POINTS.toolReadsOnly, because: `tool ${name} only reads` };
}

function amountPart(money: RiskInput['money']): RiskPart {
  const hundredths = money === null ? 0n : money.hundredths < 0n ? -money.hundredths : money.hundredths;
  const tier = RISK_POINTS.amount.find(({ over }) => hundredths > over);
  return {
    factor: 'amount',
    points: tier?.points ?? 0,
    because: tier && tier.over > 0n ? `amount over ${tier.over / 100n}.00` : 'moves money',
  };
}

function confidencePart(confidence: number | null): RiskPart {
  const given = confidence !== null && confidence >= 0 && confidence <= 1;
  const points = Math.ceil((1 - (given ? confidence : 0)) * RISK_POINTS.confidenceMost);
  return { factor: 'confidence', points, because: given ? `confidence ${confidence}` : 'confidence not given' };
}

function claimPart(
  factor: 'policy_decision' | 'pii_leak_risk',
  claim: string | null,
  table: Readonly<Record<string, number>>,
  unknown: number,
): RiskPart {
  const words = factor === 'policy_decision' ? 'policy decision' : 'personal data leak risk';
  const points = claim === null ? undefined : pointsFor(table, fold(claim));
  if (points !== undefined) return { factor, points, because: `${words} ${claim}` };
  return { factor, points: unknown, because: `${words} ${claim === null ? 'not given' : 'not known'}` };
}

/** What came in can leak, and whoever sends a number that opens something has likely more to lose. */
function personalDataPart(kinds: readonly string[]): RiskPart {
  const { opens, other } = RISK_POINTS.personalData;
  const points =
    kinds.length === 0 ? 0 : kinds.some((kind) => opens.kinds.some((one) => one === kind)) ? opens.points : other;
  return { factor: 'personal_data', points, because: `personal data came in: ${kinds.join(', ')}` };
}

function findingParts(findings: readonly Finding[]): RiskPart[] {
  let left: number = RISK_POINTS.findingsMost;
  return findings.map(({ name, because }) => {
    const points = Math.min(pointsFor(RISK_POINTS.finding, name) ?? RISK_POINTS.findingOther, left);
    left -= points;
    return { factor: 'finding', points, because };
  });
}

/** Own keys only: a domain named "constructor" is just another domain. */
function pointsFor(table: Readonly<Record<string, number>>, key: string): number | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
