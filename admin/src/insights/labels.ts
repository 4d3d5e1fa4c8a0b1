import { serverNow } from '../platform/clock';
import { locale, number, timeOfDay } from '../words/locale';
import { dayOf, duration, moment, wholly } from '../words/time';

const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });
const rate = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

/** "91 %"; a dash of nothing. */
export const share = (part: number, whole: number): string => (whole === 0 ? '–' : percent.format(part / whole));
/** The same, with a tenth where that is what tells small shares apart: "75 %", "2.4 %". */
export const rateOf = (part: number, whole: number): string =>
  whole > 0 && part / whole < 0.1 && part > 0 ? tenth.format(part / whole) : share(part, whole);
/** A difference of shares in percentage points: "+1.5". */
export const points = (difference: number): string => signed.format(difference * 100);
/** "4.2" of a rate per hour. */
export const perHour = (n: number, hours: number): string => rate.format(hours === 0 ? 0 : n / hours);
/** A time to decision in words; a dash where nothing was decided. */
export const took = (seconds: number | null): string => (seconds === null ? '–' : duration(seconds * 1000));
/** A bucket's beginning in full: "14:00", "yesterday 14:00", "2 Nov". */
export const bucketName = (from: string, by: string): string =>
  by === 'hour' ? moment(from, serverNow()) : dayOf(from, serverNow());
/** The same on an axis, where the day is said at midnight only. */
export const bucketTick = (from: string, by: string): string => {
  const date = new Date(from);
  return by === 'hour' && date.getHours() !== 0 ? timeOfDay(date) : dayOf(from, serverNow());
};
/** A target, which is mostly whole minutes: "15 min". */
export const targetOf = (seconds: number): string => wholly(seconds * 1000);
export { number };
