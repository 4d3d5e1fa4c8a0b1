import type { Evidence, Ticket } from '../../api-types';

/** What the draft may rest on: the evidence it came with, then what was added, oldest first. */
export function evidenceOf({ proposal, exchange }: Pick<Ticket, 'proposal' | 'exchange'>): Evidence[] {
  return [...(proposal.evidence ?? []), ...exchange.flatMap(({ answer }) => answer?.body?.evidence ?? [])];
}
