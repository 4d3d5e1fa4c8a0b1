import type { ReasonCode } from './funnel.js';

/** What became of answers that were shown to somebody, alike ones together. `n` says how many. */
export interface AlikeStories {
  domain: string;
  /** What the answer said when it was first shown. */
  status: 'ok' | 'degraded' | 'needs_review' | 'blocked';
  reasonCode: ReasonCode | null;
  /** At or over the confidence that its routing policy asks of what it allows. */
  confident: boolean;
  /** The user acted on it, or said that it was resolved. */
  completed: boolean;
  /** The user acted while the answer said LOW_CONFIDENCE. */
  actedOnLow: boolean;
  abandoned: boolean;
  retried: boolean;
  /** Completed after it was retried. */
  mended: boolean;
  complained: boolean;
  /** It turned out wrong: corrected, reversed or charged back. */
  wrong: boolean;
  /** What was done was undone: reversed or charged back. */
  reversed: boolean;
  /** A person refused it. */
  refused: boolean;
  /** A person approved or refused it. */
  judged: boolean;
  /** Its tool call succeeded. */
  ran: boolean;
  n: number;
}

/** What else is counted of the same stretch, of all tickets. */
export interface Intake {
  taken: number;
  automatic: number;
  blocked: number;
  decided: number;
  late: number;
}

/** A share with what it is made of. `value`, `low` and `high` are null where there is nothing to share. */
export interface Kpi {
  name: KpiName;
  /** Null for all; conversion is told for each reason code as well. */
  reasonCode: ReasonCode | 'none' | null;
  numerator: number;
  denominator: number;
  value: number | null;
  /** 95 % interval of Wilson: where the share lies if these were a sample of many. */
  low: number | null;
  high: number | null;
}

type Test = (story: AlikeStories) => boolean;

const isOk: Test = ({ status }) => status === 'ok';

/** Of which answers, and which of these. docs/insights.md says the same in words. */
const SHARES = {
  retry_success_rate: { of: ({ retried }) => retried, counts: ({ mended }) => mended },
  abandonment_rate: { of: () => true, counts: ({ abandoned }) => abandoned },
  conversion_rate: { of: () => true, counts: ({ completed }) => completed },
  wrong_action_rate_after_low_confidence: { of: ({ actedOnLow }) => actedOnLow, counts: ({ wrong }) => wrong },
  false_high_confidence_rate: {
    of: ({ confident, judged, wrong }) => confident && (judged || wrong),
    counts: ({ refused, wrong }) => refused || wrong,
  },
  high_confidence_wrong_answer_rate: {
    of: (story) => isOk(story) && story.confident,
    counts: ({ wrong }) => wrong,
  },
  answer_accuracy: { of: isOk, counts: ({ wrong }) => !wrong },
  user_safe_completion_rate: {
    of: () => true,
    counts: ({ completed, wrong, complained }) => completed && !wrong && !complained,
  },
  recovery_success_rate: { of: (story) => !isOk(story), counts: ({ completed, wrong }) => completed && !wrong },
  rollback_rate: { of: ({ ran }) => ran, counts: ({ reversed }) => reversed },
} satisfies Record<string, { of: Test; counts: Test }>;

const OF_INTAKE = {
  approval_sla: ({ decided, late }: Intake) => [decided - late, decided],
  automation_rate: ({ automatic, taken }: Intake) => [automatic, taken],
  policy_violation_rate: ({ blocked, taken }: Intake) => [blocked, taken],
} as const;

export const KPI_NAMES = [...Object.keys(SHARES), ...Object.keys(OF_INTAKE)] as KpiName[];
export type KpiName = keyof typeof SHARES | keyof typeof OF_INTAKE;

/** How many of the answers a figure is about, and how many of these it counts. */
export function shareOf(name: keyof typeof SHARES, stories: readonly AlikeStories[]): [counted: number, of: number] {
  const { of, counts } = SHARES[name];
  const its = stories.filter(of);
  const sum = (some: readonly AlikeStories[]) => some.reduce((total, { n }) => total + n, 0);
  return [sum(its.filter(counts)), sum(its)];
}

/** Every figure of a stretch, in a fixed order; conversion once more for each reason code that was shown. */
export function kpisOf(stories: readonly AlikeStories[], intake: Intake): Kpi[] {
  const share = (name: keyof typeof SHARES, reasonCode: Kpi['reasonCode'] = null): Kpi => {
    const its = stories.filter((story) => reasonCode === null || (story.reasonCode ?? 'none') === reasonCode);
    return kpi(name, reasonCode, ...shareOf(name, its));
  };
  const shown = [...new Set(stories.map(({ reasonCode }) => reasonCode ?? 'none'))].sort();
  return [
    ...(Object.keys(SHARES) as (keyof typeof SHARES)[]).map((name) => share(name)),
    ...shown.map((reasonCode) => share('conversion_rate', reasonCode)),
    ...(Object.keys(OF_INTAKE) as (keyof typeof OF_INTAKE)[]).map((name) => {
      const [numerator, denominator] = OF_INTAKE[name](intake);
      return kpi(name, null, numerator!, denominator!);
    }),
  ];
}

/** A figure of so many among so many. */
export function kpi(name: KpiName, reasonCode: Kpi['reasonCode'], numerator: number, denominator: number): Kpi {
  if (denominator === 0) return { name, reasonCode, numerator, denominator, value: null, low: null, high: null };
  return {
    name,
    reasonCode,
    numerator,
    denominator,
    value: numerator / denominator,
    ...wilson(numerator, denominator),
  };
}

/** 97.5 % of a normal distribution lies below it. */
const Z = 1.959964;

/**
 * The interval that holds a share at 95 %, also where there are few or none.
 * Wilson (1927), Probable inference, the law of succession, and statistical inference.
 */
export function wilson(k: number, n: number): { low: number; high: number } {
  const [p, z2] = [k / n, Z * Z];
  const middle = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return { low: k === 0 ? 0 : Math.max(0, middle - half), high: k === n ? 1 : Math.min(1, middle + half) };
}
