import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleAll,
} from 'cockatiel';
import { answered } from '../rules/answered.js';
import type { Attempt } from '../rules/retry.js';

/** What a piece of work came to as far as a gate cares: the attempt that was made, or null when nothing was called. */
export interface Work {
  attempt: Attempt | null;
}

export type Circuit = 'closed' | 'open' | 'half_open';

export interface GateTiming {
  /** Silences in a row that open the circuit. */
  silences: number;
  /** Milliseconds until the first probe, doubled after each that fails. */
  probeAfterMs: number;
  mostProbeAfterMs: number;
}

export const GATE_TIMING: GateTiming = { silences: 5, probeAfterMs: 5_000, mostProbeAfterMs: 60_000 };

const CIRCUITS: Record<CircuitState, Circuit> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half_open',
  [CircuitState.Isolated]: 'open',
};

/**
 * What stands before one tool in this process: a bound of calls in flight (bulkhead), and a circuit that opens after
 * silences in a row (circuit breaker, by cockatiel). Work that is refused here has done nothing. While the circuit is open, one
 * ordinary execution is let through from time to time as its probe.
 */
export class ToolGate {
  /** When the circuit last changed, by this process's clock; null while it never has. */
  changedAt: Date | null = null;
  private readonly breaker;
  private underWay = 0;
  private limit = 1;

  /** @param onChange told of every change of the circuit */
  constructor(onChange: (circuit: Circuit) => void, { silences, probeAfterMs, mostProbeAfterMs } = GATE_TIMING) {
    this.breaker = circuitBreaker(
      handleAll.orWhenResult((result) => !answered((result as Work).attempt)),
      {
        breaker: new ConsecutiveBreaker(silences),
        halfOpenAfter: new DelegateBackoff<unknown, number>((_, before) => {
          const delay = before === undefined ? probeAfterMs : Math.min(before * 2, mostProbeAfterMs);
          return { delay, state: delay };
        }),
      },
    );
    this.breaker.onStateChange(() => {
      this.changedAt = new Date();
      onChange(this.circuit());
    });
  }

  circuit(): Circuit {
    return CIRCUITS[this.breaker.state];
  }

  /** How many calls may begin now: what the bulkhead has left, or a probe when the circuit is open. */
  get room(): number {
    const left = Math.max(0, this.limit - this.underWay);
    const circuit = this.circuit();
    return circuit === 'closed' ? left : circuit === 'open' ? Math.min(left, 1) : 0;
  }

  /**
   * Does the work if there is room and the circuit lets it.
   * @param limit calls in flight that the tool allows
   * @returns what the work came to; `full` or `shut` when nothing was done
   */
  async pass<W extends Work>(limit: number, work: () => Promise<W>): Promise<W | 'full' | 'shut'> {
    this.limit = limit;
    if (this.circuit() === 'half_open') return 'shut';
    if (this.underWay >= limit) return 'full';
    this.underWay += 1;
    try {
      return this.circuit() === 'open' ? await this.probe(work) : await this.passFreely(work);
    } finally {
      this.underWay -= 1;
    }
  }

  /** A probe that called nothing, or broke, says nothing of the tool: the circuit stays open. */
  private async probe<W extends Work>(work: () => Promise<W>): Promise<W | 'shut'> {
    try {
      return await this.breaker.execute(work);
    } catch (error) {
      if (error instanceof BrokenCircuitError) return 'shut';
      throw error;
    }
  }

  /** Only what was called counts, for or against the tool; a database that is away opens no circuit. */
  private async passFreely<W extends Work>(work: () => Promise<W>): Promise<W> {
    const done = await work();
    // A call that began before the circuit opened and ends after it did is no probe.
    if (done.attempt !== null && this.circuit() === 'closed') await this.breaker.execute(() => done);
    return done;
  }
}
