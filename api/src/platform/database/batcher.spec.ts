import { describe, expect, it } from '@jest/globals';
import { Batcher } from './batcher.js';

function gate(): { open: () => void; closed: Promise<void> } {
  let open = (): void => undefined;
  const closed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, closed };
}

describe('Batcher', () => {
  it('sends what arrives in one tick together, and answers each in its place', async () => {
    const sent: number[][] = [];
    const batcher = new Batcher<number, number>(
      async (items) => {
        sent.push(items);
        return items.map((n) => n * 10);
      },
      { most: 64 },
    );
    expect(await Promise.all([1, 2, 3].map((n) => batcher.add(n)))).toEqual([10, 20, 30]);
    expect(sent).toEqual([[1, 2, 3]]);
  });

  it('gathers what arrives during a flight into the next one', async () => {
    const sent: number[][] = [];
    const first = gate();
    const batcher = new Batcher<number, number>(
      async (items) => {
        sent.push(items);
        if (sent.length === 1) await first.closed;
        return items;
      },
      { most: 64 },
    );
    const one = batcher.add(1);
    await new Promise((resolve) => setImmediate(resolve));
    const rest = [batcher.add(2), batcher.add(3)];
    await new Promise((resolve) => setImmediate(resolve));
    first.open();
    await Promise.all([one, ...rest]);
    expect(sent).toEqual([[1], [2, 3]]);
  });

  it('takes off at once, and then no sooner than it was told to', async () => {
    const flights: { at: number; items: number[] }[] = [];
    const batcher = new Batcher<number, number>(
      async (items) => {
        flights.push({ at: performance.now(), items });
        return items;
      },
      { most: 64, apartMs: 60 },
    );
    await batcher.add(1);
    await Promise.all([batcher.add(2), new Promise((r) => setTimeout(r, 20)).then(() => batcher.add(3))]);
    expect(flights.map(({ items }) => items)).toEqual([[1], [2, 3]]);
    // Timers may be a fraction of a millisecond early.
    expect(flights[1]!.at - flights[0]!.at).toBeGreaterThan(58);
  });

  it('never puts two items of one key into a flight, and loses none', async () => {
    const sent: string[][] = [];
    const batcher = new Batcher<string, string>(
      async (items) => {
        sent.push(items);
        return items;
      },
      { most: 2, keyOf: (item) => item[0]! },
    );
    const items = ['a1', 'a2', 'b1', 'c1', 'a3'];
    expect(await Promise.all(items.map((item) => batcher.add(item)))).toEqual(items);
    for (const flight of sent) expect(new Set(flight.map((item) => item[0])).size).toBe(flight.length);
  });

  it('lets a bad item fail alone', async () => {
    const batcher = new Batcher<number, number>(
      async (items) => {
        if (items.includes(2)) throw Object.assign(new Error('check violated'), { code: '23514' });
        return items;
      },
      { most: 64 },
    );
    const settled = await Promise.allSettled([1, 2, 3].map((n) => batcher.add(n)));
    expect(settled.map((s) => s.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('tells everybody at once when the database is away, instead of trying each', async () => {
    let tries = 0;
    const batcher = new Batcher<number, number>(
      async () => {
        tries += 1;
        throw Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });
      },
      { most: 64 },
    );
    const settled = await Promise.allSettled([1, 2, 3].map((n) => batcher.add(n)));
    expect(settled.every((s) => s.status === 'rejected')).toBe(true);
    expect(tries).toBe(1);
  });
});
