import { fold } from '../../platform/text/fold.js';

/**
 * Domains in which an answer says what our policies say: the three that the default routing policy sends to people, and
 * their neighbours. In them an answer rests on a document or goes to people.
 */
export const POLICY_DOMAINS = ['payment', 'billing', 'account_lock', 'legal', 'privacy', 'policy'] as const;

const names: ReadonlySet<string> = new Set(POLICY_DOMAINS);

/** However it is written: "Payment " is payment. */
export function isPolicyDomain(domain: string | null): boolean {
  return domain !== null && names.has(fold(domain));
}
