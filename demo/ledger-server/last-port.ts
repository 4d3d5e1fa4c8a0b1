import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const fileIn = (dataDir: string): string => join(dataDir, 'port');

/** The port this ledger last listened on; 0 when it has not run yet. */
export async function readPort(dataDir: string): Promise<number> {
  const port = Number(await readFile(fileIn(dataDir), 'utf8').catch(() => '0'));
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : 0;
}

export async function rememberPort(dataDir: string, port: number): Promise<void> {
  await writeFile(fileIn(dataDir), String(port));
}
