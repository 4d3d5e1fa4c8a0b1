import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { newId } from '../../platform/ids.js';
import { CircuitStore } from '../persistence/circuit.store.js';
import { ToolGate } from './tool-gate.js';

/** How often this process repeats that a circuit of its own is not closed; after three times unheard it is forgotten. */
const BEAT_MS = 5_000;

/** The gates of this process, one per tool, and what it tells the others of their circuits. */
@Injectable()
export class ToolGates implements BeforeApplicationShutdown {
  private readonly log = new Logger('gates');
  private readonly worker = newId();
  private readonly gates = new Map<string, ToolGate>();
  private readonly beat: NodeJS.Timeout;
  private telling = Promise.resolve();

  constructor(private readonly circuits: CircuitStore) {
    this.beat = setInterval(() => this.repeat(), BEAT_MS);
    this.beat.unref();
  }

  of(tool: string): ToolGate {
    let gate = this.gates.get(tool);
    if (!gate) {
      const made = new ToolGate((circuit) => {
        this.log.warn(`the circuit of ${tool} is ${circuit}`);
        this.tell(tool, made);
      });
      this.gates.set(tool, made);
      gate = made;
    }
    return gate;
  }

  /** How many calls may begin, of each tool that this process has called. */
  rooms(): Record<string, number> {
    return Object.fromEntries([...this.gates].map(([tool, gate]) => [tool, gate.room]));
  }

  /** A process that ends has no circuits any more. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.beat);
    await this.telling;
    if (this.open().length > 0) await this.circuits.forget(this.worker).catch(() => undefined);
  }

  private repeat(): void {
    for (const [tool, gate] of this.open()) this.tell(tool, gate);
  }

  private open(): [string, ToolGate][] {
    return [...this.gates].filter(([, gate]) => gate.circuit() !== 'closed');
  }

  /** One after the other, each with what is true by then; nobody waits for it, and the next beat makes up for what failed. */
  private tell(tool: string, gate: ToolGate): void {
    this.telling = this.telling.then(async () => {
      const circuit = gate.circuit();
      await this.circuits
        .tell({
          tool,
          worker: this.worker,
          circuit,
          secondsAgo: (Date.now() - (gate.changedAt?.getTime() ?? 0)) / 1000,
        })
        .catch((error: Error) => this.log.warn(`the circuit of ${tool} could not be told: ${error.message}`));
    });
  }
}
