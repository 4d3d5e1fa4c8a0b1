import { describe, expect, it, test } from '@jest/globals';
import { normalPassword, weaknessOf } from './password-rules.js';

const ADA = { email: 'ada.lovelace@example.com', name: 'Ada Lovelace' };

describe('a new password', () => {
  test.each([
    'a new and longer password',
    'purple tractor seventeen',
    'ein Pferd frisst keinen Gurkensalat',
    'пароль из многих слов',
    '合言葉は山と川と海と空だよね',
    '🦊🐢🦉🐝🦔🐙🦭🐌🦎🐿🦜🐞',
    'x9Fq2LmZ7TbW',
    'the admin forgot the milk',
  ])('%s is taken: any letters, and none that are asked for', (password) => {
    expect(weaknessOf(password, ADA)).toBeNull();
  });

  test.each([
    ['elevenchars', /at least 12/],
    ['🦊'.repeat(11), /at least 12/],
    ['x'.repeat(300), /at most 256/],
    ['aaaaaaaaaaaaaaaa', /repeats/],
    ['121212121212', /repeats/],
    ['abcdefabcdefabcdef', /tried first/],
    ['abcdefghijklmnop', /tried first/],
    ['qwertyuiopasdf', /tried first/],
    ['Password12345678', /tried first/],
    ['P@ssw0rd-p@ssw0rd', /tried first/],
    ['administrator2026', /tried first/],
    ['Countersign 2026', /tried first/],
    ['correct horse battery staple', /tried first/],
    ['ada.lovelace@example.com', /e-mail or name/],
    ['AdaLovelace1', /e-mail or name/],
    ['lovelace ada lovelace', /e-mail or name/],
  ])('%.30s is not', (password, because) => {
    expect(weaknessOf(password, ADA)).toMatch(because);
  });

  it('is the same on every keyboard', () => {
    expect(normalPassword('cafe\u0301 \ufb01n')).toBe(normalPassword('caf\u00e9 fin'));
  });
});
