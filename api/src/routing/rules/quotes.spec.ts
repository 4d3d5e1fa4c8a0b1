import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isQuoteOf, misquoted, misquotes } from './quotes.js';

const TEXT = '## Window\n\nRefunds are possible within 30 days.\nAfter that, ask the lead... always.';

describe('an excerpt', () => {
  test.each([
    ['the whole of it', TEXT],
    ['a part of it', 'possible within 30 days'],
    ['a part over lines, with other spaces', 'within  30 days. After\tthat'],
    ['parts in their order, with what is left out', 'Refunds are possible … ask the lead'],
    ['parts with what is left out in brackets', 'Refunds […] days. [...] ask'],
    ['three dots that stand there', 'the lead... always'],
    ['nothing but what is left out', '…'],
  ])('is found that is %s', (_, excerpt) => {
    expect(isQuoteOf(excerpt, TEXT)).toBe(true);
  });

  test.each([
    ['another number', 'Refunds are possible within 90 days.'],
    ['parts in another order', 'ask the lead … Refunds are possible'],
    ['a part and something else', 'Refunds are possible … for ever'],
    ['its words in other letters', 'REFUNDS ARE POSSIBLE'],
  ])('is not found that is %s', (_, excerpt) => {
    expect(isQuoteOf(excerpt, TEXT)).toBe(false);
  });

  test('that is cut out of a text is found in it, however its spaces are written', () => {
    const words = fc.array(fc.stringMatching(/^[a-z0-9.,…]{1,8}$/), { minLength: 1, maxLength: 30 });
    const spaces = fc.constantFrom(' ', '\n', '\t ', '\r\n\r\n');
    fc.assert(
      fc.property(words, spaces, spaces, fc.nat(), fc.nat(), (all, one, other, from, length) => {
        const start = from % all.length;
        const cut = all.slice(start, start + 1 + (length % all.length));
        expect(isQuoteOf(cut.join(other), all.join(one))).toBe(true);
      }),
    );
  });
});

describe('evidence that names a passage', () => {
  const passages = [
    { cited: 'kb:a#1', text: 'Thirty days.' },
    { cited: 'kb:b#1', text: null },
  ];

  test('is a misquote only where it quotes what does not stand there', () => {
    const evidence = [
      { id: 'kb:a#1', excerpt: 'Thirty' },
      { id: 'kb:a#1' },
      { id: 'kb:a#1', excerpt: null },
      { id: 'kb:b#1', excerpt: 'Ninety' },
      { id: 'web:1', excerpt: 'Ninety' },
    ];
    expect([misquotes({ evidence, passages }), misquoted({ evidence, passages })]).toEqual([[], null]);
    const wrong = { evidence: [...evidence, { id: 'kb:a#1', excerpt: 'Ninety days.' }], passages };
    expect([misquotes(wrong), misquoted(wrong)?.actual]).toEqual([['kb:a#1'], 'kb:a#1']);
  });
});
