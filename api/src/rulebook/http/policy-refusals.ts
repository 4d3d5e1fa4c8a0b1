import { Problem } from '../../platform/http/problem.js';
import type { CheckedFinding } from '../policy-check.js';

/**
 * @param accepted ids of warnings that were read; those that the version in force has need no accepting
 * @throws Problem 422 `policy_invalid` with every error, else 409 `policy_warnings` with every warning that was not read
 */
export function refuseFindings(findings: readonly CheckedFinding[], accepted: readonly string[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw new Problem(
      422,
      'policy_invalid',
      `The policy can’t be put in force. ${errors[0]!.message}`,
      toErrors(errors),
    );
  }
  const unread = findings.filter(({ id, standing }) => !standing && !accepted.includes(id));
  if (unread.length > 0) {
    throw new Problem(
      409,
      'policy_warnings',
      'Read what was found in the policy, and send the ids of the warnings as "accepted".',
      toErrors(unread),
    );
  }
}

function toErrors(findings: readonly CheckedFinding[]): { errors: { path: string; message: string }[] } {
  return { errors: findings.slice(0, 20).map(({ path, message }) => ({ path, message })) };
}
