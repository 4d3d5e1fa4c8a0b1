import { refuse, timeFilter } from '../../platform/http/paging.js';
import { MOMENT_KINDS, type MomentKind } from '../rules/moments.js';

const COMPARISON_QUERY = ['at', 'days', 'kind', 'domain'] as const;

const USUAL_DAYS = '7';
const MOST_DAYS = 90;

export interface AskedComparison {
  at: Date;
  days: number;
  kind: MomentKind | null;
  domain: string | null;
}

/**
 * Reads what is to be compared: a week on each side unless the query says otherwise.
 * @throws Problem 400 `validation_failed`
 */
export function readComparison(query: Record<string, string | string[] | undefined>): AskedComparison {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(query)) {
    const text = String(value);
    if (!COMPARISON_QUERY.some((known) => known === name)) {
      throw refuse(name, `is not known here; there are ${COMPARISON_QUERY.join(', ')}`);
    }
    if (text.includes('\u0000')) throw refuse(name, 'must not contain NUL');
    if (text !== '') given[name] = text;
  }
  const at = timeFilter('at', given.at);
  if (at === null) throw refuse('at', 'is the moment to compare around, an ISO 8601 time');
  const { days = USUAL_DAYS, kind = null } = given;
  if (!/^\d{1,2}$/.test(days) || Number(days) < 1 || Number(days) > MOST_DAYS) {
    throw refuse('days', `is a whole number from 1 to ${MOST_DAYS}`);
  }
  if (!isKind(kind)) throw refuse('kind', `is one of ${MOMENT_KINDS.join(', ')}`);
  return { at: new Date(at), days: Number(days), kind, domain: given.domain ?? null };
}

const isKind = (text: string | null): text is MomentKind | null =>
  text === null || MOMENT_KINDS.some((kind) => kind === text);
