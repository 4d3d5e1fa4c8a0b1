import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AlikeStories, type Intake, KPI_NAMES, kpisOf, wilson } from './kpi.js';

const INTAKE: Intake = { taken: 40, automatic: 10, blocked: 2, decided: 20, late: 5 };

const story = (n: number, over: Partial<AlikeStories>): AlikeStories => ({
  domain: 'faq',
  status: 'ok',
  reasonCode: null,
  confident: false,
  completed: false,
  actedOnLow: false,
  abandoned: false,
  retried: false,
  mended: false,
  complained: false,
  wrong: false,
  reversed: false,
  refused: false,
  judged: false,
  ran: false,
  n,
  ...over,
});

/** Counted by hand: 20 answers were shown. */
const STORIES = [
  story(6, { confident: true, completed: true }),
  story(1, { confident: true, completed: true, wrong: true }),
  story(2, { confident: true, abandoned: true }),
  story(1, { confident: true, completed: true, complained: true }),
  story(3, { status: 'needs_review', reasonCode: 'LOW_CONFIDENCE', completed: true, actedOnLow: true }),
  story(1, { status: 'needs_review', reasonCode: 'LOW_CONFIDENCE', completed: true, actedOnLow: true, wrong: true }),
  story(2, { status: 'needs_review', reasonCode: 'POLICY_RESTRICTED', confident: true, judged: true, refused: true }),
  story(1, {
    status: 'needs_review',
    reasonCode: 'POLICY_RESTRICTED',
    confident: true,
    judged: true,
    completed: true,
    ran: true,
  }),
  story(1, {
    status: 'needs_review',
    reasonCode: 'POLICY_RESTRICTED',
    judged: true,
    ran: true,
    wrong: true,
    reversed: true,
  }),
  story(1, { status: 'degraded', reasonCode: 'TOOL_UNAVAILABLE', retried: true, mended: true, completed: true }),
  story(1, { status: 'degraded', reasonCode: 'TOOL_UNAVAILABLE', retried: true, abandoned: true }),
];

describe('the figures of what users did', () => {
  it.each([
    ['retry_success_rate', 1, 2],
    ['abandonment_rate', 3, 20],
    ['conversion_rate', 14, 20],
    ['wrong_action_rate_after_low_confidence', 1, 4],
    ['false_high_confidence_rate', 3, 4],
    ['high_confidence_wrong_answer_rate', 1, 10],
    ['answer_accuracy', 9, 10],
    ['user_safe_completion_rate', 11, 20],
    ['recovery_success_rate', 5, 10],
    ['rollback_rate', 1, 2],
    ['approval_sla', 15, 20],
    ['automation_rate', 10, 40],
    ['policy_violation_rate', 2, 40],
  ])('%s: %i of %i', (name, numerator, denominator) => {
    const found = kpisOf(STORIES, INTAKE).filter((kpi) => kpi.name === name && kpi.reasonCode === null);
    expect(found).toMatchObject([{ numerator, denominator, value: numerator / denominator }]);
  });

  it('tell conversion for each reason code that was shown, which add up to all', () => {
    const parts = kpisOf(STORIES, INTAKE).filter(({ name, reasonCode }) => name === 'conversion_rate' && reasonCode);
    expect(parts.map(({ reasonCode, numerator, denominator }) => [reasonCode, numerator, denominator])).toEqual([
      ['LOW_CONFIDENCE', 4, 4],
      ['POLICY_RESTRICTED', 1, 4],
      ['TOOL_UNAVAILABLE', 1, 2],
      ['none', 8, 10],
    ]);
  });

  it('are all there when nothing happened, and claim nothing', () => {
    const none = kpisOf([], { taken: 0, automatic: 0, blocked: 0, decided: 0, late: 0 });
    expect(none.map(({ name }) => name)).toEqual(KPI_NAMES);
    expect(none.every(({ value, low, high }) => value === null && low === null && high === null)).toBe(true);
  });
});

describe('the interval of a share', () => {
  it.each([
    [0, 10, 0, 0.2775],
    [1, 10, 0.0179, 0.4042],
    [5, 10, 0.2366, 0.7634],
    [10, 10, 0.7225, 1],
  ])('%i of %i', (k, n, low, high) => {
    expect(wilson(k, n).low).toBeCloseTo(low, 4);
    expect(wilson(k, n).high).toBeCloseTo(high, 4);
  });

  it('holds the share, and is narrower the more there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(), (n, seed) => {
        const k = seed % (n + 1);
        const { low, high } = wilson(k, n);
        expect(low).toBeLessThanOrEqual(k / n);
        expect(high).toBeGreaterThanOrEqual(k / n);
        const more = wilson(k * 2, n * 2);
        expect(more.high - more.low).toBeLessThan(high - low);
      }),
    );
  });
});
