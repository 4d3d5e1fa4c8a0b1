import { CURRENCY_EXPONENTS } from './currencies.js';

/** An amount that a tool call moves, as integers: floating point never touches money. */
export interface Money {
  /** 1/100 of the major unit, rounded up, so that limits read the same in every currency. */
  hundredths: bigint;
  /** Minor units, as in the arguments. */
  minor: bigint;
  /** ISO 4217 code. */
  currency: string;
  /** Decimals of the minor unit. */
  exponent: number;
}

/** What CEL can hold in an `int`. */
export const MOST_INT64 = 2n ** 63n - 1n;

/**
 * The money in a tool call's arguments: `amount_minor` (digits in a string, or a safe integer) and `currency`
 * (ISO 4217, as it is written there). Null when there is none that can be read with certainty, negative amounts
 * and ones beyond 64 bits included.
 */
export function moneyOf(args: object | null): Money | null {
  if (args === null || !Object.hasOwn(args, 'amount_minor') || !Object.hasOwn(args, 'currency')) return null;
  const { amount_minor, currency } = args as { amount_minor: unknown; currency: unknown };
  const minor = minorUnits(amount_minor);
  const exponent = typeof currency === 'string' ? CURRENCY_EXPONENTS.get(currency) : undefined;
  if (minor === null || exponent === undefined) return null;
  const hundredths = toHundredths(minor, exponent);
  return hundredths > MOST_INT64 ? null : { hundredths, minor, currency: currency as string, exponent };
}

function minorUnits(amount: unknown): bigint | null {
  if (typeof amount === 'string') return /^[0-9]{1,19}$/.test(amount) ? BigInt(amount) : null;
  return typeof amount === 'number' && Number.isSafeInteger(amount) && amount >= 0 ? BigInt(amount) : null;
}

/** Minor units in 1/100 of the major unit, rounded up. @param exponent decimals of the minor unit */
export function toHundredths(minor: bigint, exponent: number): bigint {
  if (exponent <= 2) return minor * 10n ** BigInt(2 - exponent);
  const divisor = 10n ** BigInt(exponent - 2);
  return (minor + divisor - 1n) / divisor;
}
