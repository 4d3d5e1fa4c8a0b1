import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findingsOf, piecesOf, type Reading, visible } from './visible';

const findings = (text: string, reading: Reading = 'exact') => findingsOf(piecesOf(text, reading));

describe('text that could deceive is shown as what it is', () => {
  test.each([
    ['a right-to-left override', 'pay_\u202e1234', 'pay_⟨U+202E⟩1234'],
    ['a zero-width space', 'acc\u200b_1', 'acc⟨U+200B⟩_1'],
    ['a control character', 'a\u0007b', 'a⟨U+0007⟩b'],
    ['a letter drawn as nothing', 'a\u3164b', 'a⟨U+3164⟩b'],
    ['a blank that is no space', 'a\u2800b\u00a0c\u2003d', 'a⟨U+2800⟩b⟨U+00A0⟩c⟨U+2003⟩d'],
    ['a lone surrogate', 'a\ud800b', 'a⟨U+D800⟩b'],
    ['a soft hyphen', 'pay\u00ad_1', 'pay⟨U+00AD⟩_1'],
    ['a selector', 'a\ufe00\u{e0100}', 'a⟨U+FE00⟩⟨U+E0100⟩'],
    ['many of one', `a${'\u200b'.repeat(5000)}b`, 'a⟨U+200B ×5000⟩b'],
    [
      'a message in tag characters',
      `ok${[...'pay me'].map((c) => String.fromCodePoint(0xe0000 + c.charCodeAt(0))).join('')}`,
      'ok⟨tags “pay me”⟩',
    ],
    ['blanks that push the rest away', `a${' '.repeat(200)}b`, 'a⟨200 blanks⟩b'],
    ['marks piled on one letter', `a${'\u0301'.repeat(40)}b`, 'a⟨40 marks⟩b'],
    ['a character for private use', 'a\ue000b', 'a⟨U+E000⟩b'],
  ])('%s', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
    expect(findings(text)).toEqual([expect.stringMatching(/^Contains what cannot be seen/)]);
  });

  test('lines stay lines', () => {
    expect(visible('one\ntwo')).toBe('one\ntwo');
    expect(findings('one\ntwo')).toEqual([]);
  });
});

describe('a letter of another script is marked where it passes for one of ours', () => {
  const odd = (text: string, reading: Reading = 'exact') =>
    piecesOf(text, reading).flatMap((piece) => (piece.kind === 'odd' ? [piece.text] : []));

  test.each([
    ['Cyrillic in a Latin payee', 'p\u0430ypal', ['\u0430'], 'Mixes Latin and Cyrillic letters in one word.'],
    ['Greek in a Latin payee', 'g\u03bfogle', ['\u03bf'], 'Mixes Latin and Greek letters in one word.'],
    [
      'a payee all of look-alikes',
      '\u0440\u0430\u0443',
      ['\u0440', '\u0430', '\u0443'],
      'Contains letters, digits or signs that look like others.',
    ],
    ['full-width letters', 'ｐay', ['ｐ'], 'Contains letters, digits or signs that look like others.'],
    ['mathematical letters', '𝐩ay', ['𝐩'], 'Contains letters, digits or signs that look like others.'],
    ['digits of another script', '١00', ['١'], 'Contains letters, digits or signs that look like others.'],
    [
      'a slash that is none',
      'bank.example\u2215evil',
      ['\u2215'],
      'Contains letters, digits or signs that look like others.',
    ],
  ])('%s', (_, text, expected, says) => {
    expect([odd(text), findings(text)]).toEqual([expected, [says]]);
  });

  test.each([
    'Привет',
    'Γειά',
    'café Ångström',
    'Tシャツ LINEで',
    'PDF를 보냅니다',
    '5 μm',
    'naïve façade',
    'Österreich',
    'Iñtërnâtiônàlizætiøn',
  ])('%s is honest', (text) => {
    expect([findings(text, 'prose'), findings(text)]).toEqual([[], []]);
  });

  test('in prose a word that mixes is marked too, and one that is all of another script is not', () => {
    expect(odd('write to p\u0430ypal', 'prose')).toEqual(['\u0430']);
    expect(odd('Роса сохнет', 'prose')).toEqual([]);
  });
});

describe('prose keeps what people write', () => {
  test.each([
    '👨‍👩‍👧 ❤️ 👍🏽 1️⃣',
    'می‌خواهم',
    'क्‍ष',
    '🏴󠁧󠁢󠁳󠁣󠁴󠁿',
    'a\r\nb\tc',
    '葛\u{e0100}城',
    'one\n\n\ntwo',
    'un prix de 5\u00a0€',
  ])('%j', (text) => {
    expect(visible(text, 'prose')).toBe(text);
  });

  test.each([
    ['a joiner between Latin letters', 'pass\u200dword', 'pass⟨U+200D⟩word'],
    ['an override', 'abc\u202edef', 'abc⟨U+202E⟩def'],
    ['selectors that carry a message', `😀${'\u{e0101}'.repeat(3)}`, '😀⟨U+E0101 ×3⟩'],
    ['a flag that spells something else', '🏴\u{e0070}\u{e0061}\u{e0079}\u{e007f}', '🏴⟨tags “pay·”⟩'],
    ['text far below', `top${'\n'.repeat(60)}bottom`, 'top⟨60 line breaks⟩bottom'],
  ])('but not %s', (_, text, shown) => {
    expect(visible(text, 'prose')).toBe(shown);
  });
});

describe('letters that run from right to left stay by themselves', () => {
  test('so that they take neither name nor amount along', () => {
    expect(piecesOf('"to": "שלום עולם", 100', 'exact')).toEqual([
      { kind: 'plain', text: '"to": "' },
      { kind: 'rtl', text: 'שלום עולם' },
      { kind: 'plain', text: '", 100' },
    ]);
  });
});

const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '\u202e',
      '\u200d',
      'a',
      '\u0430',
      ' ',
      '\n',
      '\r',
      '\ufe0f',
      '😀',
      '\u{e0061}',
      'ש',
      '\ud800',
      '\u0301',
    ),
  }),
);

describe('whatever the text', () => {
  test.each(['exact', 'prose'] as const)('its pieces are the text again, to the last unit (%s)', (reading) => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(
          piecesOf(text, reading)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  test.each(['exact', 'prose'] as const)('nothing that turns it around is left on screen (%s)', (reading) => {
    fc.assert(
      fc.property(anything, (text) => {
        const left = piecesOf(text, reading).flatMap((piece) => (piece.kind === 'hidden' ? [] : [piece.text]));
        expect(left.join('')).not.toMatch(/\p{Bidi_Control}|[\u{e0000}-\u{e0066}]|[\u200b\u00ad\u2060\ufeff]/u);
      }),
    );
  });

  test('a long one takes no longer than a moment', () => {
    for (const piece of ['\u200b', 'a\u0430', '\u0301', ' ', '\n ', '😀\u200d', 'a\u202e ', '葛\u{e0100}']) {
      // Of this process, whatever else the machine does.
      const from = process.cpuUsage();
      for (const reading of ['exact', 'prose'] as const) piecesOf(piece.repeat(300_000 / piece.length), reading);
      expect([piece, process.cpuUsage(from).user < 4_000_000]).toEqual([piece, true]);
    }
  });
});
