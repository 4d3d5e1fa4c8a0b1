const DAY_MS = 86_400_000;
export const WEEK_MS = 7 * DAY_MS;
/** The first Monday of the epoch's calendar. */
const MONDAY_MS = 4 * DAY_MS;

export const TRENDS = ['growing', 'steady', 'shrinking', 'too_early'] as const;
export type Trend = (typeof TRENDS)[number];

/** Weeks before the last whole one that it is compared with. */
const WEEKS_BEFORE = 8;
/** Fewer lately are no growth that anybody need act on. */
const FEWEST_LATELY = 5;
/** How often one would be wrong by chance, over all clusters together and both ways. */
const ALPHA = 0.05;

/** How a cluster went: counts by weeks from Mondays 00:00 UTC, and whether it comes more often lately. */
export interface Course {
  weeks: { from: number; n: number }[];
  trend: Trend;
  /** How many in the days since the last whole week began, and in the days before. */
  lately: number;
  latelyDays: number;
  before: number;
  beforeDays: number;
  /** The week that it grew from, where it grows. */
  grewFrom: number | null;
}

export const weekOf = (at: number): number => Math.floor((at - MONDAY_MS) / WEEK_MS) * WEEK_MS + MONDAY_MS;

/**
 * @param times when each text of the cluster was said, epoch milliseconds
 * @param first since when texts are known at all
 * @param tested of how many clusters this is one: the more are looked at, the more it takes to call one growing
 */
export function courseOf(times: readonly number[], first: number, now: number, tested: number): Course {
  const weeks: Course['weeks'] = [];
  for (let from = weekOf(first); from <= now; from += WEEK_MS) weeks.push({ from, n: 0 });
  for (const at of times) {
    const week = weeks[Math.round((weekOf(at) - weekOf(first)) / WEEK_MS)];
    if (week) week.n++;
  }
  const latelyFrom = weekOf(now) - WEEK_MS;
  const beforeFrom = Math.max(first, latelyFrom - WEEKS_BEFORE * WEEK_MS);
  const lately = times.filter((at) => at >= latelyFrom).length;
  const before = times.filter((at) => at >= beforeFrom && at < latelyFrom).length;
  const latelyDays = (now - latelyFrom) / DAY_MS;
  const beforeDays = Math.max(0, (latelyFrom - beforeFrom) / DAY_MS);
  const trend = trendOf({ lately, latelyDays, before, beforeDays, tested });
  const grewFrom = trend === 'growing' ? changeOf(weeks) : null;
  return { weeks, trend, lately, latelyDays, before, beforeDays, grewFrom };
}

interface Counts {
  lately: number;
  latelyDays: number;
  before: number;
  beforeDays: number;
  tested: number;
}

/**
 * Whether two Poisson rates differ, by the exact conditional test (Przyborowski and Wilenski 1940): were they the same, each
 * text would be one of the late ones by the share of the late days. Bonferroni's correction for how many are tested.
 */
function trendOf({ lately, latelyDays, before, beforeDays, tested }: Counts): Trend {
  if (beforeDays < 7) return 'too_early';
  const share = latelyDays / (latelyDays + beforeDays);
  const level = ALPHA / 2 / Math.max(1, tested);
  const n = lately + before;
  if (lately >= FEWEST_LATELY && binomialTail(lately, n, share) < level) return 'growing';
  return binomialTail(before, n, 1 - share) < level ? 'shrinking' : 'steady';
}

/** How likely at least k of n are, each by this share. */
export function binomialTail(k: number, n: number, share: number): number {
  let term = n * Math.log(1 - share);
  let sum = k <= 0 ? Math.exp(term) : 0;
  for (let i = 1; i <= n; i++) {
    term += Math.log((n - i + 1) / i) + Math.log(share / (1 - share));
    if (i >= k) sum += Math.exp(term);
  }
  return Math.min(1, sum);
}

/** The week from which a higher rate explains the counts best: where the likelihood of two Poisson rates is highest. */
function changeOf(weeks: Course['weeks']): number | null {
  const total = weeks.reduce((sum, { n }) => sum + n, 0);
  let [best, from, sum]: [number, number | null, number] = [Number.NEGATIVE_INFINITY, null, 0];
  for (let n = 1; n < weeks.length; n++) {
    sum += weeks[n - 1]!.n;
    const [rate, later] = [sum / n, (total - sum) / (weeks.length - n)];
    const likelihood = part(sum, rate) + part(total - sum, later);
    if (later > rate && likelihood > best) [best, from] = [likelihood, weeks[n]!.from];
  }
  return from;
}

const part = (count: number, rate: number): number => (count === 0 ? 0 : count * Math.log(rate));
