import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { databaseAccount } from './account.js';
import { installedPackage, usableBinaries } from './binaries.js';

describe('the PostgreSQL programs', () => {
  let packageDir: string;
  let dir: string;
  beforeAll(async () => {
    packageDir = mkdtempSync(join(tmpdir(), 'countersign-package-'));
    // As `npm ci --ignore-scripts` leaves it: the package holds no symbolic links.
    cpSync(await installedPackage(), packageDir, {
      recursive: true,
      filter: (path) => !lstatSync(path).isSymbolicLink() && !path.endsWith('.a'),
    });
  });
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'countersign-programs-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));
  afterAll(() => rmSync(packageDir, { recursive: true }));

  test('run from a private copy when the install script of the package did not', async () => {
    const { postgres } = await usableBinaries(packageDir, dir, null);
    expect(postgres.startsWith(packageDir)).toBe(false);
    expect(execFileSync(postgres, ['--version'], { encoding: 'utf8' })).toContain('PostgreSQL');
    // What the other program needs the links for: without them it cannot load libpq.
    expect(execFileSync(join(dirname(postgres), 'initdb'), ['--version'], { encoding: 'utf8' })).toContain('initdb');
  });

  test('run though their execute bits were lost', async () => {
    const program = join(packageDir, 'native', 'bin', 'postgres');
    chmodSync(program, 0o644);
    const { postgres } = await usableBinaries(packageDir, dir, null);
    expect(execFileSync(postgres, ['--version'], { encoding: 'utf8' })).toContain('PostgreSQL');
    expect(lstatSync(program).mode & 0o111).toBe(0);
  });

  test('are copied once, and again after a copy that was interrupted', async () => {
    const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { version: string };
    const unfinished = join(dir, `programs-${version}.unfinished`);
    cpSync(join(packageDir, 'package.json'), join(unfinished, 'native', 'bin'));
    const first = await usableBinaries(packageDir, dir, null);
    expect(existsSync(unfinished)).toBe(false);
    const made = lstatSync(first.postgres).ino;
    expect(lstatSync((await usableBinaries(packageDir, dir, null)).postgres).ino).toBe(made);
  });

  const underRoot = process.getuid?.() === 0 ? test : test.skip;
  underRoot(
    'are copied for the account they run as when it cannot reach them (needs root: run the tests as root)',
    async () => {
      const account = databaseAccount(dir);
      chmodSync(packageDir, 0o700);
      chmodSync(dir, 0o755);
      const { postgres } = await usableBinaries(packageDir, dir, account);
      const version = execFileSync(postgres, ['--version'], { cwd: dir, encoding: 'utf8', ...account });
      expect(version).toContain('PostgreSQL');
    },
  );
});
