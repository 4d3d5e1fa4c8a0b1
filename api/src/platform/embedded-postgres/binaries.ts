import { chownSync, existsSync, lchownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { chmod, cp, mkdir, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Account, firstClosedDirectory, MAY_READ_AND_EXECUTE, permits } from './account.js';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';

/** Absolute paths of the two programs that are needed; the rest of PostgreSQL lies beside them. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

interface SharedLibraryLink {
  /** File that exists, relative to the package. */
  source: string;
  /** Other name it must be found under. npm packages cannot hold symbolic links, so an install script makes them. */
  target: string;
}

/**
 * The root of the package with the programs for this platform.
 *
 * @throws EmbeddedPostgresError when the platform has none or it is not installed
 */
export async function installedPackage(): Promise<string> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const { postgres } = (await import(name)) as { postgres: string };
    return dirname(dirname(dirname(postgres)));
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The package ${name} with the PostgreSQL programs is not installed. Run npm ci without --omit=optional; ` +
        'where no such package exists for the platform, set DATABASE_URL to a PostgreSQL server.',
      { cause: error },
    );
  }
}

/**
 * Finds programs that `account` can run: those of the npm package where they lie, or, when the package was installed
 * without its install script, without execute bits, or out of the account's reach, a copy in the data directory.
 *
 * @param packageDir root of an installed `@embedded-postgres/<platform>` package
 */
export async function usableBinaries(packageDir: string, dataDir: string, account: Account | null): Promise<Binaries> {
  if (runsInPlace(packageDir, account)) return binariesIn(packageDir);
  return binariesIn(await privateCopy(packageDir, dataDir, account));
}

function binariesIn(packageDir: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const bin = join(packageDir, 'native', 'bin');
  return { initdb: join(bin, `initdb${suffix}`), postgres: join(bin, `postgres${suffix}`) };
}

function runsInPlace(packageDir: string, account: Account | null): boolean {
  const { initdb, postgres } = binariesIn(packageDir);
  const runner = account ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  return (
    (account === null || firstClosedDirectory(postgres, account) === null) &&
    [initdb, postgres].every((program) => permits(statSync(program), runner, MAY_READ_AND_EXECUTE)) &&
    sharedLibraryLinks(packageDir).every(({ target }) => existsSync(join(packageDir, target)))
  );
}

async function privateCopy(packageDir: string, dataDir: string, account: Account | null): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { version: string };
  const copy = join(dataDir, `programs-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished);
  const isNeeded = (path: string) => !path.endsWith('.a') && !['pgxs', 'pkgconfig'].includes(basename(path));
  await cp(join(packageDir, 'native'), join(unfinished, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: isNeeded,
  });
  const links = sharedLibraryLinks(packageDir).filter(({ target }) => !existsSync(join(unfinished, target)));
  for (const { source, target } of links) await symlink(basename(source), join(unfinished, target));
  for (const program of Object.values(binariesIn(unfinished))) await chmod(program, 0o755);
  if (account) giveTo(account, unfinished);
  await rename(unfinished, copy);
  return copy;
}

function sharedLibraryLinks(packageDir: string): SharedLibraryLink[] {
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as SharedLibraryLink[]) : [];
}

function giveTo({ uid, gid }: Account, dir: string): void {
  chownSync(dir, uid, gid);
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) giveTo({ uid, gid }, path);
    else lchownSync(path, uid, gid);
  }
}
