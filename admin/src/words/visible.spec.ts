import { describe, expect, test } from '@jest/globals';
import { readable, visible } from './visible';

describe('text that could deceive is shown as what it is', () => {
  test.each([
    ['a right-to-left override', 'pay_\u202e1234', 'pay_\\u{202e}1234'],
    ['a zero-width space', 'acc\u200b_1', 'acc\\u{200b}_1'],
    ['a control character', 'a\u0007b', 'a\\u{7}b'],
    ['a letter drawn as nothing', 'a\u3164b', 'a\\u{3164}b'],
    ['a tag character', 'a\u{e0041}b', 'a\\u{e0041}b'],
    ['a lone surrogate', 'a\ud800b', 'a\\u{d800}b'],
  ])('%s', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  test('lines stay lines', () => {
    expect(visible('one\ntwo')).toBe('one\ntwo');
  });

  test('prose keeps emoji and joined letters, but nothing that turns it around', () => {
    const family = '👨‍👩‍👧 ❤️ می‌خواهم';
    expect(readable(family)).toBe(family);
    expect(readable('abc\u202edef')).toBe('abc\\u{202e}def');
  });
});
