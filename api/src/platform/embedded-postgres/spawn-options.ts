import type { Account } from './account.js';

/** What every PostgreSQL program is started with: the account, and none of our own environment (nor its secrets). */
export function spawnOptions(cwd: string, account: Account | null) {
  const kept = ['PATH', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'SystemRoot', 'TEMP', 'TMPDIR'];
  const env = Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  return { cwd, env: { ...env, LC_ALL: 'C', TZ: 'UTC' }, ...account };
}
