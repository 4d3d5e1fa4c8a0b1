import { setTimeout as delay } from 'node:timers/promises';

/** The part of a closed loop that counts, in milliseconds since the epoch. */
export interface Window {
  from: number;
  to: number;
}

export interface ClosedLoop {
  /** Clients at a time, each of which starts its next piece of work when its last one is done. */
  concurrency: number;
  warmUpSeconds: number;
  seconds: number;
}

/** Milliseconds since the epoch, with the fraction that `Date.now()` leaves out. */
export const now = (): number => performance.timeOrigin + performance.now();

/**
 * Runs `work` in a closed loop. Work that fails ends the loop with its error: a number that counts errors as
 * answers is worth nothing.
 */
export async function runClosedLoop(loop: ClosedLoop, work: (client: number) => Promise<void>): Promise<Window> {
  let stopped = false;
  const clients = Array.from({ length: loop.concurrency }, async (_, client) => {
    try {
      while (!stopped) await work(client);
    } finally {
      stopped = true;
    }
  });
  const all = Promise.all(clients);
  // A failure is met below, when all clients are awaited.
  all.catch(() => {});
  await Promise.race([all, delay(loop.warmUpSeconds * 1000)]);
  const from = now();
  await Promise.race([all, delay(loop.seconds * 1000)]);
  const to = now();
  stopped = true;
  await all;
  return { from, to };
}

export const within = ({ from, to }: Window, time: number): boolean => time >= from && time < to;

export const secondsOf = ({ from, to }: Window): number => (to - from) / 1000;
