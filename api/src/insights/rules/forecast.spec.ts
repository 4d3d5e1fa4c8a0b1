import { describe, expect, test } from '@jest/globals';
import { FEWEST_DECISIONS, forecast } from './forecast.js';

const now = new Date('2026-11-24T10:00:00Z');

describe('forecast', () => {
  test('what waits, by how much faster it goes out than it comes in', () => {
    const flow = { waiting: 26, arrived: 48 * 24, decided: 61 * 24, hours: 24 };
    expect(forecast(flow, now)).toEqual({ says: 'clears', at: new Date('2026-11-24T12:00:00Z') });
  });

  test.each([
    ['as much comes in as goes out', { waiting: 3, arrived: 20, decided: 20, hours: 24 }, 'not_at_this_rate'],
    ['more comes in', { waiting: 3, arrived: 21, decided: 20, hours: 24 }, 'not_at_this_rate'],
    ['nothing waits', { waiting: 0, arrived: 21, decided: 20, hours: 24 }, 'empty'],
    [
      'too little was decided',
      { waiting: 3, arrived: 0, decided: FEWEST_DECISIONS - 1, hours: 1 },
      'too_few_decisions',
    ],
  ])('promises nothing where %s', (_, flow, says) => {
    expect(forecast(flow, now)).toEqual({ says, at: null });
  });
});
