import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { type Groupable, group } from '../../api/src/insights/rules/clusters/group.js';
import { sphericalKMeans } from '../../api/src/insights/rules/clusters/k-means.js';
import { vectorsOf } from '../../api/src/insights/rules/clusters/vectors.js';
import { wordsOf } from '../../api/src/insights/rules/clusters/words.js';
import { type Agreement, agreementOf } from './agreement.js';

/** What a customer wrote, and which intent people gave it. */
export interface Intent {
  text: string;
  category: string;
}

/** The half that choices were made on, or the half that they are reported on; by a hash of the text. */
export function halfOf(path: string, half: 'chosen' | 'reported'): Intent[] {
  const rows = parse(readFileSync(path, 'utf8'), { columns: true }) as Intent[];
  const wanted = half === 'chosen' ? 0 : 1;
  return rows.filter(({ text }) => (createHash('sha256').update(text).digest()[0]! & 1) === wanted);
}

export interface Measured extends Agreement {
  name: string;
  /** The share of texts that are in a group. */
  covered: number;
}

/** How well texts are grouped by what is built in, by k-means that is told how many intents there are, and by chance. */
export function measure(intents: readonly Intent[]): Measured[] {
  const texts = intents.map(({ text }, n): Groupable => ({ key: String(n), words: wordsOf(text) }));
  const classes = intents.map(({ category }) => category);
  const groupOf = new Map<number, string>();
  for (const [n, { members }] of finish(group(texts)).entries()) {
    for (const { key } of members) groupOf.set(Number(key), String(n));
  }
  const inGroup = classes.map((_, n) => n).filter((n) => groupOf.has(n));
  const covered = inGroup.length / texts.length;
  const grouped = inGroup.map((n) => groupOf.get(n)!);
  const { vectors, terms } = finish(vectorsOf(texts.map(({ words }) => words.map(({ term }) => term))));
  const luck = intents.map(({ text }) => (createHash('sha256').update(text).digest().readUInt32BE(0) + 0.5) / 2 ** 32);
  const told = [...finish(sphericalKMeans(vectors, luck, new Set(classes).size, terms.length))].map(String);
  const all = classes.map((_, n) => groupOf.get(n) ?? 'none');
  const measured = (name: string, share: number, found: Agreement): Measured => ({ name, covered: share, ...found });
  return [
    measured(
      'clusters',
      covered,
      agreementOf(
        grouped,
        inGroup.map((n) => classes[n]!),
      ),
    ),
    measured('clusters, and what is in none as one more', 1, agreementOf(all, classes)),
    measured('k-means, told how many intents', 1, agreementOf(told, classes)),
    measured('chance, in groups as large', 1, agreementOf(shuffled(all, luck), classes)),
  ];
}

export function finish<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const shuffled = (groups: readonly string[], luck: readonly number[]): string[] =>
  groups
    .map((group, n) => ({ group, luck: luck[n]! }))
    .sort((a, b) => a.luck - b.luck)
    .map(({ group }) => group);
