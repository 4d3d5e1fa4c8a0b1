import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root, textOf } from './source-tree.js';

interface Guarantee {
  promise: string;
  test: string;
  file: string;
}

/** Rows `| promise | name of the test | `file` |`, with whatever columns follow. */
function guarantees(): Guarantee[] {
  return [...textOf('docs/guarantees.md').matchAll(/^\| (.+?) \| (.+?) \| `([^`]+\.spec\.ts)` \|.*$/gm)].map(
    ([, promise, name, file]) => ({ promise: promise!, test: name!, file: file! }),
  );
}

/** Whether the spec has a test that is called so: the name stands there as a string of its own. */
function has(file: string, name: string): boolean {
  const text = existsSync(join(root, file)) ? textOf(file).replaceAll("\\'", "'") : '';
  return ["'", '"', '`'].some((quote) => text.includes(`${quote}${name}${quote}`));
}

test('docs/guarantees.md has a promise in every row of its tables, each with its test', () => {
  const rows = textOf('docs/guarantees.md')
    .split('\n')
    .filter((line) => /^\| (?!---|promise )/.test(line) && line.includes('.spec.ts'));
  expect(guarantees().length).toBe(rows.length);
  expect(guarantees().length).toBeGreaterThan(25);
});

test.each(guarantees())('$promise', ({ test: name, file }) => {
  expect({ file, name, there: has(file, name) }).toEqual({ file, name, there: true });
});
