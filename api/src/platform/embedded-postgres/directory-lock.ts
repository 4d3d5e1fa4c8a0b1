import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';
import { processIdentity } from './processes.js';

interface Holder {
  pid: number;
  /** See {@link processIdentity}: a later process with the same id is not the holder. */
  identity: string | null;
}

/**
 * Takes the data directory for this process, so that a second one never stops the database of the first.
 * The lock of a process that no longer runs is taken over.
 *
 * @returns a function that gives the directory free again
 * @throws EmbeddedPostgresError when a running process holds it
 */
export function lockDirectory(dir: string): () => void {
  const lock = join(dir, 'lock');
  const mine = JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) } satisfies Holder);
  // Written aside and linked into place: a lock that can be seen is always whole.
  const draft = `${lock}.${randomUUID()}`;
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    while (!linked(draft, lock)) removeIfAbandoned(lock, dir);
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (read(lock) === mine) rmSync(lock, { force: true });
  };
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function removeIfAbandoned(lock: string, dir: string): void {
  const seen = read(lock);
  if (seen === null) return;
  const holder = parse(seen);
  if (holder && processIdentity(holder.pid) === holder.identity && holder.identity !== null) {
    throw new EmbeddedPostgresError(
      `The data directory ${dir} is in use by process ${holder.pid}. ` +
        'Stop that process first, or give this one a directory of its own with COUNTERSIGN_DATA_DIR.',
    );
  }
  const aside = `${lock}.${randomUUID()}`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  // Another process may have replaced the abandoned lock between reading and moving it: then it goes back.
  if (read(aside) !== seen) linked(aside, lock);
  rmSync(aside, { force: true });
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function parse(text: string): Holder | null {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return null;
  }
}
