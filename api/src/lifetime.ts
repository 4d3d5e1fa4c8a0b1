/** Something to close, in the order of the list. */
export type Closer = () => Promise<unknown>;

export interface Ending {
  /** Closes what was opened and ends the process. */
  end(exitCode: number): Promise<never>;
  /** Says why the process could not start, closes what was opened, and ends it. */
  fail(error: unknown): Promise<void>;
}

/**
 * Ends the process well on SIGTERM and SIGINT: closes what was opened, the last first. A second
 * signal ends it at once.
 */
export function closeOnSignal(closers: Closer[]): Ending {
  let ending = false;
  const end = async (exitCode: number): Promise<never> => {
    ending = true;
    // Whoever is still starting, or in the middle of something, is cut off by this, which must not cut the closing short.
    process.on('uncaughtException', () => undefined);
    for (const close of [...closers].reverse()) {
      await close().catch((error: Error) => process.stderr.write(`While stopping: ${error.message}\n`));
    }
    process.exit(exitCode);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (ending) process.exit(1);
      void end(0);
    });
  }
  const fail = async (error: unknown): Promise<void> => {
    // Whoever is still starting while all is being closed fails; that is no news.
    if (ending) return;
    sayWhy(error);
    await end(1);
  };
  return { end, fail };
}

/** Says why the process could not start, in a sentence, and ends it. */
export function failToStart(error: unknown): never {
  sayWhy(error);
  process.exit(1);
}

function sayWhy(error: unknown): void {
  process.stderr.write(`Countersign could not start: ${reasonOf(error)}\n`);
  if (process.env.LOG_LEVEL === 'debug' && error instanceof Error) process.stderr.write(`${error.stack}\n`);
}

function reasonOf(error: unknown): string {
  const { code, address, port, message } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  if (code !== 'EADDRINUSE') return message ?? String(error);
  return `another program listens on ${address}:${port} already. End it, or set PORT (for a worker WORKER_PORT) to another port; 0 takes a free one.`;
}
