/** A word, as `words_in` of the database parts them (`migrations/1795700000002-index-words.ts`): what is not ASCII belongs to one, but for marks and spaces. */
const WORD = /[0-9A-Za-z_\u00aa\u00b5\u00ba\u00c0-\u1fff\u2070-\u2fff\u3040-\ufeff\uff10-\u{10ffff}]+/gu;

/** Characters that a word is told by. */
const TOLD_BY = 40;

/**
 * What was typed as a PostgreSQL tsquery: every word has to be there, by its beginning, or as it is where it stands in quotes.
 * @returns null where there is no word in it
 */
export function wordQuery(text: string): string | null {
  const parts = text.split('"');
  const words = parts.flatMap((part, n) => {
    // An opening quote that nothing closes quotes nothing.
    const whole = n % 2 === 1 && n < parts.length - 1;
    return [...part.matchAll(WORD)].map(([word]) => `'${[...word].slice(0, TOLD_BY).join('')}'${whole ? '' : ':*'}`);
  });
  return words.length === 0 ? null : [...new Set(words)].join(' & ');
}
