import type { CompiledCondition } from './compiled-policy.js';
import { type ConditionName, SCALES } from './policy-document.js';

const UNSAID = { rule: 'auto_allow_if', threshold: 0, highest: 0 } as const;

/**
 * The conditions that a document leaves unsaid: a signal that it blocks or reviews on must be known before
 * anything is allowed. Confidence and risk score need none, as their thresholds hold when the value is
 * missing; nor does the tool call, as an illegible one matches every list and none at all is a known state.
 */
export function knownSignals(
  strict: readonly CompiledCondition[],
  allow: readonly CompiledCondition[],
): CompiledCondition[] {
  const mentioned = (name: ConditionName) => strict.some((condition) => condition.signal === name);
  const asked = (name: ConditionName) => allow.some((condition) => condition.name === name);
  return (['policy_decision', 'pii_leak_risk', 'domain'] as const)
    .filter((name) => mentioned(name) && !asked(name))
    .map((name) => ({ ...UNSAID, name, signal: name, ...knownValue(SCALES[name]) }));
}

function knownValue(scale: readonly string[] | null): Pick<CompiledCondition, 'test' | 'expected' | 'values'> {
  if (scale === null) return { test: 'named', expected: 'any name', values: new Set() };
  return { test: 'exactly', expected: scale, values: new Set(scale) };
}
