import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fuse } from './fuse.js';

const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

const ranking = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 });

describe('several rankings made one', () => {
  test('what both have goes before what one alone has first', () => {
    expect(ids(fuse(['a', 'b'], ['c', 'b']))).toEqual(['b', 'a', 'c']);
  });

  test('one alone stays as it is', () => {
    fc.assert(fc.property(ranking, (list) => expect(ids(fuse(list, []))).toEqual(list)));
  });

  test('all that was named is there, once, and what is nowhere behind another is not behind it', () => {
    fc.assert(
      fc.property(ranking, ranking, (one, other) => {
        const fused = ids(fuse(one, other));
        expect([...fused].sort()).toEqual([...new Set([...one, ...other])].sort());
        const place = (list: string[], id: string) => (list.includes(id) ? list.indexOf(id) : Number.POSITIVE_INFINITY);
        fused.forEach((id, at) => {
          for (const later of fused.slice(at + 1)) {
            const behind = place(one, id) > place(one, later) && place(other, id) > place(other, later);
            expect(behind).toBe(false);
          }
        });
      }),
    );
  });
});
