import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Cell, Measured, Result } from './cells.js';
import { summarise } from './latencies.js';

/** Sends cells to the load client's process. */
export class LoadClient {
  private readonly child: ChildProcess = fork(fileURLToPath(new URL('./client.js', import.meta.url)));

  constructor() {
    process.once('exit', () => this.child.kill('SIGKILL'));
  }

  /** @throws Error when anything in the cell was refused or failed */
  async measure(cell: Cell): Promise<Measured> {
    const answered = new AbortController();
    const { signal } = answered;
    const ended = once(this.child, 'exit', { signal }).then(() => Promise.reject(new Error('the load client ended')));
    const answer = once(this.child, 'message', { signal });
    this.child.send(cell);
    const [message] = (await Promise.race([answer, ended])) as [{ measured: Measured } | { error: string }];
    // Takes the other listener off; its rejection is of no interest.
    ended.catch(() => {});
    answered.abort();
    if ('error' in message) throw new Error(`${cell.kind} at ${cell.concurrency}: ${message.error}`);
    return message.measured;
  }

  stop(): void {
    this.child.kill();
  }
}

/** Joins the turns of one cell. */
export function resultOf(turns: Measured[]): Result {
  const sum = (of: (turn: Measured) => number) => turns.reduce((total, turn) => total + of(turn), 0);
  const steps = Object.keys(turns[0]!.latencies);
  return {
    perSecond: sum((turn) => turn.done) / sum((turn) => turn.seconds),
    latencies: Object.fromEntries(
      steps.map((step) => [step, summarise(turns.flatMap((turn) => turn.latencies[step]!))]),
    ),
  };
}
