import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { idsKept } from './identity.js';

const all = () => true;

describe('a cluster is the one there was', () => {
  test('when it has more than half of what is left of its texts', () => {
    const before = [{ id: 'a', members: ['1', '2', '3', '4'] }];
    expect(idsKept(before, [['1', '2', '3', '9']], all)).toEqual(['a']);
    expect(idsKept(before, [['1', '2', '9']], all)).toEqual([null]);
    // Two grew too old: of the two that are left it has both.
    expect(idsKept(before, [['1', '2', '9']], (member) => member < '3' || member === '9')).toEqual(['a']);
  });

  test('when two became one, the one that gave most keeps its id; when one became two, the larger part does', () => {
    const two = [
      { id: 'a', members: ['1', '2'] },
      { id: 'b', members: ['3', '4', '5'] },
    ];
    expect(idsKept(two, [['1', '2', '3', '4', '5']], all)).toEqual(['b']);
    expect(idsKept([{ id: 'a', members: ['1', '2', '3'] }], [['1'], ['2', '3']], all)).toEqual([null, 'a']);
  });

  test('gives no id twice, and keeps every id when nothing changed', () => {
    const groups = fc.array(fc.nat(4), { maxLength: 40 }).map((of) => {
      const made: string[][] = [[], [], [], [], []];
      for (const [n, one] of of.entries()) made[one]!.push(String(n));
      return made.filter((members) => members.length > 0);
    });
    fc.assert(
      fc.property(groups, groups, (old, now) => {
        const before = old.map((members, n) => ({ id: String.fromCharCode(97 + n), members }));
        const kept = idsKept(before, now, all).filter((id) => id !== null);
        expect(new Set(kept).size).toBe(kept.length);
        expect(idsKept(before, old, all)).toEqual(before.map(({ id }) => id));
      }),
    );
  });
});
