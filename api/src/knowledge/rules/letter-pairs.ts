/** Scripts that write no spaces between words, or, like Korean, write particles on to them. */
const RUNS = /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{2,}/gu;

/**
 * Each pair of neighbouring letters of those scripts, once: so that 환불은 is found by 환불이. PostgreSQL has no
 * dictionary for them, and takes whole words only.
 */
export function letterPairs(text: string): string[] {
  const pairs = new Set<string>();
  for (const [run] of text.normalize('NFC').matchAll(RUNS)) {
    const letters = [...run];
    for (let n = 1; n < letters.length; n += 1) pairs.add(letters[n - 1]! + letters[n]!);
  }
  return [...pairs];
}
