import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cutPassages, MOST_CHARACTERS } from './cut-passages.js';

const POLICY = `Applies to all orders.

## Late express

Two or more days late: the express fee is refunded.

Proof is not asked for.

## Lost

### In transit
The buyer chooses.

## Lost

Again.
`;

describe('a document is cut', () => {
  test('at its headings, which citations can name', () => {
    expect(cutPassages(POLICY).map(({ number, heading, anchor }) => [number, heading, anchor])).toEqual([
      [1, null, null],
      [2, 'Late express', 'late-express'],
      [3, 'In transit', 'in-transit'],
      [4, 'Lost', 'lost'],
    ]);
    expect(cutPassages(POLICY)[1]!.text).toBe(
      '## Late express\n\nTwo or more days late: the express fee is refunded.\n\nProof is not asked for.\n\n',
    );
  });

  test('between paragraphs where a section is long, whose heading then names its first passage alone', () => {
    const paragraph = `${'word '.repeat(150)}\n\n`;
    const passages = cutPassages(`# Long\n\n${paragraph.repeat(3)}`);
    expect(passages.map(({ heading, anchor, text }) => [heading, anchor, text.length])).toEqual([
      ['Long', 'long', paragraph.length + 8],
      ['Long', null, paragraph.length],
      ['Long', null, paragraph.length],
    ]);
  });

  test('after a sentence where a paragraph is too long for one passage', () => {
    const [first, second] = cutPassages('One sentence ends here. '.repeat(80));
    expect(first!.text).toMatch(/ends here\. $/);
    expect(second!.text).toMatch(/^One sentence/);
  });

  test('not inside a fenced block, whatever looks like a heading there', () => {
    const passages = cutPassages('# A\n\n```\n# no heading\n\n# nor this\n```\n\ntext');
    expect(passages.map(({ heading }) => heading)).toEqual(['A']);
  });

  test('with headings that are equal told apart, and a number naming a passage and no heading', () => {
    const anchors = cutPassages('# Fees\na\n# Fees\nb\n# 2024\nc\n# 환불 정책\nd').map(({ anchor }) => anchor);
    expect(anchors).toEqual(['fees', 'fees-2', null, '환불-정책']);
  });
});

const piece = fc.oneof(
  fc.constantFrom('# Head\n', '## Sub #\r\n', '\n\n', '```\n', '~~~\n', ' ', '\r\n', '#\n', '환불은 ', '😀'),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.integer({ min: 1, max: 3000 }).map((length) => 'x'.repeat(length)),
  fc.integer({ min: 500, max: 900 }).map((length) => '😀'.repeat(length)),
);
const text = fc.array(piece, { minLength: 1, maxLength: 40 }).map((pieces) => pieces.join(''));

describe('whatever the text is', () => {
  test('its passages are it, one after the other, numbered from 1', () => {
    fc.assert(
      fc.property(text, (content) => {
        const passages = cutPassages(content);
        expect(passages.map((passage) => passage.text).join('')).toBe(content);
        expect(passages.map(({ number }) => number)).toEqual(passages.map((_, index) => index + 1));
      }),
    );
  });

  test('no passage is empty or longer than a reader takes in, or parts a character in two', () => {
    fc.assert(
      fc.property(text, (content) => {
        for (const passage of cutPassages(content)) {
          expect(passage.text.length).toBeGreaterThan(0);
          expect(passage.text.length).toBeLessThanOrEqual(MOST_CHARACTERS);
          if (content.isWellFormed()) expect(passage.text.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  test('it is cut the same way again, and no two of its anchors are the same', () => {
    fc.assert(
      fc.property(text, (content) => {
        const passages = cutPassages(content);
        expect(cutPassages(content)).toEqual(passages);
        const anchors = passages.flatMap(({ anchor }) => anchor ?? []);
        expect(new Set(anchors).size).toBe(anchors.length);
      }),
    );
  });
});
