import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { prepareDataDirectory } from './data-directory.js';

const underRoot = process.getuid?.() === 0 ? describe : describe.skip;

describe('the data directory', () => {
  let home: string;
  let told: string[];
  const prepare = (path: string) => prepareDataDirectory(path, (line) => told.push(line));
  beforeEach(() => {
    home = realpathSync(mkdtempSync(join(tmpdir(), 'countersign-home-')));
    told = [];
  });
  afterEach(() => rmSync(home, { recursive: true }));

  test('cannot be a file, and the refusal names the way out', () => {
    writeFileSync(join(home, 'file'), '');
    expect(() => prepare(join(home, 'file'))).toThrow('Set COUNTERSIGN_DATA_DIR to a directory that you own');
  });

  underRoot('(needs root: run the tests as root)', () => {
    test('belongs to an ordinary account, which may pass through the parents made for it', () => {
      chmodSync(home, 0o755);
      const umask = process.umask(0o077);
      const { dir, account } = prepare(join(home, 'new', 'postgres'));
      process.umask(umask);
      expect(statSync(dir)).toMatchObject({ uid: account?.uid, mode: 0o040700 });
      expect(statSync(join(home, 'new')).mode & 0o777).toBe(0o711);
      expect(account?.uid).not.toBe(0);
    });

    test('keeps the owner it has', () => {
      chmodSync(home, 0o755);
      mkdirSync(join(home, 'postgres'));
      chownSync(join(home, 'postgres'), 1234, 1234);
      expect(prepare(join(home, 'postgres')).account).toEqual({ uid: 1234, gid: 1234 });
    });

    test('is put elsewhere when its parents are closed, once, and says so', () => {
      const wanted = join(home, 'postgres');
      const first = prepare(wanted);
      expect(first.dir).not.toBe(wanted);
      expect(lstatSync(wanted).isSymbolicLink()).toBe(true);
      expect(told).toEqual([expect.stringContaining(`${home} is closed to PostgreSQL`)]);
      expect(prepare(wanted).dir).toBe(first.dir);
      expect(told).toHaveLength(1);
      rmSync(first.dir, { recursive: true });
    });

    test('is refused when its parents are closed and it already holds something', () => {
      mkdirSync(join(home, 'postgres', 'cluster'), { recursive: true });
      expect(() => prepare(join(home, 'postgres'))).toThrow(`because ${home} is closed to other users`);
    });
  });
});
