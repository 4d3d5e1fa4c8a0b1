import { lazily, locale, timeOfDay } from './locale';
import { words } from './words';

const dates = (options: Intl.DateTimeFormatOptions) => lazily(() => new Intl.DateTimeFormat(locale, options));
const zoned = dates({ hour: 'numeric', minute: '2-digit', timeZoneName: 'short' });
// To the second in columns that are compared: of one width, whatever the region makes of noon.
const exact = dates({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const dayMonth = dates({ day: 'numeric', month: 'short' });
const dayMonthYear = dates({ day: 'numeric', month: 'short', year: 'numeric' });
const full = dates({ dateStyle: 'medium', timeStyle: 'long' });

/** A length of time in words, two units at most: "45 s", "6 min 40 s", "2 h 05 min", "3 days 4 h". */
export function duration(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (minutes < 1) return words.seconds(seconds);
  if (hours < 1) return words.minutesSeconds(minutes, seconds % 60);
  if (hours < 24) return words.hoursMinutes(hours, minutes % 60);
  return words.daysHours(Math.floor(hours / 24), hours % 24);
}

/** A length of time that somebody chose, in one unit where it is whole in it: "15 min", "4 h", "2 days", else "1 h 30 min". */
export function wholly(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes >= 1440 && minutes % 1440 === 0) return words.days(minutes / 1440);
  if (minutes >= 60 && minutes < 1440 && minutes % 60 === 0) return words.hours(minutes / 60);
  return minutes >= 1 && minutes < 60 && Number.isInteger(minutes) ? words.minutes(minutes) : duration(ms);
}

/** A length of time in one unit, for ages: "9 min", "3 h", "214 days". */
export function roughly(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  if (minutes < 1) return words.underAMinute;
  if (minutes < 60) return words.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? words.hours(hours) : words.days(Math.floor(hours / 24));
}

const startOfDay = (at: number) => new Date(at).setHours(0, 0, 0, 0);

/** Calendar days from today, in the reader's zone: 0 today, 1 tomorrow, -1 yesterday. */
export function daysFromToday(iso: string, now: number): number {
  return Math.round((startOfDay(Date.parse(iso)) - startOfDay(now)) / 86_400_000);
}

/** "14:32 CET" */
export const clockWithZone = (iso: string) => zoned().format(new Date(iso));
/** "CET": the reader's zone at a moment, in milliseconds. */
export const zoneName = (at: number) =>
  zoned()
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value ?? '';
/** "14:32:07" */
export const clockExact = (iso: string) => exact().format(new Date(iso));
/** "5 Nov 2026, 14:32:07 CET", for titles and tables */
export const fullTime = (iso: string) => full().format(new Date(iso));

/** "5 Nov 2026": what a day is called wherever and whenever it is read, as on paper. */
export const dateOf = (iso: string) => dayMonthYear().format(new Date(iso));

/** A moment beside a sentence: "14:32", "tomorrow 14:17", "2 Nov 14:17". */
export function moment(iso: string, now: number): string {
  const days = daysFromToday(iso, now);
  const time = timeOfDay(new Date(iso));
  if (days === 0) return time;
  if (days === 1) return words.tomorrowAt(time);
  if (days === -1) return words.yesterdayAt(time);
  return words.dayAt(dayOf(iso, now), time);
}

/** "Today", "Yesterday", "2 Nov", "2 Nov 2025" */
export function dayOf(iso: string, now: number): string {
  const days = daysFromToday(iso, now);
  if (days === 0) return words.today;
  if (days === -1) return words.yesterday;
  const date = new Date(iso);
  return (date.getFullYear() === new Date(now).getFullYear() ? dayMonth : dayMonthYear)().format(date);
}
