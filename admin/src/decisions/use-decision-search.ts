import type { Filter } from '../platform/api';
import { dayEnd, dayStart, useSearchFilter } from '../platform/use-search-filter';
import { toMinor } from '../words/money';
import { words } from './words';

export const fieldNames = [
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
] as const;

/** The search as it stands in the address, and as the server takes it; `wrong` says what cannot be asked yet. */
export function useDecisionSearch() {
  const [values, set, setAll] = useSearchFilter(fieldNames);
  const { sort = '-decidedAt', from, to, amountFrom, amountTo, currency: typed, ...rest } = values;
  const currency = typed?.trim().toUpperCase() || undefined;
  const minor = (amount: string | undefined) => (amount && currency ? toMinor(amount, currency) : undefined);
  const amounts = { amountFrom: minor(amountFrom), amountTo: minor(amountTo) };
  const wrong =
    (amountFrom || amountTo) && !currency
      ? words.needsCurrency
      : amounts.amountFrom === null || amounts.amountTo === null
        ? words.notAnAmount
        : null;
  const filter: Filter = {
    ...rest,
    currency,
    amountFrom: amounts.amountFrom ?? undefined,
    amountTo: amounts.amountTo ?? undefined,
    from: dayStart(from),
    to: dayEnd(to),
  };
  return { values, set, setAll, filter, sort, wrong };
}

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
