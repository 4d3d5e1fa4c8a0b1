/**
 * A stretch of time cut at the hours or days of a reader's zone. Every IANA zone keeps an offset of whole quarters of an
 * hour, so its hours and days begin where quarters of UTC do, also on the days when clocks are changed.
 */

export const QUARTER_MS = 15 * 60_000;

/** More than a quarter of a year of hours would be drawn is nothing that anybody reads. */
export const MOST_BUCKETS = 800;

export type Grain = 'hour' | 'day';

/** `starts` of the buckets, the first being `from`; the last bucket ends at `to`. All epoch milliseconds, whole quarters but `to`. */
export interface Stretch {
  from: number;
  to: number;
  starts: number[];
}

/** The IANA zone of this name; null for whatever is none. Offsets ("+02:00") are no zones: they know no summer time. */
export function zoneNamed(name: string): string | null {
  if (!/^[A-Za-z][\w+-]*(\/[\w+-]+){0,2}$/.test(name)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/**
 * Cuts [from, to) at the hours or days of the zone. `from` moves back to the beginning of its hour or day, so that the first
 * bucket is whole; `to` moves on to the end of its quarter. Null when that makes more than `MOST_BUCKETS`.
 */
export function cut(from: number, to: number, grain: Grain, zone: string): Stretch | null {
  const label = labelIn(zone, grain);
  const starts = [beginningOf(Math.floor(from / QUARTER_MS) * QUARTER_MS, label, grain)];
  const end = Math.ceil(to / QUARTER_MS) * QUARTER_MS;
  for (let next = nextAfter(starts[0]!, label, grain); next < end; next = nextAfter(next, label, grain)) {
    starts.push(next);
    if (starts.length > MOST_BUCKETS) return null;
  }
  return { from: starts[0]!, to: end, starts };
}

type Label = (at: number) => string;

/** What is the same for all moments of one day, and for hours the minute, which is 00 where an hour begins. */
function labelIn(zone: string, grain: Grain): Label {
  const format =
    grain === 'day'
      ? new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
      : new Intl.DateTimeFormat('en-GB', { timeZone: zone, minute: 'numeric' });
  return (at) => format.format(at);
}

const begins = (at: number, label: Label, grain: Grain): boolean =>
  grain === 'day' ? label(at) !== label(at - QUARTER_MS) : Number(label(at)) === 0;

function beginningOf(at: number, label: Label, grain: Grain): number {
  let start = at;
  while (!begins(start, label, grain)) start -= QUARTER_MS;
  return start;
}

function nextAfter(start: number, label: Label, grain: Grain): number {
  // No day is shorter than 20 hours; skipping those saves most of the look-ups.
  let next = start + (grain === 'day' ? 20 * 4 : 1) * QUARTER_MS;
  while (!begins(next, label, grain)) next += QUARTER_MS;
  return next;
}
