import { describe, expect, test } from '@jest/globals';
import { stem, wordsOf } from './words.js';

const terms = (text: string) => wordsOf(text).map(({ term }) => term);

describe('the words of a text', () => {
  test('are the same for plural, tense and case, and without what every complaint says', () => {
    expect(terms('My REFUNDS haven’t arrived!')).toEqual(terms('the refund did not arrive'));
    for (const [one, other] of [
      ['cards', 'card'],
      ['charged', 'charge'],
      ['charging', 'charges'],
      ['countries', 'country'],
      ['stopped', 'stop'],
    ])
      expect([one, stem(one!)]).toEqual([one, stem(other!)]);
  });

  test('have no numbers in them, which tell whose it is', () => {
    expect(terms('card 4111111111111111 of order 8812')).toEqual(terms('card order'));
  });

  test('of Korean come in pairs of letters, so that a particle hides only itself', () => {
    const [bare, glued] = [terms('환불 요청'), terms('환불을 요청했어요')];
    expect(glued).toEqual(expect.arrayContaining(bare));
    expect(wordsOf('환불을')[0]).toEqual({ term: '환불', form: '환불을' });
  });

  test('of emoji, spaces and lone letters are none', () => {
    expect(wordsOf(' 😀 \n 1 a ')).toEqual([]);
  });
});
