import { idFilter, refuse } from '../../platform/http/paging.js';
import { amountRange, OUTCOMES, type TicketFilters } from '../rules/ticket-search.js';

/** What a ticket is asked for by, alike over decisions and over audit entries. */
export const TICKET_FILTERS = [
  'text',
  'personId',
  'role',
  'tool',
  'outcome',
  'currency',
  'amountFrom',
  'amountTo',
  'routingPolicyVersion',
  'signOffPolicyVersion',
] as const;

/** A ticket's number, as people write it. */
const NUMBER = /^[Tt]-(\d{1,9})$/;

/** @throws Problem 400 */
export function readTicketFilters(filters: Record<string, string | undefined>): TicketFilters {
  const amount = amountRange(filters.currency, filters.amountFrom, filters.amountTo);
  if (amount && 'wrong' in amount) throw refuse(amount.wrong, amount.because);
  const outcome = OUTCOMES.find((one) => one === filters.outcome) ?? null;
  if (filters.outcome !== undefined && outcome === null) throw refuse('outcome', `is one of ${OUTCOMES.join(', ')}`);
  const text = filters.text?.trim() ?? '';
  if (text.length > 200) throw refuse('text', 'has 200 characters at most');
  const number = NUMBER.exec(text)?.[1];
  return {
    text: text === '' || number !== undefined ? null : text,
    number: number === undefined ? null : Number(number),
    personId: idFilter('personId', filters.personId)?.toLowerCase() ?? null,
    role: filters.role ?? null,
    tool: filters.tool ?? null,
    outcome,
    amount,
    routingPolicyVersion: version('routingPolicyVersion', filters.routingPolicyVersion),
    signOffPolicyVersion: version('signOffPolicyVersion', filters.signOffPolicyVersion),
  };
}

function version(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^\d{1,9}$/.test(text)) throw refuse(name, 'is the number of a version');
  return Number(text);
}
