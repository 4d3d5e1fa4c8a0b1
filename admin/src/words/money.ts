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

/** "61240" in EUR is "612.40". Exact, by moving the point in the text; null where it cannot be said. */
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
  const fraction = places ? `.${padded.slice(-places)}` : '';
  return `${negative ? '-' : ''}${whole}${fraction}`;
}

/** "612.40" or "1,250,000" back to minor units; null if it is no amount, or has more decimals than the currency. */
export function toMinor(major: string, currency: string): string | null {
  const places = minorDigits(currency);
  const match = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/.exec(major.trim());
  if (places === null || !match) return null;
  const [, whole = '', fraction = ''] = match;
  if (fraction.length > places) return null;
  return BigInt(whole.replaceAll(',', '') + fraction.padEnd(places, '0')).toString();
}

const grouped = (whole: string) => whole.replace(/\B(?=(\d{3})+$)/g, ',');

/** "EUR 1,224.80": the code and not the sign, since several currencies share one sign. */
export function money(value: unknown, currency: unknown): string | null {
  if (typeof currency !== 'string') return null;
  const major = toMajor(value, currency);
  if (major === null) return null;
  const [whole = '', fraction] = major.split('.');
  return `${currency} ${grouped(whole)}${fraction ? `.${fraction}` : ''}`;
}
