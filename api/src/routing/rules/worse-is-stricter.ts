import type { CompiledCondition, CompiledRoutingPolicy } from './compiled-policy.js';
import { PII_LEAK_RISKS, POLICY_DECISIONS, type PolicyIssue } from './policy-document.js';

/**
 * Finds documents that would treat a worse value more kindly than a milder one, such as reviewing a 'medium'
 * leak risk and saying nothing of 'high', or allowing 'review' and not 'allow'. Such a document is a slip of
 * the pen, and "adding a risk signal never makes the outcome laxer" could not be promised under it.
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
  const naming = (section: readonly CompiledCondition[], value: string) =>
    section.some((condition) => condition.name === name && condition.values.has(value));
  const strictness = (value: string) => {
    if (naming(policy.hardBlockIf, value)) return 2;
    if (naming(policy.reviewRequiredIf, value)) return 1;
    const asked = policy.autoAllowIf.some((condition) => condition.name === name);
    return asked && !naming(policy.autoAllowIf, value) ? 1 : 0;
  };
  return scale.slice(1).flatMap((worse, at) => {
    const milder = scale[at]!;
    if (strictness(worse) >= strictness(milder)) return [];
    return [
      { path: root, message: `treats ${name} '${worse}' more kindly than '${milder}', which is less of a risk.` },
    ];
  });
}
