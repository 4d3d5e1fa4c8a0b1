import type { Conditions } from '../../platform/database/conditions.js';
import { type TicketFilters, UNDER_WAY } from '../rules/ticket-search.js';
import { wordQuery } from '../rules/words.js';

const HOW_IT_ENDED = `CASE WHEN t.state IN ('approved', 'auto_allowed') THEN coalesce(e.state, t.state) ELSE t.state END`;

/** Adds what a ticket has to be, over the ticket `t`, its revision that stands, `r`, and the execution `e` of that. */
export function addTicketConditions(all: Conditions, filters: TicketFilters): void {
  const { personId, role, outcome, amount, text } = filters;
  const equal = (column: string, value: unknown) => all.addFor(value, (name) => `${column} = ${name}`);
  equal('t.number', filters.number);
  equal('t.tool_name', filters.tool);
  equal('r.routing_policy_version', filters.routingPolicyVersion);
  equal('r.sign_off_policy_version', filters.signOffPolicyVersion);
  if (outcome === 'running') all.add(`${HOW_IT_ENDED} = ANY(${all.value([...UNDER_WAY])})`);
  else equal(HOW_IT_ENDED, outcome);
  if (personId !== null || role !== null) {
    const signed = ['s.ticket_id = t.id', 's.revision = t.revision'];
    if (personId !== null) signed.push(`s.person_id = ${all.value(personId)}`);
    if (role !== null) signed.push(`${all.value(role)} = ANY(s.roles)`);
    all.add(`EXISTS (SELECT FROM sign_off s WHERE ${signed.join(' AND ')})`);
  }
  if (amount !== null) {
    // The digits themselves are exact where hundredths are rounded; only what has those can be cast, and AND promises no order.
    const minor = `(r.arguments_canonical::json->>'amount_minor')::numeric`;
    const exact = [`r.arguments_canonical::json->>'currency' = ${all.value(amount.currency)}`];
    if (amount.from !== null) exact.push(`${minor} >= ${all.value(amount.from)}::numeric`);
    if (amount.to !== null) exact.push(`${minor} <= ${all.value(amount.to)}::numeric`);
    all.add(`CASE WHEN r.hundredths IS NOT NULL THEN ${exact.join(' AND ')} ELSE false END`);
  }
  if (text !== null) all.add(hasWords(all, wordQuery(text)));
}

/** Decided tickets with these words: as they were gathered, or as they stand where nobody has yet. */
function hasWords(all: Conditions, words: string | null): string {
  if (words === null) return 'false';
  return `t.resolved_at IS NOT NULL AND coalesce((SELECT w.words FROM ticket_words w WHERE w.ticket_id = t.id AND w.resolved_at = t.resolved_at),
    words_of_ticket(t.id)) @@ lower(${all.value(words)})::tsquery`;
}
