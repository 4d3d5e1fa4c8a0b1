import type { Word } from './words.js';

const MOST_WORDS = 4;
/** A word in a label is in so many of the texts at least: a name that one customer gave is no label. */
const FEWEST_TEXTS = 3;
const FEWEST_SHARE = 0.15;

/**
 * Names a group by the words that tell most about it, each in the form in which most texts have it.
 * @param texts the words of each text of the group
 * @param weightOf how much a term tells about the group
 * @returns up to four words, the most telling first; none of them twice
 */
export function labelOf(texts: readonly (readonly Word[])[], weightOf: (term: string) => number): string[] {
  const forms = new Map<string, Map<string, number>>();
  const inTexts = new Map<string, number>();
  for (const words of texts) {
    for (const { term, form } of words) {
      const its = forms.get(term) ?? new Map<string, number>();
      forms.set(term, its.set(form, (its.get(form) ?? 0) + 1));
    }
    for (const term of new Set(words.map(({ term }) => term))) inTexts.set(term, (inTexts.get(term) ?? 0) + 1);
  }
  const needed = Math.max(FEWEST_TEXTS, FEWEST_SHARE * texts.length);
  const telling = [...inTexts]
    .filter(([, n]) => n >= needed)
    .map(([term]) => ({ term, weight: weightOf(term) }))
    .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1));
  return [...new Set(telling.map(({ term }) => commonest(forms.get(term)!)))].slice(0, MOST_WORDS);
}

function commonest(forms: Map<string, number>): string {
  return [...forms].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]![0];
}
