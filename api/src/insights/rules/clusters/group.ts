import { createHash } from 'node:crypto';
import { sphericalKMeans, sumsOf } from './k-means.js';
import { labelOf } from './label.js';
import { mergeAlike } from './merge.js';
import { cosine, toLengthOne, vectorsOf } from './vectors.js';
import type { Word } from './words.js';

/** A text that may be grouped: its name, which no other has, and its words. */
export interface Groupable {
  key: string;
  words: readonly Word[];
}

/** Texts about one thing, the most typical first. */
export interface Group {
  /** Words that stand for it, the most telling first. */
  label: string[];
  members: { key: string; closeness: number }[];
}

/** Groups are looked for so many times the root of how many texts there are, and joined where they say the same. */
const GROUPS_PER_ROOT = 1.5;
const ALIKE = 0.5;
/** A text further from its group than this cosine is in none. */
const NEAR = 0.25;
/** A group of fewer is no pattern, and might show somebody. */
export const FEWEST_MEMBERS = 5;

/** A text on its way into a group. */
interface Placed {
  key: string;
  words: readonly Word[];
  said: string;
}

/**
 * Groups texts by their words. The same texts make the same groups, in whatever order they come.
 * @returns the largest first; texts that are like no others are in none. Yields now and then, so that others get a turn
 */
export function* group(texts: readonly Groupable[]): Generator<void, Group[]> {
  const sorted = texts
    .map(({ key, words }): Placed => ({ key, words, said: words.map(({ term }) => term).join(' ') }))
    .sort((a, b) => compare(a.said, b.said) || compare(a.key, b.key));
  yield;
  const all = yield* vectorsOf(sorted.map(({ words }) => words.map(({ term }) => term)));
  const known = sorted.filter((_, n) => all.vectors[n]!.terms.length > 0);
  const vectors = all.vectors.filter(({ terms }) => terms.length > 0);
  const size = all.terms.length;
  const k = Math.ceil(GROUPS_PER_ROOT * Math.sqrt(vectors.length));
  const luck = known.map(({ said }) => luckOf(said));
  yield;
  const first = yield* sphericalKMeans(vectors, luck, k, size);
  const partOf = yield* mergeAlike(sumsOf(vectors, first, k, size), ALIKE);
  const groups = first.map((n) => partOf[n]!);
  const directions = sumsOf(vectors, groups, k, size).map(toLengthOne);
  yield;
  const made = Array.from({ length: k }, (): { text: Placed; closeness: number }[] => []);
  for (const [n, text] of known.entries()) {
    const closeness = cosine(vectors[n]!, directions[groups[n]!]!);
    if (closeness >= NEAR) made[groups[n]!]!.push({ text, closeness });
  }
  const numberOf = new Map(all.terms.map((term, n) => [term, n]));
  const told: Group[] = [];
  for (const [n, members] of made.entries()) {
    yield;
    if (members.length >= FEWEST_MEMBERS) told.push(tell(members, (term) => directions[n]![numberOf.get(term)!] ?? 0));
  }
  return told.sort((a, b) => b.members.length - a.members.length || compare(a.members[0]!.key, b.members[0]!.key));
}

function tell(placed: readonly { text: Placed; closeness: number }[], weightOf: (term: string) => number): Group {
  const members = placed
    .map(({ text, closeness }) => ({ key: text.key, closeness }))
    .sort((a, b) => b.closeness - a.closeness || compare(a.key, b.key));
  const label = labelOf(
    placed.map(({ text }) => text.words),
    weightOf,
  );
  return { label, members };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Between 0 and 1, and always the same for the same words. */
function luckOf(said: string): number {
  return (createHash('sha256').update(said).digest().readUInt32BE(0) + 0.5) / 2 ** 32;
}
