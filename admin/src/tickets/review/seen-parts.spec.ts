import { describe, expect, test } from '@jest/globals';
import { firstUnseen, sentinelEvery, sentinelsFor, unseenParts } from './seen-parts';

describe('a part counts as seen once all of it has been on screen', () => {
  const laid = new Map([
    ['tool', 1],
    ['args.note', 3],
    ['args.folded', 0],
  ]);

  test.each([
    ['nothing', [], ['tool', 'args.note', 'args.folded', 'args.absent']],
    ['its beginning', ['tool#0', 'args.note#0'], ['args.note', 'args.folded', 'args.absent']],
    [
      'its beginning and its end, with the middle skipped',
      ['args.note#0', 'args.note#2'],
      ['tool', 'args.note', 'args.folded', 'args.absent'],
    ],
    ['all of it', ['args.note#0', 'args.note#1', 'args.note#2'], ['tool', 'args.folded', 'args.absent']],
    ['what is folded away', ['args.folded#0', 'args.absent#0'], ['tool', 'args.note', 'args.folded', 'args.absent']],
  ])('when %s was on screen', (_, seen, left) => {
    expect(unseenParts(['tool', 'args.note', 'args.folded', 'args.absent'], laid, new Set(seen))).toEqual(left);
  });

  test('what comes next is the first that was not', () => {
    expect(firstUnseen('args.note', laid, new Set(['args.note#0', 'args.note#2']))).toBe('args.note#1');
    expect(firstUnseen('args.folded', laid, new Set())).toBe('args.folded#0');
    expect(firstUnseen('tool', laid, new Set(['tool#0']))).toBeNull();
  });

  test('a tall part has a sentinel at every step, and its end', () => {
    expect([0, 1, sentinelEvery, sentinelEvery + 1, 24_000].map(sentinelsFor)).toEqual([1, 1, 1, 2, 100]);
  });
});
