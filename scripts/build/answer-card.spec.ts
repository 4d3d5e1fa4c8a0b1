import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from '@jest/globals';

const built = join(import.meta.dirname, '..', '..', 'dist', 'admin', 'widget', 'answer-card.js');

/** Bytes as they travel compressed: somebody else's page pays for them. */
const MOST = 15_000;

let script: Buffer;
beforeAll(() => {
  if (!existsSync(built)) throw new Error('The answer card is not built: node scripts/build.mjs');
  script = readFileSync(built);
});

test(`the answer card weighs less than ${MOST} bytes`, () => {
  expect(gzipSync(script).length).toBeGreaterThan(3_000);
  expect(gzipSync(script).length).toBeLessThan(MOST);
});

test('it is one classic script, which makes markup of nothing and brings no library', () => {
  const text = script.toString();
  expect(text).not.toMatch(/\b(import|export)\b\s*[{*("']/);
  expect(text).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function/);
  expect(text).toContain('countersign-answer');
});
