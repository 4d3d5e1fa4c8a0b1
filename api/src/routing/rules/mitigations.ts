import { fold } from '../../platform/text/fold.js';
import { isPolicyDomain } from './policy-domain.js';

/**
 * What can be done at once where answers of a domain turn out wrong, mildest first: have only answers without a source
 * that opens looked at; say of all its answers that they are unsure, so that people look at them and users are told;
 * send everything of the domain to people.
 */
export const MITIGATIONS = ['block_without_citation', 'mark', 'safety_hold'] as const;
export type Mitigation = (typeof MITIGATIONS)[number];

/**
 * Why one is not offered: it is in force; a stricter one is; in the domains of policies no answer goes out without a
 * source anyway; the policy allows any domain, so that there is none to name.
 */
export type NotOffered = 'in_force' | 'stricter_in_force' | 'built_in' | 'no_domain';

export type Mitigated = { document: RoutingDocument } | { notOffered: NotOffered };

/** A routing policy document that compiles, as far as a mitigation looks into it. */
export interface RoutingDocument {
  risk_routing_policy: Partial<Record<string, Partial<Record<string, unknown>>>>;
}

const CONDITION = { block_without_citation: 'uncited_in', mark: 'unsure_domain', safety_hold: 'domain' } as const;

/** A policy with one more name in a list of `review_required_if`: it can only send more to people. */
export function mitigate(document: RoutingDocument, mitigation: Mitigation, domain: string | null): Mitigated {
  const policy = document.risk_routing_policy;
  const domains = domain === null ? listed(policy.auto_allow_if?.domain) : [domain];
  const reasons = domains.map((one) => whyNot(policy, mitigation, one));
  const open = domains.filter((_, at) => reasons[at] === null);
  if (open.length === 0) return { notOffered: reasons[0] ?? 'no_domain' };
  const review = policy.review_required_if ?? {};
  const name = CONDITION[mitigation];
  const longer = { ...review, [name]: [...listed(review[name]), ...open] };
  return { document: { ...document, risk_routing_policy: { ...policy, review_required_if: longer } } };
}

function whyNot(
  { review_required_if: review, hard_block_if: block }: RoutingDocument['risk_routing_policy'],
  mitigation: Mitigation,
  domain: string,
): NotOffered | null {
  const has = (value: unknown) => listed(value).some((name) => fold(name) === fold(domain));
  if (has(review?.[CONDITION[mitigation]])) return 'in_force';
  const stricter = MITIGATIONS.slice(MITIGATIONS.indexOf(mitigation) + 1);
  if (has(block?.domain) || stricter.some((one) => has(review?.[CONDITION[one]]))) return 'stricter_in_force';
  return mitigation === 'block_without_citation' && isPolicyDomain(domain) ? 'built_in' : null;
}

function listed(value: unknown): string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]) as string[];
}
