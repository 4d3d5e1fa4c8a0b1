import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE_MS = 5 * 60_000;

/** Runs `work` while no other build does. A second build waits, and then mostly finds nothing left to do. */
export async function withBuildLock(path, work) {
  mkdirSync(dirname(path), { recursive: true });
  for (const until = Date.now() + PATIENCE_MS; !taken(path); await delay(100)) {
    if (Date.now() > until) throw new Error(`another build holds ${path}; delete it if none is running`);
    removeIfAbandoned(path);
  }
  const release = () => rmSync(path, { force: true });
  const interrupted = () => process.exit(130);
  process.once('exit', release).once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    await work();
  } finally {
    release();
  }
}

function taken(path) {
  // Written aside and linked into place: a lock that can be seen says whose it is.
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, String(process.pid));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

function removeIfAbandoned(path) {
  try {
    process.kill(Number(readFileSync(path, 'utf8')), 0);
  } catch (error) {
    if (error.code === 'ESRCH') rmSync(path, { force: true });
  }
}
