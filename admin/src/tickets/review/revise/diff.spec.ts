import { describe, expect, test } from '@jest/globals';
import { wordDiff } from './diff';

const sides = (before: string, after: string) => {
  const parts = wordDiff(before, after);
  const without = (kind: string) =>
    parts
      .filter((part) => part.kind !== kind)
      .map(({ text }) => text)
      .join('');
  return { before: without('added'), after: without('removed') };
};

describe('a difference is shown word by word', () => {
  test('what stays, what goes and what comes', () => {
    expect(wordDiff('we refund 624.40 today', 'we refund 612.40 today')).toEqual([
      { text: 'we refund ', kind: 'same' },
      { text: '624.40', kind: 'removed' },
      { text: '612.40', kind: 'added' },
      { text: ' today', kind: 'same' },
    ]);
  });

  test.each([
    ['', 'all new'],
    ['all gone', ''],
    ['a b a b', 'b a b a'],
    ['  kept  spaces\n', ' kept spaces\n\n'],
    ['word '.repeat(3000), 'other '.repeat(3000)],
  ])('both sides can be read back whole', (before, after) => {
    expect(sides(before, after)).toEqual({ before, after });
  });
});
