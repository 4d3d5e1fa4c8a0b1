import { compileCondition } from './compile-condition.js';
import type { CompiledCondition, CompiledRoutingPolicy } from './compiled-policy.js';
import type { Section } from './decision.js';
import { knownSignals } from './known-signals.js';
import { CONDITIONS, type ConditionName, type PolicyIssue, RoutingPolicyError } from './policy-document.js';
import { lenientOnWorse } from './worse-is-stricter.js';

const ROOT = 'risk_routing_policy';
const SECTIONS = Object.keys(CONDITIONS) as Section[];

/**
 * Reads a routing policy document as parsed from JSON, checks all of it and makes it ready to evaluate.
 * @throws RoutingPolicyError naming every unknown key, wrong type and value out of range at once
 */
export function compileRoutingPolicy(document: unknown): CompiledRoutingPolicy {
  const issues: PolicyIssue[] = [];
  const written = readKeys(readKeys(document, '', [ROOT], issues)[ROOT], ROOT, SECTIONS, issues);
  const hardBlockIf = compileSection('hard_block_if', written, issues);
  const reviewRequiredIf = compileSection('review_required_if', written, issues);
  const autoAllowIf = compileSection('auto_allow_if', written, issues);
  const policy = {
    hardBlockIf,
    reviewRequiredIf,
    autoAllowIf: [...autoAllowIf, ...knownSignals([...hardBlockIf, ...reviewRequiredIf], autoAllowIf)],
    allows: autoAllowIf.length > 0,
  };
  if (issues.length === 0) issues.push(...lenientOnWorse(policy, ROOT));
  if (issues.length > 0) throw new RoutingPolicyError(issues);
  return policy;
}

function compileSection(rule: Section, written: Record<string, unknown>, issues: PolicyIssue[]): CompiledCondition[] {
  if (written[rule] === undefined) return [];
  const path = `${ROOT}.${rule}`;
  const conditions = readKeys(written[rule], path, CONDITIONS[rule], issues);
  return Object.entries(conditions).flatMap(
    ([name, value]) => compileCondition(rule, name as ConditionName, value, `${path}.${name}`, issues) ?? [],
  );
}

/** The object's own entries under the keys we know; an issue for everything else. */
function readKeys(
  value: unknown,
  path: string,
  known: readonly string[],
  issues: PolicyIssue[],
): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    issues.push({ path, message: 'must be an object.' });
    return {};
  }
  const entries = Object.entries(value);
  for (const [key] of entries.filter(([key]) => !known.includes(key))) {
    issues.push({ path: path === '' ? key : `${path}.${key}`, message: `is not known here; use ${known.join(', ')}.` });
  }
  return Object.fromEntries(entries.filter(([key]) => known.includes(key)));
}
