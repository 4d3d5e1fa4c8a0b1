import { textWords } from './words';

/** Letters of other scripts that are drawn as a Latin one is. */
const alike = /^[аеіјӏорсухһԁԛԝѕѵьАВЕЅІЈКМНОРСТХУҮЗԌαεικνορτυχγΑΒΕΖΗΙΚΜΝΟΡΤΥΧϲϳօսոցհսոᎪᏴᏟᎬᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᏔᏃ]$/u;

/** Scripts whose letters are mistaken for each other. A word of an honest text is of one of them. */
const scripts = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Coptic', 'Lisu'] as const;
export type Script = (typeof scripts)[number];

const tests = scripts.map((name) => [name, new RegExp(`^\\p{Script=${name}}$`, 'u')] as const);

/** The script of one letter, where it is one of those. */
export const scriptOf = (letter: string): Script | null =>
  /[a-z]/i.test(letter) ? 'Latin' : (tests.find(([, test]) => test.test(letter))?.[0] ?? null);

/** Latin letters and digits in another dress: full width, mathematical, phonetic, enclosed, small. */
const otherDress =
  /^[ıſ\u0250-\u02af\u1d00-\u1dbf\u2070-\u209c\u2100-\u214f\u2460-\u24ff\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f\uff10-\uff5a\u{1d400}-\u{1d7ff}\u{1f100}-\u{1f1e5}]$/u;

export interface Odd {
  /** What it is, in words: "Cyrillic letter". */
  says: string;
  /** The scripts that one word mixes, where that is what is odd. */
  mixes: [Script, Script] | null;
}

/**
 * Of one word, the characters that are not what they seem: those of a second script, and those in another dress.
 * @param exact also finds words that are all of look-alikes, and digits that are not 0 to 9
 * @returns by the position of the character in the word, counted in characters
 */
export function oddOnes(word: string, exact: boolean): Map<number, Odd> {
  const odd = new Map<number, Odd>();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what this says
  if (/^[\x00-\x7f]*$/.test(word)) return odd;
  const letters = [...word];
  const found = letters.map(scriptOf);
  const present = scripts.filter((script) => found.includes(script));
  const main = present[0];
  const onlyAlike = present.length === 1 && main !== 'Latin' && letters.every((one, i) => !found[i] || alike.test(one));
  letters.forEach((letter, i) => {
    const script = found[i];
    if (main && script && script !== main && (script !== 'Greek' || alike.test(letter))) {
      odd.set(i, { says: textWords.letter(textWords.scripts[script]), mixes: [main, script] });
    } else if (exact && script && onlyAlike) {
      odd.set(i, { says: textWords.letterLikeLatin(textWords.scripts[script]), mixes: null });
    } else if (exact && otherDress.test(letter)) {
      odd.set(i, { says: textWords.otherDress, mixes: null });
    } else if (exact && /^(?![0-9])\p{Nd}$/u.test(letter)) {
      odd.set(i, { says: textWords.otherDigit, mixes: null });
    }
  });
  return odd;
}
