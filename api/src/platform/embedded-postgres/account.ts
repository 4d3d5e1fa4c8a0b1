import { readFileSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';

/** The system account that PostgreSQL runs as. */
export interface Account {
  uid: number;
  gid: number;
}

export const MAY_ENTER = 0o1;
export const MAY_READ_AND_EXECUTE = 0o5;

/**
 * PostgreSQL refuses to run as root. So under root it runs as whoever already owns the data directory, else as
 * `postgres`, else as `nobody`.
 *
 * @returns `null` for an ordinary user, who runs it as themselves
 */
export function databaseAccount(dataDir: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(dataDir, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = systemAccount('postgres') ?? systemAccount('nobody');
  if (account) return account;
  throw new EmbeddedPostgresError(
    'PostgreSQL does not run as root, and /etc/passwd has neither a user postgres nor a user nobody. ' +
      'Start this as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
  );
}

/** The first directory on the way to `path` that `account` may not enter; `null` when it gets there. */
export function firstClosedDirectory(path: string, account: Account): string | null {
  const parent = dirname(path);
  if (parent === path) return null;
  return firstClosedDirectory(parent, account) ?? (permits(statSync(parent), account, MAY_ENTER) ? null : parent);
}

/** Whether the mode bits grant `account` all of `wanted` (an octal digit). Access control lists are not looked at. */
export function permits(stats: Stats, account: Account, wanted: number): boolean {
  const shift = stats.uid === account.uid ? 6 : stats.gid === account.gid ? 3 : 0;
  return ((stats.mode >> shift) & wanted) === wanted;
}

function systemAccount(name: string): Account | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  if (!line) return null;
  const [, , uid, gid] = line.split(':');
  // macOS writes the ids of nobody as -2; the system takes them as unsigned.
  return { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
}
