import type { Filter } from '../platform/api';
import { dayEnd, dayStart, useSearchFilter } from '../platform/use-search-filter';
import { toMinor } from '../words/money';
import { words } from './words';

const fieldNames = [
  'text',
  'tool',
  'from',
  'to',
  'sort',
  'personId',
  'role',
  'outcome',
  'currency',
  'amountFrom',
  'amountTo',
  'routingPolicyVersion',
  'signOffPolicyVersion',
  'action',
  'ticketId',
] as const;

/** The one search as it stands in the address, and as the server takes it; `wrong` says what cannot be asked yet. */
export function useRecordSearch() {
  const [values, set, setAll] = useSearchFilter(fieldNames);
  const { sort = '-decidedAt', from, to, amountFrom, amountTo, currency: typed, action, ticketId, ...rest } = values;
  const currency = typed?.trim().toUpperCase() || undefined;
  const minor = (amount: string | undefined) => (amount && currency ? toMinor(amount, currency) : undefined);
  const amounts = { amountFrom: minor(amountFrom), amountTo: minor(amountTo) };
  const wrong =
    (amountFrom || amountTo) && !currency
      ? words.needsCurrency
      : amounts.amountFrom === null || amounts.amountTo === null
        ? words.notAnAmount
        : null;
  const shared: Filter = {
    ...rest,
    currency,
    amountFrom: amounts.amountFrom ?? undefined,
    amountTo: amounts.amountTo ?? undefined,
    from: dayStart(from),
    to: dayEnd(to),
  };
  const { personId, ...others } = shared;
  return {
    values,
    set,
    setAll,
    clear: () => setAll(Object.fromEntries(fieldNames.map((name) => [name, '']))),
    sort,
    wrong,
    /** What decisions are asked for by. */
    decisions: shared,
    /** What entries are asked for by: who did it, and of which ticket. */
    entries: { ...others, actorId: personId, action } as Filter,
    ticketId,
  };
}

export type RecordSearch = ReturnType<typeof useRecordSearch>;

/** Days as a date field writes them, from the reader's own calendar; weeks begin on Monday. */
export function presetDays(now: Date): Record<keyof typeof words.presets, [from: string, to: string]> {
  const day = (back: number) => {
    const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() - back);
    return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
  };
  const sinceMonday = (now.getDay() + 6) % 7;
  return {
    lastWeek: [day(sinceMonday + 7), day(sinceMonday + 1)],
    week: [day(6), day(0)],
    month: [day(29), day(0)],
    ever: ['', ''],
  };
}
