import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cut, MOST_BUCKETS, QUARTER_MS, zoneNamed } from './stretch.js';

const at = (iso: string): number => Date.parse(iso);
const hours = (starts: number[], to: number): number[] =>
  starts.map((start, n) => ((starts[n + 1] ?? to) - start) / 3_600_000);

describe('zoneNamed', () => {
  test.each(['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])('%s', (name) => {
    expect(zoneNamed(name)).not.toBeNull();
  });

  test.each(['', 'Berlin', '+02:00', 'UTC+2', 'Europe/Nowhere', 'Europe/Berlin; DROP TABLE x', '../UTC', ' UTC'])(
    'refuses %j',
    (name) => {
      expect(zoneNamed(name)).toBeNull();
    },
  );
});

describe('cut', () => {
  test('a day on which clocks go back has 25 hours, one on which they go forward 23', () => {
    const back = cut(at('2026-10-24T10:00Z'), at('2026-10-27T00:00Z'), 'day', 'Europe/Berlin')!;
    expect(back.starts.map((start) => new Date(start).toISOString())).toEqual([
      '2026-10-23T22:00:00.000Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
      '2026-10-26T23:00:00.000Z',
    ]);
    expect(hours(back.starts, back.to)).toEqual([24, 25, 24, 1]);
    const forward = cut(at('2026-03-29T12:00Z'), at('2026-03-30T22:00Z'), 'day', 'Europe/Berlin')!;
    expect(hours(forward.starts, forward.to)).toEqual([23, 24]);
  });

  test('an hour that comes twice is two hours', () => {
    const { starts, to } = cut(at('2026-10-25T00:00Z'), at('2026-10-25T03:00Z'), 'hour', 'Europe/Berlin')!;
    expect(hours(starts, to)).toEqual([1, 1, 1]);
  });

  test('a week begins on Monday, and has an hour more or less where clocks change', () => {
    const { starts, to } = cut(at('2026-03-25T10:00Z'), at('2026-04-08T00:00Z'), 'week', 'Europe/Berlin')!;
    expect(starts.map((start) => new Date(start).toISOString())).toEqual([
      '2026-03-22T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
      '2026-04-05T22:00:00.000Z',
    ]);
    expect(hours(starts, to).slice(0, 2)).toEqual([167, 168]);
  });

  test('hours of Kathmandu begin a quarter past ours', () => {
    const { from, starts } = cut(at('2026-11-24T10:20Z'), at('2026-11-24T12:00Z'), 'hour', 'Asia/Kathmandu')!;
    expect(new Date(from).toISOString()).toBe('2026-11-24T10:15:00.000Z');
    expect(starts).toHaveLength(2);
  });

  test('an end within a quarter takes in the whole quarter', () => {
    const { to } = cut(at('2026-11-24T10:00Z'), at('2026-11-24T10:31Z'), 'hour', 'UTC')!;
    expect(new Date(to).toISOString()).toBe('2026-11-24T10:45:00.000Z');
  });

  test(`makes no more than ${MOST_BUCKETS} buckets`, () => {
    expect(cut(0, MOST_BUCKETS * 3_600_000, 'hour', 'UTC')?.starts).toHaveLength(MOST_BUCKETS);
    expect(cut(0, (MOST_BUCKETS + 1) * 3_600_000, 'hour', 'UTC')).toBeNull();
  });

  test('anywhere and at any time, buckets follow each other, are whole quarters, and begin where the clock says so', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const start = fc.integer({ min: at('2022-01-01T00:00Z'), max: at('2027-01-01T00:00Z') });
    fc.assert(
      fc.property(zones, start, fc.integer({ min: 1, max: 9 * 86_400_000 }), (zone, from, length) => {
        const days = cut(from, from + length, 'day', zone)!;
        const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
        expect(days.from).toBeLessThanOrEqual(from);
        expect(days.to).toBeGreaterThanOrEqual(from + length);
        for (const [n, begin] of days.starts.entries()) {
          expect(begin % QUARTER_MS).toBe(0);
          const [day] = clock.format(begin).split(', ');
          expect(clock.format(begin - 1).split(', ')[0]).not.toBe(day);
          expect(clock.format((days.starts[n + 1] ?? days.to) - 1).split(', ')[0]).toBe(day);
        }
      }),
      { numRuns: 60 },
    );
  });
});
