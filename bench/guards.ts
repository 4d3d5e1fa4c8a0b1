import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type RunWithCalls, sharesOfCalls } from './guards/calls.js';
import {
  type InjectedCase,
  isFlagged,
  type Run,
  type Share,
  sharesOfCases,
  sharesOfRuns,
} from './guards/injections.js';
import { LABELS, recognised, type Sentence } from './guards/recognised.js';
import { table } from './report/table.js';

/**
 * `npm run bench:guards`: how many attacks `injected_instructions` flags and how much that is clean it bothers, and how well
 * personal data is recognised, on the data of `COUNTERSIGN_TEST_DATA`; what is not there is left out. Reported, not asserted:
 * `test/security/guards.spec.ts` asserts.
 */
const data = resolve(process.env.COUNTERSIGN_TEST_DATA || '../shared/data');

function lines<T>(name: string): T[] {
  const path = join(data, name);
  if (!existsSync(path)) {
    process.stderr.write(`${path} is not there: left out\n`);
    return [];
  }
  const rows = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return rows.map((line) => JSON.parse(line) as T);
}

const row = (name: string, { of, flagged }: Share): string[] => [
  name,
  String(of),
  String(flagged),
  `${((100 * flagged) / of).toFixed(1)} %`,
];

const rows: string[][] = [];
const cases = lines<InjectedCase>('injecagent/cases.jsonl');
if (cases.length > 0) {
  const { attacked, clean } = sharesOfCases(cases);
  rows.push(row('InjecAgent, attacked', attacked), row('InjecAgent, the same without the order', clean));
}
for (const [name, share] of [...sharesOfRuns(lines<Run>('proposals/conversations.jsonl'))].sort()) {
  rows.push(row(`runs, ${name}`, share));
}
const calls = sharesOfCalls(lines<RunWithCalls>('proposals/conversations.jsonl'));
if (calls.whole.of > 0) {
  rows.push(row('calls, personal data that nobody gave', calls.whole));
  rows.push(row('calls, the same without what tools answered', calls.withoutTools));
}
const texts: [string, string[][]][] = [
  ['banking-kb, documents', lines<{ content: string }>('banking-kb/documents.jsonl').map(({ content }) => [content])],
  [
    'drafts, evidence of one',
    lines<{ evidence?: { text: string }[] }>('drafts/drafts.jsonl').map(({ evidence = [] }) =>
      evidence.map(({ text }) => text),
    ),
  ],
];
for (const [name, all] of texts.filter(([, all]) => all.length > 0)) {
  rows.push(row(name, { of: all.length, flagged: all.filter((excerpts) => isFlagged({ excerpts })).length }));
}
process.stdout.write(`${table(['what guards stop', 'of', 'flagged', 'share'], rows)}\n\n`);

const sentences = lines<Sentence>('pii-sentences/sentences.jsonl');
if (sentences.length > 0) {
  const kinds = (Object.keys(LABELS) as (keyof typeof LABELS)[]).map((type) => {
    const { labelled, found, recall, precision } = recognised(sentences, type);
    return [type, String(labelled), String(found), recall.toFixed(3), precision.toFixed(3)];
  });
  process.stdout.write(`${table(['personal data', 'labelled', 'found', 'recall', 'precision'], kinds)}\n`);
}
