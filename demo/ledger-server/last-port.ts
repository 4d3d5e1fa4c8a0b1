import { randomInt } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const fileIn = (dataDir: string): string => join(dataDir, 'port');

/** Below what systems give to whoever asks for any port, so that nobody has it by chance when the ledger comes back. */
const FIRST_PORTS = { from: 20_000, to: 30_000 };

/** The port this ledger last listened on, or one to begin with. */
export async function readPort(dataDir: string): Promise<number> {
  const port = Number(await readFile(fileIn(dataDir), 'utf8').catch(() => '0'));
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : randomInt(FIRST_PORTS.from, FIRST_PORTS.to);
}

export async function rememberPort(dataDir: string, port: number): Promise<void> {
  await writeFile(fileIn(dataDir), String(port));
}
