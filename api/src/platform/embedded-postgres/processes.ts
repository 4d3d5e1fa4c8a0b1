import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * What tells a process apart from a later one with the same id: on Linux the boot and the clock tick it started at,
 * elsewhere the start time that `ps` prints. `null` when no such process runs (a zombie no longer runs).
 */
export function processIdentity(pid: number): string | null {
  if (process.platform !== 'linux') return psColumn(pid, 'lstart');
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name may hold spaces and brackets, so fields are counted from the last bracket: state is the first.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    return `${bootId()}:${fields[19]}`;
  } catch {
    return null;
  }
}

/** The command line of a running process, words separated by spaces; `null` when there is none. */
export function commandLine(pid: number): string | null {
  if (process.platform !== 'linux') return psColumn(pid, 'args');
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || null;
  } catch {
    return null;
  }
}

/** Ids of the running processes whose working directory is `dir`. Known on Linux only; elsewhere empty. */
export function processesWorkingIn(dir: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => workingDirectory(pid) === dir && processIdentity(pid) !== null);
}

/**
 * Sends each signal in turn and waits after each, until the process is gone.
 *
 * @param steps signal and the milliseconds it is given; the last should be SIGKILL
 * @returns whether it is gone
 */
export async function endProcess(pid: number, steps: [NodeJS.Signals, number][]): Promise<boolean> {
  const identity = processIdentity(pid);
  if (identity === null) return true;
  for (const [signal, patienceMs] of steps) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
    for (const until = Date.now() + patienceMs; Date.now() < until; await delay(20)) {
      if (processIdentity(pid) !== identity) return true;
    }
  }
  return processIdentity(pid) !== identity;
}

/** Some sandboxes do not tell: then a start tick alone has to do. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return 'unknown boot';
  }
}

function workingDirectory(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

function psColumn(pid: number, column: string): string | null {
  try {
    return execFileSync('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}
