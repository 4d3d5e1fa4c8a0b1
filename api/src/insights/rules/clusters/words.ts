/** A word as texts are compared by it, and as it stood there. */
export interface Word {
  /** The stem, or, where a script writes words without spaces or with endings glued on, two letters of it. */
  term: string;
  form: string;
}

/** Said in every complaint whatever it is about. */
const SAID_ANYWHERE = new Set(
  `a about am an and are as at be been but by can could did didnt do does doesnt doing dont for from had has have havent how i if im in
  into is isnt it its ive just me my not of on or our please so some than thanks that the their them then there these they this to too up
  was wasnt we were what when where which while who why will with would yet you your`.split(/\s+/),
);

const RUN = /[\p{L}\p{M}]+/gu;
const IN_PAIRS = /^[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+$/u;

/**
 * The words of a text that may tell what it is about, in their order. Numbers are left out: they tell whose it is. Korean,
 * Chinese and Japanese come in pairs of letters, so that a particle glued to a noun hides only itself.
 *
 * @param known words of texts read before, which are added to: many texts share their words and not their memory
 */
export function wordsOf(text: string, known = new Map<string, readonly Word[]>()): Word[] {
  const runs = text.normalize('NFKC').toLowerCase().replace(/['’]/g, '').match(RUN) ?? [];
  return runs.flatMap((form) => {
    const before = known.get(form);
    if (before) return before;
    const made = wordsIn(form);
    known.set(form, made);
    return made;
  });
}

function wordsIn(form: string): Word[] {
  if (IN_PAIRS.test(form)) return pairsOf(form).map((term) => ({ term, form }));
  return form.length < 2 || SAID_ANYWHERE.has(form) ? [] : [{ term: stem(form), form }];
}

function pairsOf(run: string): string[] {
  const letters = [...run];
  return letters.slice(1).map((letter, n) => letters[n]! + letter);
}

/**
 * What plural and tense leave of an English word: the S stemmer of Harman (1991, How effective is suffixing?), and -ing, -ed
 * and a last -e off what is left long enough. It need not be a word, only the same for both forms.
 */
export function stem(word: string): string {
  let left = word;
  if (/[^aeiou]ies$/.test(left) && left.length > 4) left = `${left.slice(0, -3)}y`;
  else if (/(ch|sh|ss|x)es$/.test(left)) left = left.slice(0, -2);
  else if (/[^us]s$/.test(left) && left.length > 3) left = left.slice(0, -1);
  if (left.length > 5 && left.endsWith('ing')) left = left.slice(0, -3);
  else if (left.length > 4 && left.endsWith('ed')) left = left.slice(0, -2);
  if (left.length > 3 && left.endsWith('e')) left = left.slice(0, -1);
  return /([^ls])\1$/.test(left) ? left.slice(0, -1) : left;
}
