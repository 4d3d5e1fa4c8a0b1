import type { ChildProcess } from 'node:child_process';

/** Where in its life a statement or a call is: nothing sent; all bytes sent, no answer; answered, and nobody knows yet. */
export type Phase = 'before' | 'sent' | 'answered';

/** Such as `sent:write-intents` or `answered:call`. */
export type Point = `${Phase}:${string}`;

/** What is done to a process when it comes to a point for the n-th time, from 1. */
export interface Order {
  point: Point;
  nth: number;
  /** Dies at once, or stands still for so many milliseconds, its event loop blocked. */
  action: 'die' | { standStillMs: number };
}

/** Told to a process that runs under the tracer; `forget` answers nothing, the others answer `told`. */
export type Instruction = { do: 'arm'; order: Order } | { do: 'count' } | { do: 'forget' };

export interface Told {
  /** How often the process came to each point since it was last told to forget. */
  told: Record<string, number>;
}

export const PHASES: readonly Phase[] = ['before', 'sent', 'answered'];

/** Gives an instruction and waits until it is in force. @returns the points so far */
export function instruct(child: ChildProcess, instruction: Instruction): Promise<Record<string, number>> {
  return new Promise((resolve, reject) => {
    const answered = (message: unknown) => {
      child.off('exit', gone);
      resolve((message as Told).told);
    };
    const gone = () => {
      child.off('exit', gone).off('message', answered);
      reject(new Error('the process ended'));
    };
    child.once('exit', gone).once('message', answered);
    child.send(instruction, (error) => error && gone());
  });
}
