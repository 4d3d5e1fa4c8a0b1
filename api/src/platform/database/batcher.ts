/**
 * Joins what arrives while the database is busy into one statement (group commit).
 *
 * At one client nothing waits: an idle batcher sends at once. Under load, the requests that come in
 * during a flight share the next one, so sixteen intakes cost one commit instead of sixteen.
 */
export class Batcher<Item, Result> {
  private queue: { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }[] = [];
  private flying = false;
  private tookOffAt = Number.NEGATIVE_INFINITY;

  /**
   * @param send writes many items in one statement, answers in their order
   * @param options `most` items a flight; `keyOf` names what may not share a flight; `apartMs` milliseconds from one
   *   take-off to the next, for work that nobody waits for: the first still goes at once, the rest fill their flights
   */
  constructor(
    private readonly send: (items: Item[]) => Promise<Result[]>,
    private readonly options: { most: number; keyOf?: (item: Item) => string; apartMs?: number },
  ) {}

  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.queue.push({ item, resolve, reject });
      // The queue is read on the next tick, so that items of the same tick travel together.
      if (this.queue.length === 1) setImmediate(() => this.fly());
    });
  }

  /** One flight at a time: two filled each other's batches only half (0.33 of the floor at 16 clients, with one 0.55). */
  private fly(): void {
    if (this.flying || this.queue.length === 0) return;
    this.flying = true;
    const early = this.tookOffAt + (this.options.apartMs ?? 0) - performance.now();
    if (early > 0) setTimeout(() => this.takeOff(), early);
    else this.takeOff();
  }

  private takeOff(): void {
    this.tookOffAt = performance.now();
    void this.deliver(this.takeBatch()).finally(() => {
      this.flying = false;
      this.fly();
    });
  }

  private takeBatch(): typeof this.queue {
    const { most, keyOf } = this.options;
    if (!keyOf) return this.queue.splice(0, most);
    const keys = new Set<string>();
    const batch: typeof this.queue = [];
    const later: typeof this.queue = [];
    for (const entry of this.queue) {
      const key = keyOf(entry.item);
      if (batch.length < most && !keys.has(key)) {
        keys.add(key);
        batch.push(entry);
      } else {
        later.push(entry);
      }
    }
    this.queue = later;
    return batch;
  }

  private async deliver(batch: typeof this.queue): Promise<void> {
    try {
      const results = await this.send(batch.map((entry) => entry.item));
      batch.forEach((entry, i) => {
        entry.resolve(results[i]!);
      });
    } catch (error) {
      // One bad item must not take its neighbours down: the statement wrote nothing, so each goes alone.
      if (batch.length > 1 && isAboutTheItems(error)) for (const entry of batch) await this.deliver([entry]);
      else for (const entry of batch) entry.reject(error);
    }
  }
}

/** Data, constraint and trigger refusals, deadlocks and locks held too long: not a database that is away. */
function isAboutTheItems(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^(22|23|40|42|55P03|P0)/.test(code);
}
