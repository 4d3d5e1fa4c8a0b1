/**
 * A stretch of time cut at the hours, days or weeks of a reader's zone; weeks begin on Monday, as in ISO 8601. Every IANA zone keeps an offset of whole quarters of an
 * hour, so its hours and days begin where quarters of UTC do, also on the days when clocks are changed.
 */

export const QUARTER_MS = 15 * 60_000;

/** More than a quarter of a year of hours would be drawn is nothing that anybody reads. */
export const MOST_BUCKETS = 800;

export const GRAINS = ['hour', 'day', 'week'] as const;
export type Grain = (typeof GRAINS)[number];

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
 * Cuts [from, to) at the hours, days or weeks of the zone. `from` moves back to where its hour, day or week begins, so that the first
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

/** What is the same for all moments of one day, with the day of the week; for hours the minute, which is 00 where an hour begins. */
function labelIn(zone: string, grain: Grain): Label {
  const format =
    grain === 'hour'
      ? new Intl.DateTimeFormat('en-GB', { timeZone: zone, minute: 'numeric' })
      : new Intl.DateTimeFormat('en-GB', {
          timeZone: zone,
          weekday: 'short',
          day: '2-digit',
          month: '2-digit',
          year: 'numeric',
        });
  return (at) => format.format(at);
}

function begins(at: number, label: Label, grain: Grain): boolean {
  if (grain === 'hour') return Number(label(at)) === 0;
  const day = label(at);
  return (grain === 'day' || day.startsWith('Mon')) && day !== label(at - QUARTER_MS);
}

function beginningOf(at: number, label: Label, grain: Grain): number {
  let start = at;
  while (!begins(start, label, grain)) start -= QUARTER_MS;
  return start;
}

/** No day is shorter than 20 hours, and no week than 6 days and 20 hours; skipping those saves most of the look-ups. */
const SKIPPED = { hour: QUARTER_MS, day: 20 * 4 * QUARTER_MS, week: (6 * 24 + 20) * 4 * QUARTER_MS };

function nextAfter(start: number, label: Label, grain: Grain): number {
  let next = start + SKIPPED[grain];
  while (!begins(next, label, grain)) next += QUARTER_MS;
  return next;
}
