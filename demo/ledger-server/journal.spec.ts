import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Journal } from './journal.js';

let dir: string;
let path: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'journal-'));
  path = join(dir, 'journal.jsonl');
});
afterEach(() => rm(dir, { recursive: true }));

async function read(): Promise<unknown[]> {
  const entries: unknown[] = [];
  const journal = await Journal.open(path, (entry) => entries.push(entry));
  await journal.close();
  return entries;
}

describe('journal', () => {
  it('has an entry on disk, in order, by the time its append resolves', async () => {
    const journal = await Journal.open<number>(path, () => undefined);
    await Promise.all([1, 2, 3, 4].map((entry) => journal.append(entry)));
    expect(await readFile(path, 'utf8')).toBe('1\n2\n3\n4\n');
    await journal.close();
  });

  it.each([
    ['a last line without its end', '{"a":1}\n{"a":2'],
    ['a last line that is garbage', '{"a":1}\n\0\0\0\0\n'],
    ['half a character at the end', '{"a":1}\n"\xc3'],
  ])('forgets %s', async (_, text) => {
    await writeFile(path, text, 'latin1');
    expect(await read()).toEqual([{ a: 1 }]);
    expect(await readFile(path, 'utf8')).toBe('{"a":1}\n');
  });

  it('refuses to open when a line in the middle is damaged, and leaves the file alone', async () => {
    await writeFile(path, '{"a":1}\nscribble\n{"a":3}\n');
    await expect(read()).rejects.toThrow('Journal line 2 is damaged');
    expect(await readFile(path, 'utf8')).toBe('{"a":1}\nscribble\n{"a":3}\n');
  });

  it('takes nothing more once a write has failed', async () => {
    const journal = await Journal.open<number>(path, () => undefined);
    await journal.close();
    await expect(journal.append(1)).rejects.toThrow();
    await expect(journal.append(2)).rejects.toThrow();
    await expect(journal.settled()).rejects.toThrow();
  });
});
