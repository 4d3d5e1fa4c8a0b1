import type { Components } from '@mui/material/styles';
import type { Sentences } from './sentences';

/** One sentence, or a function that makes one, as any language may say it: the shape of the English one. */
export type Said<T> = T extends string
  ? string
  : T extends (...values: infer V) => infer R
    ? (...values: V) => Said<R>
    : T extends object
      ? { [K in keyof T]: Said<T[K]> }
      : T;

/** A language beside English: what one file of this folder exports. A sentence too few, or too many, is no such language. */
export interface Language {
  sentences: Said<Sentences>;
  /** What MUI's own parts say. */
  components?: Components;
}

let spoken: { code: string; language: Language | null } = { code: 'en', language: null };
let saidAnything = false;

/**
 * Chooses the language, before any module that says something is loaded; without `language` it is English.
 * @throws where words were taken already: they would stay English for good
 */
export function speak(code: string, language: Language | null): void {
  if (saidAnything) throw new Error('The language is chosen after words were taken: what loads it says something');
  spoken = { code, language };
}

/** The language in use, by its code: "en", "ko". */
export const spokenCode = (): string => spoken.code;
export const spokenComponents = (): Components | undefined => spoken.language?.components;

/** Where dates and numbers are read as in English sentences or Korean ones, when the browser names no region. */
const regions: Record<string, string> = { en: 'en-GB', ko: 'ko-KR' };

/**
 * The locale of dates and numbers: the reader's own region of the language in use, so that no line is in two languages.
 * Digits are 0 to 9 in every language, because amounts and ids are compared by eye.
 */
export function spokenLocale(asked: readonly string[] = globalThis.navigator?.languages ?? []): string {
  saidAnything = true;
  const own = asked.find((tag) => tag.toLowerCase().split('-')[0] === spoken.code.split('-')[0]);
  return `${own?.includes('-') ? own.split('-u-')[0] : (regions[spoken.code] ?? spoken.code)}-u-nu-latn`;
}

/**
 * The words of a feature in the language in use.
 * @param name under which the other languages have them, in `sentences.ts`
 * @param english what they are in English, and the shape that each language is held to
 */
export function wordsOf<T extends object>(name: keyof Sentences, english: T): T {
  saidAnything = true;
  return (spoken.language?.sentences[name] as T | undefined) ?? english;
}
