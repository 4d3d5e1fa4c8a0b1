import { describe, expect, test } from '@jest/globals';
import type { LiveFeed } from '../../platform/live/live-feed.js';
import type { Executor } from '../executor.js';
import { ToolGates } from '../gates/tool-gates.js';
import type { CircuitStore } from '../persistence/circuit.store.js';
import type { ExecutionStore } from '../persistence/execution.store.js';
import { ExecutionLoop } from './execution-loop.js';
import type { LookUps } from './look-ups.js';

/** What the loop asks the database, answered when the test says so. */
class SlowStore {
  private readonly waiting: (() => void)[] = [];
  asked = 0;

  private ask<T>(answer: T): Promise<T> {
    this.asked += 1;
    return new Promise((resolve) => this.waiting.push(() => resolve(answer)));
  }

  findOverdue = () => this.ask([]);
  takeBells = () => this.ask([]);
  answer = () => {
    for (const resolve of this.waiting.splice(0)) resolve();
  };
}

describe('a worker that is told to stop', () => {
  test('waits for the sweep and the look for bells that are under way, and begins no more', async () => {
    const store = new SlowStore();
    const loop = new ExecutionLoop(
      store as unknown as ExecutionStore,
      {} as Executor,
      new ToolGates({} as CircuitStore),
      { serve: async () => undefined } as LookUps,
      { onRing: (ring: () => void) => [() => undefined, ring()][0] } as unknown as LiveFeed,
    );
    loop.start(true);
    expect(store.asked).toBe(2);
    let stopped = false;
    const stopping = loop.beforeApplicationShutdown().then(() => {
      stopped = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toBe(false);
    store.answer();
    await stopping;
    expect(store.asked).toBe(2);
  });
});
