import type { Stood } from '../api-types';
import { number, perHour, share } from '../insights/labels';
import { signWords } from './words';

type Side = Stood['now'];
interface Said {
  /** How it moved. */
  rise: string;
  /** Of how many. */
  counts: string;
}

/** What a sign counts, in words. */
export const countedOf = ({ before, now }: Stood): Said =>
  before.of === null ? moreComplaints(before, now) : moreWrong(before, now);

export function moreWrong(before: Pick<Side, 'n' | 'of'>, now: Pick<Side, 'n' | 'of'>): Said {
  const shareOf = ({ n, of }: Pick<Side, 'n' | 'of'>) => share(n, of ?? 0);
  const counted = ({ n, of }: Pick<Side, 'n' | 'of'>) => signWords.of(number(n), number(of ?? 0));
  return {
    rise: signWords.fromTo(shareOf(before), shareOf(now)),
    counts: signWords.counts(counted(before), counted(now)),
  };
}

/** Complaints are no share of anything: they come so often a week. */
export function moreComplaints(before: Pick<Side, 'n' | 'days'>, now: Pick<Side, 'n' | 'days'>): Said {
  const aWeek = ({ n, days }: Pick<Side, 'n' | 'days'>) => perHour(n * 7, days);
  const came = ({ n, days }: Pick<Side, 'n' | 'days'>) => signWords.came(n, Math.round(days));
  return {
    rise: signWords.perWeek(aWeek(before), aWeek(now)),
    counts: signWords.counts(came(before), came(now)),
  };
}
