import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';

const built = join(import.meta.dirname, '..', '..', 'dist', 'admin');

/** What the scripts of the first load may weigh, in bytes as they travel compressed. Growing past it takes a reason. */
const FIRST_LOAD = 275_000;
/** What one language may weigh on top of that, by the same measure. */
const LANGUAGE = 36_000;

const weightOf = (file: string) => gzipSync(readFileSync(join(built, file))).length;
const assets = () => readdirSync(join(built, 'assets')).map((name) => `assets/${name}`);

describe('the first load of the built console', () => {
  let scripts: string[];
  let html: string;

  beforeAll(() => {
    if (!existsSync(built)) throw new Error('The console is not built: node scripts/build.mjs');
    html = readFileSync(join(built, 'index.html'), 'utf8');
    scripts = [...new Set([...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file!))];
  });

  test(`weighs no more than ${FIRST_LOAD} bytes`, () => {
    const weights = scripts.map((file) => [file.replace(/-[\w-]{8}\.js$/, ''), weightOf(file)] as const);
    const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
    expect(total).toBeGreaterThan(100_000);
    expect(total > FIRST_LOAD ? Object.fromEntries(weights) : 'within its budget').toBe('within its budget');
  });

  test('is named in the page, so that nothing is found out about in a second round', () => {
    const named = new Set(scripts);
    const asked = scripts.flatMap((file) =>
      [...readFileSync(join(built, file), 'utf8').matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)].map(
        ([, name]) => `assets/${name}`,
      ),
    );
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((file) => !named.has(file))).toEqual([]);
    expect(html).toContain('rel="stylesheet"');
  });

  test('chooses the language before anything that takes words is run', () => {
    const [entry = ''] = [...html.matchAll(/<script type="module"[^>]* src="\/(assets\/[^"]+)"/g)].map(
      ([, file]) => file,
    );
    const files = [entry];
    for (const file of files) {
      const imported = readFileSync(join(built, file), 'utf8').matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g);
      for (const [, name] of imported) if (!files.includes(`assets/${name}`)) files.push(`assets/${name}`);
    }
    const text = files.map((file) => readFileSync(join(built, file), 'utf8')).join('\n');
    expect(text).toContain('countersign-language');
    expect(text).not.toContain('Check your connection; nothing was changed.');
    expect(text).not.toContain('less than a minute');
  });

  test('holds the inbox and the review, and neither another page nor another language', () => {
    const text = scripts.map((file) => readFileSync(join(built, file), 'utf8')).join('\n');
    expect(text).toContain('read from the stored bytes, not from the agent’s summary');
    expect(text).not.toContain('Who may sign in, and as what.');
    expect(text).not.toMatch(/\p{Script=Hangul}{2}/u);
  });

  test('leaves each other language in a file of its own, and small', () => {
    const languages = assets().filter((file) => /^assets\/[a-z]{2}(-[A-Z]{2})?-[\w-]{8}\.js$/.test(file));
    expect(languages).toHaveLength(1);
    expect(languages.map(weightOf).every((weight) => weight < LANGUAGE)).toBe(true);
  });
});
