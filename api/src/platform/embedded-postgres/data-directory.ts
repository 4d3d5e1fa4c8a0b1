import { chmodSync, chownSync, mkdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Account, databaseAccount, firstClosedDirectory } from './account.js';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';

export interface DataDirectory {
  /** Absolute, without symbolic links: processes are recognised by it. */
  dir: string;
  logDir: string;
  account: Account | null;
}

/**
 * Makes the directory ready for PostgreSQL, which wants to own it and share it with nobody.
 *
 * @throws EmbeddedPostgresError when it cannot be made, or the account PostgreSQL runs as cannot get there
 */
export function prepareDataDirectory(path: string): DataDirectory {
  try {
    mkdirSync(path, { recursive: true });
    const dir = realpathSync(resolve(path));
    const account = databaseAccount(dir);
    if (account) assertWayIn(dir, account);
    const logDir = join(dir, 'log');
    mkdirSync(logDir, { recursive: true });
    for (const own of [dir, logDir]) {
      if (account) chownSync(own, account.uid, account.gid);
      chmodSync(own, 0o700);
    }
    return { dir, logDir, account };
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error;
    throw new EmbeddedPostgresError(
      `The database cannot be kept in ${resolve(path)} (${(error as Error).message}). ` +
        'Set COUNTERSIGN_DATA_DIR to a directory that you own.',
      { cause: error },
    );
  }
}

function assertWayIn(dir: string, account: Account): void {
  const closed = firstClosedDirectory(dir, account);
  if (closed === null) return;
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run as root, and as user ${account.uid} it cannot get to ${dir}, because ${closed} is closed ` +
      'to other users. Set COUNTERSIGN_DATA_DIR to a directory outside it, for example /var/lib/countersign, or start ' +
      'this as an ordinary user.',
  );
}
