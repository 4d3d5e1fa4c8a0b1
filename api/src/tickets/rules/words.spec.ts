import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { wordQuery } from './words.js';

describe('what was typed', () => {
  test.each([
    ['refund', `'refund':*`],
    ['  Refund  twice ', `'Refund':* & 'twice':*`],
    ['pay_1', `'pay_1':*`],
    ['"pay_1"', `'pay_1'`],
    ['pay-1', `'pay':* & '1':*`],
    ['card "charged twice" again', `'card':* & 'charged' & 'twice' & 'again':*`],
    ['an "open quote', `'an':* & 'open':* & 'quote':*`],
    ['환불 요청、카드', `'환불':* & '요청':* & '카드':*`],
    ['twice twice', `'twice':*`],
    [`it's \\ o'clock`, `'it':* & 's':* & 'o':* & 'clock':*`],
    ['x'.repeat(50), `'${'x'.repeat(40)}':*`],
  ])('%j is asked for as %s', (text, query) => {
    expect(wordQuery(text)).toBe(query);
  });

  test.each(['', ' ', '%', `'`, '"', '"" ""', '-.-', '\u3000'])('%j has no word in it', (text) => {
    expect(wordQuery(text)).toBeNull();
  });

  test('never ends a quote of the query', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const query = wordQuery(text);
        if (query !== null) expect(query).toMatch(/^'[^'\\]+'(:\*)?( & '[^'\\]+'(:\*)?)*$/u);
      }),
    );
  });
});
