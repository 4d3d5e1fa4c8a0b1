import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { eventually } from './eventually.js';

const root = resolve(import.meta.dirname, '../..');

/** What a newcomer's shell has; whatever else is set around the tests is not passed on. */
const ORDINARY = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ', 'SystemRoot'];

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface BuiltProcessOptions {
  env?: Record<string, string>;
  args?: string[];
  /** The whole of its standard input. */
  input?: string;
  /** Leads a process group of its own, as a program started in a terminal does. Needed for `interrupt`. */
  ownGroup?: boolean;
}

/** A program of the build, run as its users run it: as a process of its own, with its own environment. */
export class BuiltProcess {
  readonly ended: Promise<Exit>;
  stdout = '';
  stderr = '';

  private constructor(private readonly child: ChildProcess) {
    this.ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
    });
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
  }

  /** @param program its path under `dist`, for example `api/src/main.js` */
  static start(
    program: string,
    { env = {}, args = [], input = '', ownGroup = false }: BuiltProcessOptions = {},
  ): BuiltProcess {
    const ordinary = ORDINARY.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
    const child = spawn(
      process.execPath,
      ['--max-old-space-size=256', '--enable-source-maps', resolve(root, 'dist', program), ...args],
      {
        cwd: root,
        env: { ...Object.fromEntries(ordinary), ...env },
        detached: ownGroup,
      },
    );
    child.stdin.end(input);
    return new BuiltProcess(child);
  }

  get pid(): number {
    return this.child.pid!;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** What `pattern` captures in what it wrote on standard output, as soon as it is there. */
  says(pattern: RegExp, seconds = 60): Promise<string> {
    return eventually(
      `${pattern} from a process`,
      async () => {
        const found = pattern.exec(this.stdout)?.[1];
        if (!found && !this.isRunning) throw new Error(`It ended instead:\n${this.stdout}${this.stderr}`);
        return found;
      },
      seconds,
    );
  }

  /** Sends a signal that does not end it, such as SIGSTOP and SIGCONT. */
  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Sends the signal of Ctrl-C to its whole process group, and waits until the process is gone. */
  async interrupt(): Promise<Exit> {
    process.kill(-this.pid, 'SIGINT');
    return this.ended;
  }

  /** Sends a signal and waits until the process is gone. */
  async end(signal: NodeJS.Signals): Promise<Exit> {
    if (this.isRunning) this.child.kill(signal);
    return this.ended;
  }
}
