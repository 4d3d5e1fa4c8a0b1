/** Something to close, in the order of the list. */
export type Closer = () => Promise<unknown>;

/**
 * Ends the process well on SIGTERM and SIGINT: closes what was opened, the last first. A second
 * signal ends it at once.
 */
export function closeOnSignal(closers: Closer[]): { end: (exitCode: number) => Promise<never> } {
  let ending = false;
  const end = async (exitCode: number): Promise<never> => {
    ending = true;
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
  return { end };
}

/** Says why the process could not start, in a sentence, and ends it. */
export function failToStart(error: unknown): never {
  const text = error instanceof Error ? error.message : String(error);
  process.stderr.write(`Countersign could not start: ${text}\n`);
  if (process.env.LOG_LEVEL === 'debug' && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}
