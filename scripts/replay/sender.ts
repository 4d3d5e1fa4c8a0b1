import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { isTryLater, MAX_ATTEMPTS, waitMs } from './retry.js';
import type { Submission } from './to-proposal.js';

/** What became of one submission. `ms` is the time of the attempt that was answered. */
export type Reply =
  | { kind: 'answered'; status: number; body: Record<string, unknown>; ms: number }
  | { kind: 'unsent'; why: string }
  /** Given up because the replay was stopped. */
  | { kind: 'stopped' };

interface Attempt {
  reply: Reply;
  again: boolean;
  retryAfter?: string;
}

/** Sends proposals as one agent, over kept connections, again when told to come later or when not heard at all. */
export class Sender {
  private readonly pool: Pool;
  private readonly path: string;

  constructor(
    url: string,
    private readonly key: string,
    connections: number,
  ) {
    const target = new URL('v1/proposals', url.endsWith('/') ? url : `${url}/`);
    this.path = target.pathname;
    this.pool = new Pool(target.origin, { connections, headersTimeout: 60_000, bodyTimeout: 60_000 });
  }

  async send(submission: Submission, stop: AbortSignal): Promise<Reply> {
    for (let attempt = 1; ; attempt += 1) {
      const { reply, again, retryAfter } = await this.attempt(submission);
      if (!again || attempt === MAX_ATTEMPTS) return reply;
      const pause = waitMs(attempt, retryAfter, Date.now(), Math.random());
      const stopped = await sleep(pause, false, { signal: stop }).catch(() => true);
      if (stopped) return { kind: 'stopped' };
    }
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  private async attempt({ idempotencyKey, body }: Submission): Promise<Attempt> {
    const headers = {
      authorization: `Bearer ${this.key}`,
      'content-type': 'application/json',
      'idempotency-key': idempotencyKey,
    };
    const started = performance.now();
    try {
      const answer = await this.pool.request({ path: this.path, method: 'POST', headers, body });
      const parsed = parseObject(await answer.body.text());
      const reply: Reply = {
        kind: 'answered',
        status: answer.statusCode,
        body: parsed,
        ms: performance.now() - started,
      };
      const retryAfter = answer.headers['retry-after']?.toString();
      return { reply, again: isTryLater(answer.statusCode, retryAfter), retryAfter };
    } catch (error) {
      return { reply: { kind: 'unsent', why: (error as Error).message }, again: true };
    }
  }
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
