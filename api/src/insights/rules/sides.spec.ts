import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MOMENT_KINDS, type Moment } from './moments.js';
import { sidesOf } from './sides.js';
import { QUARTER_MS } from './stretch.js';

const at = (time: string) => Date.parse(`2026-03-${time}Z`);
const moment = (time: string, kind: Moment['kind']): Moment => ({ at: at(time), kind, name: null, version: 2, n: 1 });
const iso = (side: { from: number; to: number } | undefined) =>
  side && [side.from, side.to].map((one) => new Date(one).toISOString().slice(8, 16));

describe('what lies before and after a moment', () => {
  const CHANGE = at('10T12:07:00');

  it('is as long as was asked for, without the quarter of an hour of the change', () => {
    const sides = sidesOf(CHANGE, 7, null, [], at('30T00:00:00'));
    expect(iso(sides?.before)).toEqual(['03T12:00', '10T12:00']);
    expect(iso(sides?.after)).toEqual(['10T12:15', '17T12:15']);
    expect(sides?.cutBy).toBeNull();
  });

  it('ends now, on both sides equally far from the change, and what lay before is known as long after', () => {
    const sides = sidesOf(CHANGE, 7, null, [], at('12T12:20:00'));
    expect(iso(sides?.before)).toEqual(['08T11:45', '10T12:00']);
    expect(iso(sides?.after)).toEqual(['10T12:15', '12T12:30']);
    expect(sides?.cutBy).toBe('now');
    expect(new Date(sides!.beforeKnownBy).toISOString()).toBe('2026-03-10T11:50:00.000Z');
  });

  it('reaches from the last change of the same kind to the next', () => {
    const others = [moment('09T12:00:00', 'prompt'), moment('11T18:00:00', 'prompt'), moment('10T11:00:00', 'tool')];
    const sides = sidesOf(CHANGE, 7, 'prompt', [...others, moment('10T12:07:00', 'prompt')], at('30T00:00:00'));
    expect(iso(sides?.before)).toEqual(['09T12:15', '10T12:00']);
    expect(iso(sides?.after)).toEqual(['10T12:15', '11T12:00']);
    expect(sides).toMatchObject({ cutBy: 'change', others: [{ kind: 'tool' }] });
  });

  it('tells what else changed where nothing is cut for it', () => {
    const sides = sidesOf(
      CHANGE,
      7,
      null,
      [moment('11T18:00:00', 'prompt'), moment('28T18:00:00', 'tool')],
      at('30T00:00:00'),
    );
    expect(sides?.others).toMatchObject([{ kind: 'prompt' }]);
  });

  it('is nothing where less than a quarter of an hour is left', () => {
    expect(sidesOf(CHANGE, 7, null, [], at('10T12:15:00'))).toBeNull();
    expect(sidesOf(CHANGE, 7, null, [], at('10T12:15:01'))).not.toBeNull();
    expect(sidesOf(CHANGE, 7, null, [], at('01T00:00:00'))).toBeNull();
    expect(sidesOf(CHANGE, 7, 'tool', [moment('10T12:16:00', 'tool')], at('30T00:00:00'))).toBeNull();
  });

  it('is equally long, followed equally long, and holds no other change of its kind', () => {
    const time = fc.integer({ min: at('01T00:00:00'), max: at('31T00:00:00') });
    const moments = fc.array(
      fc
        .record({ at: time, kind: fc.constantFrom(...MOMENT_KINDS) })
        .map((one) => ({ ...one, name: null, version: 2, n: 1 })),
    );
    const kinds = fc.constantFrom(null, ...MOMENT_KINDS);
    fc.assert(
      fc.property(time, fc.integer({ min: 1, max: 90 }), kinds, moments, time, (change, days, kind, others, now) => {
        const sides = sidesOf(change, days, kind, others, now);
        if (!sides) return;
        const { before, after, beforeKnownBy } = sides;
        expect(after.to - after.from).toBe(before.to - before.from);
        expect(beforeKnownBy - before.to).toBe(now - after.to);
        expect(after.to - now).toBeLessThan(QUARTER_MS);
        expect(before.to <= change && change < after.from).toBe(true);
        expect(sides.others.filter((other) => other.kind === kind)).toEqual([]);
      }),
    );
  });
});
