import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readOptions } from './options.js';

let dir: string;
let proposals: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'replay-'));
  proposals = join(dir, 'proposals.jsonl');
});
afterEach(() => rmSync(dir, { recursive: true }));

const installed = () =>
  writeFileSync(
    join(dir, 'credentials.json'),
    JSON.stringify({ url: 'http://here', agents: [{ name: 'demo', key: 'k1' }] }),
  );

describe('options of the replay', () => {
  it('come from the installation and the files at hand where the command line is silent', () => {
    installed();
    writeFileSync(join(dir, 'conversations.jsonl'), '');
    expect(readOptions([proposals], dir)).toEqual({
      proposalsPath: proposals,
      conversationsPath: join(dir, 'conversations.jsonl'),
      url: 'http://here',
      key: 'k1',
      concurrency: 16,
      rate: Number.POSITIVE_INFINITY,
      limit: Number.POSITIVE_INFINITY,
    });
  });

  it('come from the command line before anything else', () => {
    installed();
    const args = '--url http://there --key k2 --rate 2.5 --limit 10 --concurrency 4 --conversations c.jsonl'.split(' ');
    expect(readOptions([proposals, ...args], dir)).toEqual({
      proposalsPath: proposals,
      conversationsPath: 'c.jsonl',
      url: 'http://there',
      key: 'k2',
      concurrency: 4,
      rate: 2.5,
      limit: 10,
    });
  });

  it.each([
    [[], 'Name one file'],
    [['a.jsonl', 'b.jsonl'], 'Name one file'],
    [['a.jsonl'], 'start the demo first'],
    [['a.jsonl', '--url', 'http://x', '--key', 'k', '--rate', '0'], '--rate must be'],
    [['a.jsonl', '--url', 'http://x', '--key', 'k', '--concurrency', '1.5'], '--concurrency must be'],
    [['a.jsonl', '--url', 'http://x', '--key', 'k', '--limit', 'many'], '--limit must be'],
    [['a.jsonl', '--colour', 'red'], '--colour'],
  ])('%j are refused: %s', (args, message) => {
    expect(() => readOptions(args, dir)).toThrow(message);
  });
});
