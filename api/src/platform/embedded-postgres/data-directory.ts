import { chmodSync, chownSync, mkdirSync, mkdtempSync, realpathSync, rmdirSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Account, databaseAccount, firstClosedDirectory } from './account.js';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';

/** Where a database goes that PostgreSQL cannot reach where it was wanted. */
const REFUGE = '/var/lib/countersign-postgres-';

export interface DataDirectory {
  /** Absolute, without symbolic links: processes are recognised by it. */
  dir: string;
  logDir: string;
  account: Account | null;
}

/**
 * Makes the directory ready for PostgreSQL, which wants to own it and share it with nobody.
 *
 * Under root, PostgreSQL runs as another account, which cannot get into, say, a checkout below /root. A new database
 * then goes to /var/lib, with a symbolic link to it in the wanted place.
 *
 * @throws EmbeddedPostgresError when the directory cannot be made or reached
 */
export function prepareDataDirectory(path: string, log: (line: string) => void): DataDirectory {
  try {
    makeDirectory(resolve(path));
    const wanted = realpathSync(path);
    const account = databaseAccount(wanted);
    const dir = account ? reachable(wanted, account, log) : wanted;
    const logDir = join(dir, 'log');
    mkdirSync(logDir, { recursive: true });
    for (const own of [dir, logDir]) {
      if (account) chownSync(own, account.uid, account.gid);
      chmodSync(own, 0o700);
    }
    return { dir, logDir, account };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new EmbeddedPostgresError(
      `The database cannot be kept in ${resolve(path)} (${(error as Error).message}). ` +
        'Set COUNTERSIGN_DATA_DIR to a directory that you own.',
      { cause: error },
    );
  }
}

/** Parents made on the way can be passed through by PostgreSQL's account, whatever the umask, but not listed. */
function makeDirectory(path: string): void {
  const first = mkdirSync(path, { recursive: true, mode: 0o711 });
  if (first === undefined) return;
  for (let made = dirname(path); made.startsWith(first); made = dirname(made)) chmodSync(made, 0o711);
}

function reachable(wanted: string, account: Account, log: (line: string) => void): string {
  const closed = firstClosedDirectory(wanted, account);
  if (closed === null) return wanted;
  try {
    // Refuses when the directory holds something: a database is never moved, nor hidden behind a new one.
    rmdirSync(wanted);
    const refuge = mkdtempSync(REFUGE);
    symlinkSync(refuge, wanted);
    log(`${closed} is closed to PostgreSQL, which does not run as root: the database is kept in ${refuge}`);
    return refuge;
  } catch (error) {
    throw new EmbeddedPostgresError(
      `PostgreSQL does not run as root, and as user ${account.uid} it cannot get to ${wanted}, because ${closed} is ` +
        'closed to other users. Set COUNTERSIGN_DATA_DIR to a directory outside it, for example /var/lib/countersign, ' +
        `or open the way with chmod o+x ${closed}, or start this as an ordinary user.`,
      { cause: error },
    );
  }
}
