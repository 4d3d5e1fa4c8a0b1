import type { PersonPrincipal } from '../../identity/principal.js';
import { mayReview } from '../../identity/rules/roles.js';
import { idFilter, refuse, yesOrNo } from '../../platform/http/paging.js';
import { TICKET_STATES } from '../../tickets/rules/lifecycle.js';
import type { TicketFilters } from '../persistence/ticket-page.js';

export const TICKET_FILTERS = [
  'state',
  'queue',
  'domain',
  'tool',
  'flag',
  'agentId',
  'customerRef',
  'claimedBy',
  'needsMySignature',
  'executionState',
  'number',
  'asked',
] as const;

const EXECUTION_STATES = ['ready', 'claimed', 'intent', 'granted', 'succeeded', 'failed', 'unknown', 'revoked'];

/** Turns query filters into the store's. @throws Problem 400 for a value that can't match anything */
export function readFilters(filters: Record<string, string>, person: PersonPrincipal): TicketFilters {
  const states = filters.state?.split(',');
  for (const state of states ?? []) {
    if (!(TICKET_STATES as string[]).includes(state))
      throw refuse('state', `is one or more of ${TICKET_STATES.join(', ')}`);
  }
  const { executionState, number, needsMySignature } = filters;
  if (executionState !== undefined && !EXECUTION_STATES.includes(executionState)) {
    throw refuse('executionState', `is one of ${EXECUTION_STATES.join(', ')}`);
  }
  if (number !== undefined && !/^\d{1,12}$/.test(number)) throw refuse('number', 'is a whole number');
  if (needsMySignature !== undefined && needsMySignature !== 'true')
    throw refuse('needsMySignature', 'is "true" or left out');
  const mine = needsMySignature === 'true';
  return {
    states: mine ? ['pending_review'] : states,
    queue: filters.queue,
    domain: filters.domain,
    tool: filters.tool,
    flag: filters.flag,
    agentId: idFilter('agentId', filters.agentId) ?? undefined,
    customerRef: filters.customerRef,
    claimedBy: filters.claimedBy === 'me' ? person.id : (idFilter('claimedBy', filters.claimedBy) ?? undefined),
    number,
    executionState,
    asked: yesOrNo('asked', filters.asked) ?? undefined,
    needsSignatureOf: mine ? { id: person.id, roles: mayReview(person.roles) ? person.roles : [] } : undefined,
  };
}
