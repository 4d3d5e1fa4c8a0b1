import { refuse, timeFilter } from '../../platform/http/paging.js';
import { cut, GRAINS, type Grain, MOST_BUCKETS, type Stretch, zoneNamed } from '../rules/stretch.js';

export const INSIGHT_QUERY = ['from', 'to', 'by', 'zone', 'domain', 'format'] as const;

const DAY_MS = 86_400_000;
/** Longer stretches are cut at days unless the caller says hours. */
const HOURS_UP_TO_MS = 8 * DAY_MS;

export interface Asked {
  stretch: Stretch;
  by: Grain;
  zone: string;
  domain: string | null;
  csv: boolean;
}

/**
 * Reads what stretch of time is asked for: the last day up to now unless it says otherwise, and nothing of the future.
 * @throws Problem 400 `validation_failed`
 */
export function readStretch(query: Record<string, string | string[] | undefined>, now: Date): Asked {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(query)) {
    const text = String(value);
    if (!INSIGHT_QUERY.some((known) => known === name)) {
      throw refuse(name, `is not known here; there are ${INSIGHT_QUERY.join(', ')}`);
    }
    if (text.includes('\u0000')) throw refuse(name, 'must not contain NUL');
    if (text !== '') given[name] = text;
  }
  const zone = zoneNamed(given.zone ?? 'UTC');
  if (zone === null) throw refuse('zone', 'is the IANA name of a time zone, such as Europe/Berlin');
  const to = Math.min(Date.parse(timeFilter('to', given.to) ?? now.toISOString()), now.getTime());
  const from = Date.parse(timeFilter('from', given.from) ?? new Date(to - DAY_MS).toISOString());
  if (from >= to) throw refuse('from', 'lies before to, and before now');
  const by = given.by ?? (to - from <= HOURS_UP_TO_MS ? 'hour' : 'day');
  if (!isGrain(by)) throw refuse('by', `is one of ${GRAINS.join(', ')}`);
  const stretch = to - from > (MOST_BUCKETS + 1) * DAY_MS ? null : cut(from, to, by, zone);
  if (stretch === null) throw refuse('from', `leaves at most ${MOST_BUCKETS} hours or days up to to`);
  const { format = 'json' } = given;
  if (format !== 'json' && format !== 'csv') throw refuse('format', 'is json or csv');
  return { stretch, by, zone, domain: given.domain ?? null, csv: format === 'csv' };
}

const isGrain = (text: string): text is Grain => GRAINS.some((grain) => grain === text);
