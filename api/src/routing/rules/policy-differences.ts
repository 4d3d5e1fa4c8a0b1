import { canonicalJson } from '../../platform/json/canonical.js';
import type { RoutingDocument } from './mitigations.js';

/** A condition that two policies don't have in common; null where one has none of that name. */
export interface PolicyDifference {
  rule: string;
  condition: string;
  before: unknown;
  after: unknown;
}

/** Conditions that were added, taken away or written otherwise, in the order of the later policy. */
export function policyDifferences(before: RoutingDocument, after: RoutingDocument): PolicyDifference[] {
  const [was, is] = [conditionsOf(before), conditionsOf(after)];
  return [...new Set([...is.keys(), ...was.keys()])]
    .map((key) => ({ ...namesOf(key), before: was.get(key) ?? null, after: is.get(key) ?? null }))
    .filter((one) => canonicalJson(one.before) !== canonicalJson(one.after));
}

function conditionsOf({ risk_routing_policy: policy }: RoutingDocument): Map<string, unknown> {
  const entries = Object.entries(policy).flatMap(([rule, conditions]) =>
    Object.entries(conditions ?? {}).map(([condition, expected]) => [`${rule}.${condition}`, expected] as const),
  );
  return new Map(entries);
}

function namesOf(key: string): Pick<PolicyDifference, 'rule' | 'condition'> {
  const [rule = '', condition = ''] = key.split('.');
  return { rule, condition };
}
