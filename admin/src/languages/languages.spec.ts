import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Language } from './spoken';

const source = join(import.meta.dirname, '..');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
const others = readdirSync(import.meta.dirname).filter((name) => /^[a-z]{2}(-[A-Z]{2})?\.ts$/.test(name));

/** Where words are taken by name: `export const words = wordsOf('tools', …)`. */
const taken = files
  .filter((path) => /\.tsx?$/.test(path) && !/\.spec\.ts$|^languages\//.test(path))
  .flatMap((path) =>
    [...readFileSync(join(source, path), 'utf8').matchAll(/export const (\w+) = wordsOf\(\s*'(\w+)'/g)].map(
      ([, exported = '', name = '']) => ({ path, exported, name }),
    ),
  );

type Leaf = string | ((...values: never[]) => unknown);

/** Every sentence by its way: "tools.retry.once". Lists are one sentence each: they are as long as the language needs. */
function leavesOf(value: unknown, way: string): [string, Leaf][] {
  if (typeof value === 'string' || typeof value === 'function') return [[way, value as Leaf]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${way}.${key}`));
}

const english = new Map<string, Leaf>();
for (const { path, exported, name } of taken) {
  const loaded: Record<string, unknown> = await import(join(source, path));
  for (const [way, leaf] of leavesOf(loaded[exported], name)) english.set(way, leaf);
}

test('every words.ts takes its words by a name of its own, which sentences.ts lists', () => {
  const listed = [...readFileSync(join(source, 'languages', 'sentences.ts'), 'utf8').matchAll(/^ {2}(\w+): typeof/gm)];
  const names = taken.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(listed.map(([, name]) => name)).toEqual([...names].sort());
  const wordless = files.filter((path) => /(^|\/)words\.ts$/.test(path) && !taken.some((one) => one.path === path));
  expect(wordless).toEqual([]);
});

test('English has its sentences, and there is another language', () => {
  expect(english.size).toBeGreaterThan(500);
  expect(others).toContain('ko.ts');
});

/** Tables by a code of the server's, which English does not need: the server says these in English. */
const ownTables =
  /^(problems\.codes|policies\.(sentences|signOffSentences)|tickets\.(findings|factors)|texts\.characters)\./;
/** Names, which are the same in every language: of the product, and of keys. */
const names = /^(auditLog\.system|keys\.groups\.\d+\.keys\.\d+\.0)$/;

const languages = await Promise.all(
  others.map(async (file) => {
    const { default: language }: { default: Language } = await import(join(import.meta.dirname, file));
    const leaves = Object.entries(language.sentences).flatMap(([name, words]) => leavesOf(words, name));
    return [file, new Map(leaves)] as const;
  }),
);

describe.each(languages)('%s', (file, said) => {
  const text = readFileSync(join(import.meta.dirname, file), 'utf8');

  test('loads nothing that takes words: they would be taken before the language is chosen', () => {
    const imports = [...text.matchAll(/from '(\.[^']+)'/g)].map(([, path = '']) => join('languages', path));
    const takers = taken.map(({ path }) => path.replace(/\.tsx?$/, ''));
    const taking = imports.filter((path) => takers.includes(path) || /words\/(locale|names|time|money)$/.test(path));
    expect(taking).toEqual([]);
  });

  test('says everything, and nothing that nobody asks for', () => {
    expect([...english.keys()].filter((way) => !said.has(way))).toEqual([]);
    expect([...said.keys()].filter((way) => !english.has(way) && !ownTables.test(way))).toEqual([]);
  });

  test('takes the values that English takes', () => {
    const kinds = [...english].filter(([way, leaf]) => said.has(way) && typeof leaf !== typeof said.get(way));
    expect(kinds.map(([way]) => way)).toEqual([]);
    const more = [...english].filter(([way, leaf]) => lengthOf(said.get(way)) > lengthOf(leaf));
    expect(more.map(([way]) => way)).toEqual([]);
  });

  test('has a sentence for every refusal that the API declares', () => {
    const document = readFileSync(join(source, '..', '..', 'api', 'openapi.json'), 'utf8');
    const declared = [...document.matchAll(/"description": "(`[a-z_`, ]+`)"/g)].flatMap(([, codes = '']) =>
      [...codes.matchAll(/`(\w+)`/g)].map(([, code]) => code),
    );
    const codes = [...new Set(declared)];
    expect(codes.length).toBeGreaterThan(50);
    expect(codes.filter((code) => !said.has(`problems.codes.${code}`))).toEqual([]);
  });

  test('is no copy of the English', () => {
    const prose = [...english].filter(([, leaf]) => typeof leaf === 'string' && /[a-z]{2}/i.test(leaf));
    const same = prose.filter(([way, leaf]) => leaf === said.get(way));
    expect(same.map(([way]) => way).filter((way) => !names.test(way))).toEqual([]);
  });
});

const lengthOf = (leaf: Leaf | undefined) => (typeof leaf === 'function' ? leaf.length : 0);

describe('Korean', () => {
  const text = readFileSync(join(import.meta.dirname, 'ko.ts'), 'utf8');

  test('chooses its words so that no particle has to be left open', () => {
    expect(text.match(/(을|은|이|와|과|으)\((를|는|가|과|와|로|으로)\)|\(으\)로|\(이\)/g)).toBeNull();
  });

  test('puts no bare particle after a value, whose last sound nobody knows', () => {
    const bare = text.match(/\$\{[^}]+\}(을|를|은|는|이|가|와|과|으로|로)(?=[ .,`])/g);
    expect(bare).toBeNull();
  });
});

test.each([
  ['confidence 0.71 below 0.82', '확신도 0.71, 기준 0.82 미만'],
  ['risk score not given', '위험 점수 없음'],
  ['domain payment', '도메인 payment'],
  ['tool issue_refund', '도구 issue_refund'],
  ['tool none', '도구 없음'],
  ['confidence 7 not usable', '확신도 7 사용 불가'],
  ['issue_refund needs its sign-offs', 'issue_refund needs its sign-offs'],
])('the inbox says %s in Korean, and what it does not know as the server says it', async (said, expected) => {
  const { default: korean }: { default: Language } = await import(join(import.meta.dirname, 'ko.ts'));
  expect(korean.sentences.inbox.reason(said)).toBe(expected);
});

test('a reason to reject is Korean as long as it is one that an installation comes with', async () => {
  const { default: korean }: { default: Language } = await import(join(import.meta.dirname, 'ko.ts'));
  const { reason } = korean.sentences.rejectReasons;
  expect([reason('other', 'Another reason'), reason('other', 'Ask Mara')]).toEqual(['그 밖의 사유', 'Ask Mara']);
});
