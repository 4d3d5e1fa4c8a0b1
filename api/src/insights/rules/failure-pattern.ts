import { type AlikeStories, shareOf } from './kpi.js';

/**
 * The pattern in which an assistant starts to fail: it is sure of itself and wrong more often than before, or people act on
 * what it was unsure of, and that is wrong more often than before.
 */
export const FAILURE_MEASURES = [
  'high_confidence_wrong_answer_rate',
  'wrong_action_rate_after_low_confidence',
] as const;
export type FailureMeasure = (typeof FAILURE_MEASURES)[number];

/** What else a change may answer: complaints of one thing that come more often (`clusters/trend.ts`). */
export const GROWING_CLUSTER = 'growing_cluster';

/** `wrong` of `of`. */
export interface Count {
  wrong: number;
  of: number;
}

/** One figure in both windows; `domain` is null for all domains together. */
export interface TwoWindows {
  measure: FailureMeasure;
  domain: string | null;
  before: Count;
  now: Count;
}

export interface Flag extends TwoWindows {
  /** The chance of a rise like this one, or a larger one, where nothing has changed. */
  p: number;
}

/** How often anything at all is flagged where nothing has changed. */
export const ALPHA = 0.05;

/** Below so many answers in either window, or so many wrong ones now, nothing is said: a few cases are for people to read. */
export const LEAST = { of: 20, wrong: 3 } as const;

/**
 * What has risen. Each figure that has enough behind it is tested with Fisher's exact test, one-sided (Fisher 1935, The
 * logic of inductive inference); looking at several is paid for by Holm's procedure (1979, A simple sequentially rejective
 * multiple test procedure), so that with nothing changed the chance of any flag stays within `alpha`.
 *
 * Outcomes take days to be told, so the newest window knows fewer of its own: that hides a rise, and makes none up.
 * @returns the surest first
 */
export function risen(figures: readonly TwoWindows[], alpha = ALPHA): Flag[] {
  const tested = figures
    .filter(hasEnough)
    .map((figure) => ({ ...figure, p: riseByChance(figure.before, figure.now) }))
    .sort((a, b) => a.p - b.p);
  const stopsAt = tested.findIndex(({ p }, at) => p > alpha / (tested.length - at));
  return stopsAt === -1 ? tested : tested.slice(0, stopsAt);
}

/** Every figure of both windows that an answer speaks to: of each domain, and of all domains together. */
export function figuresOf(before: readonly AlikeStories[], now: readonly AlikeStories[]): TwoWindows[] {
  const domains = [null, ...new Set(now.map(({ domain }) => domain))];
  const count = (measure: FailureMeasure, domain: string | null, stories: readonly AlikeStories[]): Count => {
    const [wrong, of] = shareOf(
      measure,
      stories.filter((story) => domain === null || story.domain === domain),
    );
    return { wrong, of };
  };
  return FAILURE_MEASURES.flatMap((measure) =>
    domains.map((domain) => ({
      measure,
      domain,
      before: count(measure, domain, before),
      now: count(measure, domain, now),
    })),
  );
}

/** The domain that more than half of the complaints of a cluster are about; null where there is none. */
export function mainDomain(domains: readonly { of: string; n: number }[], size: number): string | null {
  return domains.find(({ n }) => n * 2 > size)?.of ?? null;
}

/** Whether there are answers enough, in both windows, to say anything. */
export function hasEnough({ before, now }: TwoWindows): boolean {
  return before.of >= LEAST.of && now.of >= LEAST.of;
}

/** The chance of at least `now.wrong` wrong ones in the newest window, had all wrong ones fallen where they did by chance. */
export function riseByChance(before: Count, now: Count): number {
  const wrong = before.wrong + now.wrong;
  const all = before.of + now.of;
  if (now.wrong < LEAST.wrong) return 1;
  let p = 0;
  for (let k = now.wrong; k <= Math.min(wrong, now.of); k += 1) {
    if (wrong - k > before.of) continue;
    p += Math.exp(lnChoose(now.of, k) + lnChoose(before.of, wrong - k) - lnChoose(all, wrong));
  }
  return Math.min(1, p);
}

function lnChoose(n: number, k: number): number {
  return lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k);
}

/** Stirling's series, right to 1e-10 from 10 on; below that, the product itself. */
function lnFactorial(n: number): number {
  if (n < 10) {
    let product = 1;
    for (let i = 2; i <= n; i += 1) product *= i;
    return Math.log(product);
  }
  const x = n + 1;
  const series = 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5);
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
}
