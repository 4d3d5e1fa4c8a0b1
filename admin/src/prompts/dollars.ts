/** The most that a price may be, as the API takes it: a thousand dollars. */
const MOST_MICROS = 1_000_000_000;

/**
 * Millionths of a US dollar, counted from the digits as they were typed, without a fraction of a float between.
 * @param text whole dollars with up to six decimals, such as "0.40"
 * @returns null where it is no such amount, or more than the API takes
 */
export function microsOf(text: string): number | null {
  const [, whole, decimals = ''] = /^(\d{1,4})(?:\.(\d{1,6}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) return null;
  const micros = Number(whole + decimals.padEnd(6, '0'));
  return micros > MOST_MICROS ? null : micros;
}

/** Dollars with at least two decimals, and no more than it takes: 400000 is "0.40". */
export function dollarsOf(micros: number): string {
  const digits = String(micros).padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6).replace(/0{1,4}$/, '')}`;
}
