/**
 * Is a history of concurrent operations one that the operations could have had one after the other?
 *
 * The search of Wing and Gong ("Testing and verifying concurrent objects", JPDC 1993) with the memory of Lowe ("Testing for
 * linearizability", CCPE 2017), as Knossos and Porcupine have it: a set of operations already placed, together with the
 * state they led to, is looked into once. Deciding this is NP-complete, so histories are kept short.
 */

/** One call, from when it was made until its answer was there. Times are of one monotonic clock, in milliseconds. */
export interface Operation<In, Out> {
  /** Who called; only for people who read a failure. */
  client: string;
  input: In;
  /** Null when no answer came. It may have taken effect or not, at any time after it was called. */
  output: Out | null;
  called: number;
  returned: number;
}

/** What the object may do, one operation at a time. */
export interface Model<State, In, Out> {
  initial: State;
  /**
   * The states that may follow when this input is answered with this output, or with any for null.
   * @returns none when that is no answer here; more than one when the output does not tell them apart
   */
  apply(state: State, input: In, output: Out | null): State[];
}

export type Verdict<State, In, Out> =
  | { ok: true; order: Operation<In, Out>[] }
  | {
      ok: false;
      /** As many as could be placed one after the other. */
      longest: Operation<In, Out>[];
      state: State;
      /** What had to come next, and could not. */
      stuck: Operation<In, Out>[];
    };

/** @returns an order in which the history could have happened, or how far one gets */
export function linearize<State, In, Out>(
  model: Model<State, In, Out>,
  history: readonly Operation<In, Out>[],
): Verdict<State, In, Out> {
  const operations = [...history].sort((a, b) => a.called - b.called);
  const answered = operations.reduce((mask, { output }, n) => (output === null ? mask : mask | (1n << BigInt(n))), 0n);
  const seen = new Set<string>();
  const placed: number[] = [];
  let longest: { placed: number[]; state: State; stuck: number[] } = { placed: [], state: model.initial, stuck: [] };

  const place = (done: bigint, state: State): boolean => {
    if ((answered & ~done) === 0n) return true;
    const visit = `${done.toString(36)} ${JSON.stringify(state)}`;
    if (seen.has(visit)) return false;
    seen.add(visit);
    const next = mayComeNext(operations, done);
    for (const n of next) {
      const { input, output } = operations[n]!;
      for (const after of model.apply(state, input, output)) {
        placed.push(n);
        if (place(done | (1n << BigInt(n)), after)) return true;
        placed.pop();
      }
    }
    if (placed.length >= longest.placed.length) longest = { placed: [...placed], state, stuck: next };
    return false;
  };

  const at = (ns: number[]) => ns.map((n) => operations[n]!);
  if (place(0n, model.initial)) return { ok: true, order: at(placed) };
  return { ok: false, longest: at(longest.placed), state: longest.state, stuck: at(longest.stuck) };
}

/** Of what is not placed yet: all that was called before any other of it had returned. */
function mayComeNext(operations: readonly Operation<unknown, unknown>[], done: bigint): number[] {
  const left = operations.map((_, n) => n).filter((n) => (done & (1n << BigInt(n))) === 0n);
  const horizon = Math.min(...left.map((n) => endOf(operations[n]!)));
  return left.filter((n) => operations[n]!.called <= horizon);
}

/** What was never answered has never returned. */
function endOf({ output, returned }: Operation<unknown, unknown>): number {
  return output === null ? Number.POSITIVE_INFINITY : returned;
}

/**
 * Leaves out what the failure does not need. Only operations that change nothing may be left out: without them a history
 * is no harder to order, so one that still fails is still wrong.
 */
export function shrink<State, In, Out>(
  model: Model<State, In, Out>,
  history: readonly Operation<In, Out>[],
  changesNothing: (operation: Operation<In, Out>) => boolean,
): Operation<In, Out>[] {
  let kept = [...history];
  for (const operation of history.filter(changesNothing)) {
    const without = kept.filter((other) => other !== operation);
    if (!linearize(model, without).ok) kept = without;
  }
  return kept;
}
