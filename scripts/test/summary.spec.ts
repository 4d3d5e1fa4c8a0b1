import { describe, expect, test } from '@jest/globals';
// @ts-expect-error plain JavaScript: it runs before anything is built
import { summary } from './summary.mjs';

describe('the summary of a test run', () => {
  test('ends with the counts alone on a line, and groups what was skipped by what is missing', () => {
    const { lines, failed } = summary([
      { name: 'rules hold', status: 'passed' },
      { name: 'dispatch (needs Redis: apt-get install redis-server) rings', status: 'pending' },
      { name: 'dispatch (needs Redis: apt-get install redis-server) recovers', status: 'pending' },
    ]);
    expect(lines.at(-1)).toBe('1 passed, 0 failed, 2 skipped');
    expect(lines).toContain('!!   2 × Redis: apt-get install redis-server');
    expect(failed).toBe(false);
  });

  test('fails when nothing ran, though nothing failed', () => {
    expect(summary([]).failed).toBe(true);
    expect(summary([{ name: 'a', status: 'pending' }]).failed).toBe(true);
  });
});
