import { CURRENCY_EXPONENTS } from '../../approvals/rules/currencies.js';
import { MOST_INT64, toHundredths } from '../../approvals/rules/money.js';

/** How a ticket is asked for in a history; null does not narrow it. */
export interface TicketFilters {
  /** Words, as `rules/words.ts` reads them, of the arguments, of what was written at signing or revising, of what was asked, or of a customer's name for themselves. */
  text: string | null;
  /** A ticket's number. */
  number: number | null;
  /** Who signed the revision that stands, and as what; both are of one signature. */
  personId: string | null;
  role: string | null;
  tool: string | null;
  outcome: Outcome | null;
  amount: AmountRange | null;
  routingPolicyVersion: number | null;
  signOffPolicyVersion: number | null;
}

/** Whether anything is asked for. */
export function narrows(filters: TicketFilters): boolean {
  return Object.values(filters).some((value) => value !== null);
}

/** Amounts of one currency, in its minor units, both ends included; null is open. */
export interface AmountRange {
  currency: string;
  from: bigint | null;
  to: bigint | null;
}

/** How a ticket ended: by its run where it has one, by its own state where it has none. */
export const OUTCOMES = [
  'approved',
  'auto_allowed',
  'rejected',
  'expired',
  'blocked',
  'withdrawn',
  'running',
  'succeeded',
  'failed',
  'unknown',
  'revoked',
] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** States of an execution that is under way. */
export const UNDER_WAY = ['ready', 'claimed', 'intent', 'granted'] as const;

/**
 * @param from minor units in digits, as is `to`
 * @returns null where nothing is asked of the amount; a message where it cannot be asked so
 */
export function amountRange(
  currency: string | undefined,
  from: string | undefined,
  to: string | undefined,
): AmountRange | null | { wrong: 'currency' | 'amountFrom' | 'amountTo'; because: string } {
  if (currency === undefined) {
    const given = from !== undefined || to !== undefined;
    return given
      ? { wrong: 'currency', because: 'is needed where an amount is: minor units are of one currency' }
      : null;
  }
  if (!CURRENCY_EXPONENTS.has(currency)) return { wrong: 'currency', because: 'is an ISO 4217 code, like EUR' };
  const read = (text: string | undefined) => (text === undefined ? null : minorUnits(text));
  const [least, most] = [read(from), read(to)];
  const because = 'is an amount in minor units: up to 19 digits';
  if (least === undefined) return { wrong: 'amountFrom', because };
  if (most === undefined) return { wrong: 'amountTo', because };
  return { currency, from: least, to: most };
}

/** The ends of a range in hundredths, for an index that knows no currency. What is outside of them is outside of the range. */
export function hundredthsOf({ currency, from, to }: AmountRange): { from: bigint; to: bigint } {
  const exponent = CURRENCY_EXPONENTS.get(currency)!;
  const bound = (minor: bigint) => {
    const hundredths = toHundredths(minor, exponent);
    return hundredths > MOST_INT64 ? MOST_INT64 : hundredths;
  };
  return { from: from === null ? 0n : bound(from), to: to === null ? MOST_INT64 : bound(to) };
}

function minorUnits(text: string): bigint | undefined {
  return /^[0-9]{1,19}$/.test(text) ? BigInt(text) : undefined;
}
