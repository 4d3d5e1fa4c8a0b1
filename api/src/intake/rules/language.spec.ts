import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { acceptedLanguage, languageOf } from './language.js';
import { LANGUAGES } from './sentences.js';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['ko', 'ko'],
    ['ko-KR,ko;q=0.9,en;q=0.5', 'ko'],
    ['de-DE, ko;q=0.3, en;q=0.2', 'ko'],
    ['en;q=0.1, ko;q=0.7', 'ko'],
    ['fr, *;q=0.1', 'en'],
    ['en;q=0, *', 'ko'],
    ['ko;q=0', 'en'],
    ['KO', 'ko'],
    ['nonsense;;;q=2,,', 'en'],
  ])('%s: %s', (header, language) => {
    expect(acceptedLanguage(header)).toBe(language);
  });

  it('is always one that there is, whatever is sent', () => {
    fc.assert(fc.property(fc.string(), (header) => expect(LANGUAGES).toContain(acceptedLanguage(header))));
  });

  it('is known by the first part of its tag', () => {
    expect([languageOf('ko-KR'), languageOf('EN'), languageOf('kok'), languageOf('')]).toEqual([
      'ko',
      'en',
      null,
      null,
    ]);
  });
});
