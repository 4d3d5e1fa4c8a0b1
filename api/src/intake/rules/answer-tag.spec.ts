import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isNamed, tagOf } from './answer-tag.js';

describe('the tag of an answer', () => {
  test('is one that a header can hold, and other answers have another', () => {
    const pairs = fc.tuple(fc.record({ answer: fc.string() }), fc.record({ answer: fc.string() }));
    fc.assert(
      fc.property(pairs, ([one, other]) => {
        expect(tagOf(one)).toMatch(/^"[\w-]{22}"$/);
        expect(tagOf(one) === tagOf(other)).toBe(one.answer === other.answer);
      }),
    );
  });

  test.each(['', 'W/', '"other", ', 'W/"a,b" ,\t'])('is named after %j', (before) => {
    const tag = tagOf({ answer: 'Yes.' });
    expect(isNamed(tag, before + tag)).toBe(true);
    expect(isNamed(`W/${tag}`, before + tag)).toBe(true);
    expect(isNamed(tagOf({ answer: 'No.' }), before + tag)).toBe(false);
  });

  test.each(['', 'x', '"', 'W/', '""'])('is not named by %j, and by * always', (names) => {
    expect(isNamed(tagOf({}), names)).toBe(false);
    expect(isNamed(tagOf({}), ' * ')).toBe(true);
  });
});
