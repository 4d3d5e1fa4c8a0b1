import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { lockDirectory } from './directory-lock.js';
import { processIdentity } from './processes.js';

describe('the lock of a data directory', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'countersign-lock-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  test('refuses a second holder, names the first, and is free again afterwards', () => {
    const unlock = lockDirectory(dir);
    expect(() => lockDirectory(dir)).toThrow(`in use by process ${process.pid}`);
    unlock();
    expect(readdirSync(dir)).toEqual([]);
    lockDirectory(dir)();
  });

  test('is taken over from a process that was killed', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const pid = child.pid as number;
    writeFileSync(join(dir, 'lock'), JSON.stringify({ pid, identity: processIdentity(pid) }));
    expect(() => lockDirectory(dir)).toThrow(`in use by process ${pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    lockDirectory(dir)();
  });

  test('is taken over when another program has got the id of its holder', () => {
    writeFileSync(join(dir, 'lock'), JSON.stringify({ pid: process.pid, identity: 'an earlier boot:1' }));
    lockDirectory(dir)();
  });

  test.each(['', 'not JSON', '{}', 'null'])('is taken over when it reads %j', (text) => {
    writeFileSync(join(dir, 'lock'), text);
    lockDirectory(dir);
    expect(JSON.parse(readFileSync(join(dir, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid });
  });
});
