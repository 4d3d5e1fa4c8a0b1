import { Problem } from '../platform/http/problem.js';

/** What this process is taking in at this moment. */
export class InFlight {
  private readonly keys = new Set<string>();
  private readonly turns = new Map<string, Promise<unknown>>();

  /**
   * Notes a key until the returned function is called. Another process holds its own notes; there the
   * unique idempotency key in the database makes the second one wait and get the first one's answer.
   * @throws Problem 409 `idempotency_key_in_flight` while the same key is being taken in
   */
  enter(key: string): () => void {
    if (this.keys.has(key)) {
      throw new Problem(
        409,
        'idempotency_key_in_flight',
        'A proposal with this Idempotency-Key is being taken in. Try again shortly.',
        {
          retryAfterSeconds: 1,
        },
      );
    }
    this.keys.add(key);
    return () => this.keys.delete(key);
  }

  /** Runs work of the same name one after the other; work without a name runs at once. */
  async inTurn<T>(name: string | null, work: () => Promise<T>): Promise<T> {
    if (name === null) return work();
    const before = this.turns.get(name) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.turns.set(name, mine);
    try {
      return await mine;
    } finally {
      if (this.turns.get(name) === mine) this.turns.delete(name);
    }
  }
}
