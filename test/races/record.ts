import type { Input, Output, TicketOperation } from './model.js';

/** Keeps what was asked of one ticket, when, and what was answered. */
export class Recorder {
  readonly operations: TicketOperation[] = [];

  /** Asks, and notes it. @param answer gives the output, or null when the reply does not say what has happened */
  async during<T>(
    client: string,
    input: Input,
    ask: () => Promise<T>,
    answer: (reply: T) => Output | null,
  ): Promise<T> {
    const called = performance.now();
    const reply = await ask();
    const returned = performance.now();
    this.operations.push({ client, input, output: answer(reply), called, returned });
    return reply;
  }

  note(client: string, input: Input, output: Output, called: number, returned: number): void {
    this.operations.push({ client, input, output, called, returned });
  }
}

/** A history for people: every operation with its times from the first call on, and what was answered. */
export function written(operations: readonly TicketOperation[]): string {
  const start = Math.min(...operations.map(({ called }) => called));
  const since = (time: number) => (time - start).toFixed(2).padStart(9);
  return operations
    .map(({ client, input, output, called, returned }) => {
      const { verb, ...rest } = input;
      const asked = `${verb} ${Object.values(rest).join(' ')}`;
      return `${since(called)} ${since(returned)}  ${client.padEnd(9)} ${asked.padEnd(36)} ${output === null ? 'no answer' : JSON.stringify(output)}`;
    })
    .join('\n');
}
