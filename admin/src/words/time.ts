import { locale } from './locale';

const zoned = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const exact = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dayMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const dayMonthYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
const full = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' });

const two = (n: number) => String(n).padStart(2, '0');

/** A length of time in words, two units at most: "45 s", "6 min 40 s", "2 h 05 min", "3 days 4 h". */
export function duration(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (minutes < 1) return `${seconds} s`;
  if (hours < 1) return `${minutes} min ${two(seconds % 60)} s`;
  if (days < 1) return `${hours} h ${two(minutes % 60)} min`;
  return `${days} ${days === 1 ? 'day' : 'days'} ${hours % 24} h`;
}

/** A length of time in one unit, for ages: "9 min", "3 h", "214 days". */
export function roughly(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h`;
  const days = Math.floor(hours / 24);
  return days === 1 ? '1 day' : `${days} days`;
}

const startOfDay = (at: number) => new Date(at).setHours(0, 0, 0, 0);

/** Calendar days from today, in the reader's zone: 0 today, 1 tomorrow, -1 yesterday. */
export function daysFromToday(iso: string, now: number): number {
  return Math.round((startOfDay(Date.parse(iso)) - startOfDay(now)) / 86_400_000);
}

/** "14:32 CET" */
export const clockWithZone = (iso: string) => zoned.format(new Date(iso));
/** "14:32:07" */
export const clockExact = (iso: string) => exact.format(new Date(iso));
/** "5 Nov 2026, 14:32:07 CET", for titles and tables */
export const fullTime = (iso: string) => full.format(new Date(iso));

/** A moment beside a sentence: "14:32", "tomorrow 14:17", "2 Nov 14:17". */
export function moment(iso: string, now: number): string {
  const date = new Date(iso);
  const days = daysFromToday(iso, now);
  const time = clock.format(date);
  if (days === 0) return time;
  if (days === 1) return `tomorrow ${time}`;
  if (days === -1) return `yesterday ${time}`;
  return `${dayOf(iso, now)} ${time}`;
}

/** "Today", "Yesterday", "2 Nov", "2 Nov 2025" */
export function dayOf(iso: string, now: number): string {
  const days = daysFromToday(iso, now);
  if (days === 0) return 'Today';
  if (days === -1) return 'Yesterday';
  const date = new Date(iso);
  return (date.getFullYear() === new Date(now).getFullYear() ? dayMonth : dayMonthYear).format(date);
}
