import { numbers } from './locale';

/**
 * Currencies whose smallest unit is not a hundredth (ISO 4217). Not taken from `Intl`: browsers answer from CLDR,
 * which says 0 for HUF, IDR and IQD where ISO 4217, and so our minor units, have 2, 2 and 3.
 */
const exponents: Record<number, string[]> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '),
  3: 'BHD IQD JOD KWD LYD OMR TND'.split(' '),
  4: 'CLF UYW'.split(' '),
};
const exponentOf = new Map(
  Object.entries(exponents).flatMap(([exponent, codes]) => codes.map((code) => [code, Number(exponent)] as const)),
);
const grouping = numbers();
const parts = grouping.formatToParts(12_345_678.9);
const separator = (type: 'group' | 'decimal') => parts.find((part) => part.type === type)?.value ?? '';
const decimal = separator('decimal');
/** Where thousands are set apart by some kind of space, any space is one. */
const group = separator('group').replace(/\s/, ' ');

/** Whole digits in groups as the reader writes them. */
const grouped = (whole: string) => grouping.format(BigInt(whole)).replace(/\s/g, ' ');

const known = new Set(Intl.supportedValuesOf('currency'));

/** Decimal places of a currency, or null where we do not know the code and must not guess. */
export function minorDigits(currency: string): number | null {
  return exponentOf.get(currency) ?? (known.has(currency) ? 2 : null);
}

const digits = /^-?\d{1,40}$/;

/** Minor units as they are signed: a string of digits, or an integer that a float holds exactly. */
export function minorUnits(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null;
  return typeof value === 'string' && digits.test(value) ? value : null;
}

/** "61240" in EUR is "612.40", as the reader writes it. Exact, by moving the point in the text; null where it cannot be said. */
export function toMajor(value: unknown, currency: string): string | null {
  const minor = minorUnits(value);
  const places = minorDigits(currency);
  if (minor === null || places === null) return null;
  const negative = minor.startsWith('-');
  const padded = minor
    .replace('-', '')
    .replace(/^0+(?=\d)/, '')
    .padStart(places + 1, '0');
  const whole = padded.slice(0, padded.length - places);
  const fraction = places ? decimal + padded.slice(-places) : '';
  return `${negative ? '-' : ''}${whole}${fraction}`;
}

/**
 * "612.40" or "1,250,000", written as the reader writes numbers, back to minor units. Groups have to be where they
 * belong, so that a point taken for a comma is no amount.
 * @returns null if it is no amount, or has more decimals than the currency
 */
export function toMinor(major: string, currency: string): string | null {
  const places = minorDigits(currency);
  const [whole = '', fraction = '', ...more] = major.trim().replace(/\s/g, ' ').split(decimal);
  const digits = group ? whole.replaceAll(group, '') : whole;
  if (places === null || more.length > 0 || !/^\d{1,40}$/.test(digits) || !/^\d*$/.test(fraction)) return null;
  if (whole !== digits && whole !== grouped(digits)) return null;
  if (fraction.length > places || (major.includes(decimal) && !fraction)) return null;
  return BigInt(digits + fraction.padEnd(places, '0')).toString();
}

/** An amount as the reader writes it: "1,224.80". */
export const exampleAmount = `${grouped('1224')}${decimal}80`;

/** "EUR 1,224.80": the code and not the sign, since several currencies share one sign. */
export function money(value: unknown, currency: unknown): string | null {
  if (typeof currency !== 'string') return null;
  const major = toMajor(value, currency);
  if (major === null) return null;
  const [whole = '', fraction] = major.replace('-', '').split(decimal);
  return `${currency} ${major.startsWith('-') ? '-' : ''}${grouped(whole)}${fraction ? decimal + fraction : ''}`;
}
