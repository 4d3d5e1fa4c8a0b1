import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface Memory {
  name: string;
  /** Resident megabytes (10^6 bytes); null where the system does not tell. */
  megabytes: number | null;
}

/** Resident memory of one process. */
export async function residentMemory(name: string, pid: number): Promise<Memory> {
  return { name, megabytes: await kilobytesOf(pid).then((kilobytes) => kilobytes && (kilobytes * 1024) / 1e6) };
}

async function kilobytesOf(pid: number): Promise<number | null> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
    return Number(stdout);
  } catch {
    return null;
  }
}

/**
 * A PostgreSQL server with its backends: proportional shares, because they all map the same buffers.
 * Only Linux tells.
 */
export async function serverMemory(name: string, pid: number): Promise<Memory> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=', '--ppid', String(pid)]);
    const pids = [String(pid), ...stdout.trim().split(/\s+/)];
    const shares = await Promise.all(pids.map(proportionalKilobytes));
    return { name, megabytes: (shares.reduce((sum, share) => sum + share, 0) * 1024) / 1e6 };
  } catch {
    return { name, megabytes: null };
  }
}

async function proportionalKilobytes(pid: string): Promise<number> {
  // The process that listed them is among them and gone by now.
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
}
