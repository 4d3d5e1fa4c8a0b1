import { LANGUAGES, type Language } from './sentences.js';

/** The language of a tag such as `ko` or `ko-KR` (RFC 4647 basic filtering by the first subtag); null for others. */
export function languageOf(tag: string): Language | null {
  const first = tag.trim().toLowerCase().split('-')[0];
  return LANGUAGES.find((language) => language === first) ?? null;
}

/**
 * What an `Accept-Language` header likes best of what there is (RFC 9110 §12.5.4): by weight, then by order. A weight of 0
 * excludes; `*` is the first language that is not excluded. Whatever is no header falls back to the first language.
 */
export function acceptedLanguage(header: string | undefined): Language {
  const wishes = (header ?? '')
    .slice(0, MOST_OF_HEADER)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';');
      const weight = /^\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*$/i.exec(parameters.join(';'))?.[1];
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight) };
    });
  const refused = wishes.filter(({ weight }) => weight === 0).map(({ tag }) => languageOf(tag));
  const offered = LANGUAGES.filter((language) => !refused.includes(language));
  const best = wishes
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ tag }) => (tag === '*' ? offered[0] : languageOf(tag)))
    .find((language) => language !== null && language !== undefined && offered.includes(language));
  return best ?? LANGUAGES[0];
}

const MOST_OF_HEADER = 500;
