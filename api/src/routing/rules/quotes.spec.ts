import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asQuotedThen, isQuoteOf, misquoted, misquotes, quotedBefore } from './quotes.js';

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

describe('evidence that quotes what stood there before', () => {
  const cameIn = new Date('2026-10-02T00:00:00Z');
  const passages = ['kb:a#1', 'kb:a@2#1'].map((cited) => ({ cited, text: 'Ninety days.', superseded: false }));
  const quote = (id: string, updatedAt?: string) => ({ id, excerpt: 'Thirty days.', updatedAt });

  test.each<[string, ReturnType<typeof quote>, Date | null, Date[]]>([
    ['its own date', quote('kb:a#1', '2026-10-01T00:00:00Z'), cameIn, [new Date('2026-10-01T00:00:00Z')]],
    ['when the proposal came in', quote('kb:a#1'), cameIn, [cameIn]],
    ['no time, where none is known', quote('kb:a#1'), null, []],
    ['no time, where its date is none', quote('kb:a#1', 'long ago'), cameIn, []],
    ['no time, where it names a version', quote('kb:a@2#1'), cameIn, []],
    ['no time, where it is right', { ...quote('kb:a#1'), excerpt: 'Ninety' }, cameIn, []],
  ])('is looked up by %s', (_, evidence, at, expected) => {
    expect([...quotedBefore({ evidence: [evidence], passages }, at).values()]).toEqual(expected);
  });

  test('takes the passage of then only where it says what is quoted', () => {
    const sources = { evidence: [quote('kb:a#1')], passages };
    const then = (text: string) => [{ cited: 'kb:a#1', text, superseded: true }];
    expect(asQuotedThen(sources, then('Thirty days.')).passages[0]).toMatchObject({ superseded: true });
    expect(asQuotedThen(sources, then('Ten days.'))).toEqual(sources);
  });
});
