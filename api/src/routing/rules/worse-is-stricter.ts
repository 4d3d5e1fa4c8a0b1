import type { CompiledCondition, CompiledRoutingPolicy } from './compiled-policy.js';
import { PII_LEAK_RISKS, POLICY_DECISIONS, type PolicyIssue } from './policy-document.js';

/**
 * Finds documents that would treat a worse value more kindly than a milder one, such as reviewing a 'medium'
 * leak risk and saying nothing of 'high', or that would allow the worst there is, kinder than they are to a
 * value that nobody knows. Such a document is a slip of the pen, and "adding a risk signal never makes the
 * outcome laxer" could not be promised under it.
 * @param root path of the policy in its document
 */
export function lenientOnWorse(policy: CompiledRoutingPolicy, root: string): PolicyIssue[] {
  return [
    ...lenient(policy, 'policy_decision', POLICY_DECISIONS, root),
    ...lenient(policy, 'pii_leak_risk', PII_LEAK_RISKS, root),
  ];
}

function lenient(
  policy: CompiledRoutingPolicy,
  name: 'policy_decision' | 'pii_leak_risk',
  scale: readonly string[],
  root: string,
): PolicyIssue[] {
  const strictness = scale.map((value) => strictnessOn(policy, name, value));
  const messages = scale.slice(1).flatMap((worse, at) => {
    const isKinder = strictness[at + 1]! < strictness[at]!;
    return isKinder ? [`treats ${name} '${worse}' more kindly than '${scale[at]}', which is less of a risk.`] : [];
  });
  const allowsWorst = policy.autoAllowIf.some((condition) => condition.name === name) && strictness.at(-1) === 0;
  if (allowsWorst && messages.length === 0)
    messages.push(`allows ${name} '${scale.at(-1)}', which is the worst there is.`);
  return messages.map((message) => ({ path: root, message }));
}

/** What the policy makes of a value when all else is well: 0 allow, 1 review, 2 block. */
function strictnessOn(policy: CompiledRoutingPolicy, name: string, value: string): number {
  const on = (section: readonly CompiledCondition[]) => section.filter((condition) => condition.name === name);
  const names = (section: readonly CompiledCondition[]) => on(section).some((condition) => condition.values.has(value));
  if (names(policy.hardBlockIf)) return 2;
  if (names(policy.reviewRequiredIf)) return 1;
  return on(policy.autoAllowIf).length > 0 && !names(policy.autoAllowIf) ? 1 : 0;
}
