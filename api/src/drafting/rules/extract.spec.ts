import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { confidenceOf, extract, LEAST_SHARE, MOST_CONFIDENCE, type Quotable } from './extract.js';

const passage = (over: Partial<Quotable> = {}): Quotable => ({
  id: 'kb:refunds@1#5',
  title: 'Refund policy',
  heading: 'Double charge',
  text: '## Double charge\n\nRefund the later one in full.\n',
  score: 4,
  share: 0.5,
  ...over,
});

describe('an extract', () => {
  test('quotes the best passage, word for word, with where it stands', () => {
    expect(extract([passage()])).toEqual({
      answer: '“Refund the later one in full.”\n— Refund policy, Double charge [kb:refunds@1#5]',
      citations: ['kb:refunds@1#5'],
      confidence: 0.5,
    });
  });

  test('quotes a second one when it comes near, and never a third', () => {
    const near = ['a', 'b', 'c'].map((id, n) => passage({ id: `kb:${id}@1#1`, score: 4 - n * 0.1 }));
    expect(extract(near).citations).toEqual(['kb:a@1#1', 'kb:b@1#1']);
    expect(extract([passage(), passage({ id: 'kb:far@1#1', score: 1 })]).citations).toEqual(['kb:refunds@1#5']);
  });

  test('says nothing when nothing was found, or nothing that says enough', () => {
    const nothing = { answer: '', citations: [], confidence: null };
    expect(extract([])).toEqual(nothing);
    expect(extract([passage({ share: LEAST_SHARE - 0.01 })])).toEqual(nothing);
  });

  test('of a long passage ends with a sentence, and says that it goes on', () => {
    const text = `${'One sentence more. '.repeat(80)}`;
    expect(extract([passage({ text, heading: null })]).answer).toMatch(
      /^“(One sentence more\. ){20,}One sentence more\. …”/,
    );
    const pair = extract([passage({ text: '😀'.repeat(600), heading: null })]).answer;
    expect(pair.isWellFormed()).toBe(true);
  });
});

describe('the confidence of an extract', () => {
  const scored = fc.record({
    score: fc.double({ min: 0.01, max: 100, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  test('is the share of what was asked, whole when nothing comes near and half when the next is as good', () => {
    expect(confidenceOf([{ score: 2, share: 0.6 }])).toBe(0.6);
    expect(
      confidenceOf([
        { score: 2, share: 0.6 },
        { score: 2, share: 0.6 },
      ]),
    ).toBe(0.3);
    expect(
      confidenceOf([
        { score: 2, share: 0.6 },
        { score: 1, share: 0.6 },
      ]),
    ).toBe(0.45);
  });

  test('never reaches what the default policy lets through, and never leaves 0 to 1', () => {
    fc.assert(
      fc.property(fc.array(scored, { minLength: 1, maxLength: 6 }), (found) => {
        found.sort((a, b) => b.score - a.score);
        const sure = confidenceOf(found)!;
        expect(sure).toBeGreaterThanOrEqual(0);
        expect(sure).toBeLessThanOrEqual(MOST_CONFIDENCE);
      }),
    );
  });

  test('never rises when the next best comes nearer', () => {
    fc.assert(
      fc.property(
        scored,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (best, a, b) => {
          const sure = (near: number) => confidenceOf([best, { ...best, score: best.score * near }])!;
          expect(sure(Math.max(a, b))).toBeLessThanOrEqual(sure(Math.min(a, b)));
        },
      ),
    );
  });
});
