import { describe, expect, test } from '@jest/globals';
import { timeLeft } from './sla-clock';

const now = Date.parse('2026-11-05T14:20:00Z');
const due = (secondsFromNow: number) => ({
  dueAt: new Date(now + secondsFromNow * 1000).toISOString(),
  slaTargetSeconds: 900,
});

describe('one rule for every clock', () => {
  test.each([
    ['more than half of the target is left', 600, 'calm', '10 min 00 s'],
    ['exactly half is left', 450, 'soon', '7 min 30 s'],
    ['almost nothing is left', 1, 'soon', '1 s'],
    ['it is due this very second', 0, 'soon', '0 s'],
    ['it was due a moment ago', -12, 'late', '12 s late'],
    ['it was due a while ago', -200, 'late', '3 min late'],
  ])('%s', (_, seconds, tone, text) => {
    expect(timeLeft(due(seconds), now)).toMatchObject({ tone, text });
  });

  test('a ticket with a longer time than its target shows a full bar', () => {
    expect(timeLeft(due(4000), now).share).toBe(1);
  });

  test('without a deadline nothing is counted down', () => {
    expect(timeLeft({ dueAt: null, slaTargetSeconds: null }, now)).toMatchObject({ tone: 'calm', late: false });
  });
});
