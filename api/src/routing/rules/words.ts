import type { Condition, RoutingDecision } from './decision.js';

const THRESHOLD_WORDS: Readonly<Record<string, { signal: string; held: string; missed: string }>> = {
  confidence_min: { signal: 'confidence', held: 'at least', missed: 'below' },
  confidence_below: { signal: 'confidence', held: 'below', missed: 'at least' },
  risk_score_min: { signal: 'risk score', held: 'at least', missed: 'below' },
  risk_score_max: { signal: 'risk score', held: 'at most', missed: 'above' },
};

const NAME_WORDS: Readonly<Record<string, string>> = {
  policy_decision: 'policy decision',
  pii_leak_risk: 'personal data leak risk',
  domain: 'domain',
  unsure_domain: 'answers marked as unsure in',
  uncited_in: 'no source that opens in',
  tool_call: 'tool',
};

/** One condition as a reviewer reads it: "confidence 0.71 below 0.82", "domain payment", "tool issue_refund". */
export function conditionInWords(condition: Condition): string {
  if (condition.rule === 'finding') return condition.because || condition.condition.replaceAll('_', ' ');
  const threshold = THRESHOLD_WORDS[condition.condition];
  if (threshold) return thresholdInWords(condition, threshold);
  return `${NAME_WORDS[condition.condition] ?? condition.condition} ${nameInWords(condition)}`;
}

/**
 * Why people see this ticket, or why it was blocked: what held among the block and review conditions and the
 * findings. Where none did, what kept it from being allowed. Empty for an allowed one.
 */
export function reasonsInWords(decision: RoutingDecision): string[] {
  if (decision.outcome === 'allow') return [];
  const against = decision.conditions.filter((condition) => condition.held && condition.rule !== 'auto_allow_if');
  const unmet = decision.conditions.filter((condition) => !condition.held && condition.rule === 'auto_allow_if');
  const reasons = against.length > 0 ? against : unmet;
  return reasons.length === 0 ? ['the policy allows nothing unseen'] : [...new Set(reasons.map(conditionInWords))];
}

function thresholdInWords(
  { actual, expected, held }: Condition,
  words: { signal: string; held: string; missed: string },
): string {
  if (actual === null) return `${words.signal} not given`;
  if (!isUsable(actual, words.signal)) return `${words.signal} ${String(actual)} not usable`;
  return `${words.signal} ${actual} ${held ? words.held : words.missed} ${String(expected)}`;
}

function isUsable(actual: unknown, signal: string): actual is number {
  return typeof actual === 'number' && actual >= 0 && actual <= (signal === 'confidence' ? 1 : 100);
}

function nameInWords({ actual, condition, held }: Condition): string {
  if (actual === null && condition === 'tool_call') return held ? 'not legible' : 'none';
  if (actual === null) return 'not given';
  const name = String(actual).trim();
  return name === '' ? 'not legible' : name;
}
