import { useSyncExternalStore } from 'react';

/**
 * The server's time, as far as its answers have told us. Deadlines are decided by the server's clock,
 * so the reader's clock, right or wrong, is only used to count on from the last answer.
 */
let anchor: { server: number; monotonic: number } | null = null;

/** Learns the time from any answer that carries `serverNow`, in the body or in its first row. */
export function observeServerTime(answer: unknown): void {
  const body = answer as { serverNow?: string; data?: { serverNow?: string }[] } | null;
  const said = body?.serverNow ?? (Array.isArray(body?.data) ? body.data[0]?.serverNow : undefined);
  const server = said ? Date.parse(said) : Number.NaN;
  if (Number.isFinite(server)) anchor = { server, monotonic: performance.now() };
}

/** Milliseconds since the epoch by the server's clock; by ours until the server has said anything. */
export function serverNow(): number {
  return anchor ? anchor.server + performance.now() - anchor.monotonic : Date.now();
}

const listeners = new Set<() => void>();
let second = Math.floor(serverNow() / 1000);
let timer: number | undefined;

function tick() {
  second = Math.floor(serverNow() / 1000);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= window.setInterval(tick, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(timer);
    timer = undefined;
  };
}

/** The server's time to the second; whoever calls it renders once a second. One timer serves all of them. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => second) * 1000;
}
