import { describe, expect, test } from '@jest/globals';
import { canonicalJson } from '../../platform/json/canonical.js';
import { hiddenTextIn } from './hidden-text.js';

const none = { request: null, evidence: null, draft: null, arguments: null, context: null };
const said = (text: string) => hiddenTextIn({ ...none, request: JSON.stringify({ text }) });
const signed = (text: string) => hiddenTextIn({ ...none, arguments: canonicalJson({ text }) });
const tags = (text: string) => [...text].map((one) => String.fromCodePoint(0xe0000 + one.charCodeAt(0))).join('');

describe('text that hides something', () => {
  test.each([
    ['an override', 'pay_\u202e4321'],
    ['an isolate', 'a\u2066b\u2069'],
    ['a message in tags', `Refund this.${tags('and more')}`],
    ['a flag that spells something else', `\u{1f3f4}${tags('pay')}\u{e007f}`],
    ['a message in selectors', 'ok\u{e0101}\u{e0102}\u{e0103}'],
    ['nothing wide between letters', 'pass\u200bword'],
  ])('is found wherever it is: %s', (_, text) => {
    expect([said(text), signed(text)]).toEqual(['request', 'arguments']);
  });

  test.each([
    ['a soft hyphen', 'pay\u00ad_1'],
    ['a blank that is none', '\u3164'],
    ['a word of two scripts', 'p\u0430ypal'],
    ['a word of two scripts, the other way', '\u0420aypal'],
    ['a control', 'a\u001b[31m'],
    ['a deleting control', 'a\u007f'],
    ['a mark that turns nothing yet', 'a\u200f'],
  ])('is found in what is signed: %s', (_, text) => {
    expect(signed(text)).toBe('arguments');
  });

  test.each([
    'I was charged twice',
    'Привет, PDF, Γειά, 5 μm, café',
    '👨‍👩‍👧 ❤️ 🏴󠁧󠁢󠁳󠁣󠁴󠁿 1️⃣',
    'می‌خواهم שלום 100',
    'one\n\ttwo\r\nthree',
    'C:\\u0041 and \\u0041',
  ])('is not found in %j', (text) => {
    expect([said(text), signed(text)]).toEqual([null, null]);
  });

  test('is looked for in request, draft, evidence, context and arguments', () => {
    for (const name of ['request', 'draft', 'evidence', 'context', 'arguments'] as const) {
      expect(hiddenTextIn({ ...none, [name]: '"\u202e"' })).toBe(name);
    }
  });

  test('is looked for in a moment, however long the text', () => {
    for (const piece of ['a', '\u0430', 'é ', '\ufe0f\u0430', `${tags('x')}\u{1f3f4}`, '\\u000a']) {
      // Of this process, whatever else the machine does.
      const from = process.cpuUsage();
      const text = `"${piece.repeat(500_000 / piece.length)}"`;
      hiddenTextIn({ request: text, draft: text, evidence: null, context: null, arguments: text });
      expect([piece, process.cpuUsage(from).user < 2_000_000]).toEqual([piece, true]);
    }
  });
});
