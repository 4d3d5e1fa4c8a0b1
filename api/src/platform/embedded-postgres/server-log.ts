import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Where the server writes before its own log is open: that is where the reason stands when it does not start. */
export const STARTUP_LOG = 'startup.log';

/** The last lines that the server wrote since `since` (epoch milliseconds), for use in an error message. */
export function logTail(logDir: string, since: number, lines = 12): string {
  const written = readdirSync(logDir)
    .map((name) => join(logDir, name))
    .filter((path) => statSync(path).mtimeMs >= since)
    .sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs)
    .flatMap((path) => readFileSync(path, 'utf8').trimEnd().split('\n').slice(-lines));
  const tail = written.filter((line) => line !== '').slice(-lines);
  return tail.length === 0 ? '(it wrote no log)' : tail.join('\n');
}
