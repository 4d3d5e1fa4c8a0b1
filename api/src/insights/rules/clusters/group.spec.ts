import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Group, type Groupable, group } from './group.js';
import { wordsOf } from './words.js';

const THEMES = [
  ['refund', 'statement', 'missing', 'bank', 'days'],
  ['card', 'delivery', 'post', 'lost', 'address'],
  ['password', 'login', 'locked', 'reset', 'code'],
  ['환불', '취소', '주문', '결제', '지연'],
];

/** So many texts about each theme: three of its words, picked by n, and a word that any text may have. */
function planted(of: number): Groupable[] {
  return THEMES.flatMap((words, theme) =>
    Array.from({ length: of }, (_, n) => {
      const picked = [0, 1, 3].map((step) => words[(n + step) % words.length]);
      return { key: `${theme}/${n}`, words: wordsOf(`${picked.join(' ')} ${['again', 'help', 'sorry'][n % 3]}`) };
    }),
  );
}

function run(texts: readonly Groupable[]): Group[] {
  const steps = group(texts);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe('grouping texts', () => {
  test('finds what was planted: every group is about one theme, and every theme is found', () => {
    const groups = run(planted(30));
    const themes = groups.map(({ members }) => new Set(members.map(({ key }) => key.split('/')[0])));
    expect(themes.map((found) => found.size)).toEqual(groups.map(() => 1));
    expect(new Set(themes.flatMap((found) => [...found])).size).toBe(THEMES.length);
  });

  test('names a group by its own words, as people write them', () => {
    for (const { label, members } of run(planted(30))) {
      const theme = THEMES[Number(members[0]!.key.split('/')[0])]!;
      expect(label.length).toBeGreaterThan(0);
      expect(theme).toContain(label[0]);
    }
  });

  test('makes the same groups in whatever order the texts come', () => {
    const texts = planted(12);
    const expected = run(texts);
    fc.assert(
      fc.property(fc.shuffledSubarray(texts, { minLength: texts.length }), (shuffled) => {
        expect(run(shuffled)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  test('puts no text into two groups, makes none of fewer than five, and loses no order within', () => {
    const word = fc.constantFrom('refund', 'card', 'late', 'blocked', 'twice', 'fee', 'limit', '환불', '카드');
    const text = fc.array(word, { maxLength: 6 }).map((words) => wordsOf(words.join(' ')));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 80 }), (all) => {
        const groups = run(all.map((words, n) => ({ key: String(n), words })));
        const keys = groups.flatMap(({ members }) => members.map(({ key }) => key));
        expect(new Set(keys).size).toBe(keys.length);
        for (const { members } of groups) {
          expect(members.length).toBeGreaterThanOrEqual(5);
          const closeness = members.map((member) => member.closeness);
          expect(closeness).toEqual([...closeness].sort((a, b) => b - a));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('leaves a text out that is like no other, and takes equal texts together', () => {
    const same = Array.from({ length: 9 }, (_, n) => ({
      key: `same-${n}`,
      words: wordsOf('charged twice for one order'),
    }));
    const groups = run([...same, { key: 'other', words: wordsOf('xylophone zeppelin') }]);
    expect(groups.map(({ members }) => members.map(({ key }) => key))).toEqual([same.map(({ key }) => key)]);
  });

  test('never names a group by a word that few of its texts have', () => {
    const texts = Array.from({ length: 10 }, (_, n) => ({
      key: String(n),
      words: wordsOf(`charged twice ${n < 2 ? 'Przybylski' : 'order'}`),
    }));
    expect(run(texts).flatMap(({ label }) => label)).not.toContain('przybylski');
  });
});
