import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { type RunningLedger, startLedger } from './server.js';

export const SECRET = `whsec_${Buffer.from('a secret that only specs know of').toString('base64')}`;

/** A ledger on a free port with a directory of its own, and a signed client for it. */
export class TestLedger {
  private constructor(
    private readonly dataDir: string,
    private running: RunningLedger,
  ) {}

  static async start(): Promise<TestLedger> {
    const dataDir = await mkdtemp(join(tmpdir(), 'ledger-'));
    return new TestLedger(dataDir, await startLedger({ port: 0, dataDir, signingSecret: SECRET }));
  }

  get journalPath(): string {
    return join(this.dataDir, 'journal.jsonl');
  }

  async restart(): Promise<void> {
    await this.running.close();
    this.running = await startLedger({ port: 0, dataDir: this.dataDir, signingSecret: SECRET });
  }

  async stop(): Promise<void> {
    await this.running.close();
    await rm(this.dataDir, { recursive: true });
  }

  /** Calls a tool as Countersign does; `headers` replace those it would send. */
  call(tool: string, executionId: string, args: object, headers: Record<string, string> = {}): Promise<Response> {
    const body = JSON.stringify({
      executionId,
      ticketId: `ticket-of-${executionId}`,
      revision: 1,
      tool,
      arguments: args,
    });
    const at = new Date();
    return fetch(`${this.running.url}/tools/${tool}`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': executionId,
        'webhook-id': executionId,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(SECRET).sign(executionId, at, body),
        ...headers,
      },
    });
  }

  refund(
    executionId: string,
    overrides: Record<string, unknown> = {},
    headers?: Record<string, string>,
  ): Promise<Response> {
    const args = { payment_id: 'pay_1', amount_minor: '4200', currency: 'EUR', reason: 'duplicate', ...overrides };
    return this.call('issue_refund', executionId, args, headers);
  }

  get(path: string): Promise<Response> {
    return this.request('GET', path);
  }

  request(method: string, path: string): Promise<Response> {
    return fetch(this.running.url + path, { method });
  }

  /** Gives the ledger an order to misbehave. */
  async fault(order: object): Promise<Response> {
    return fetch(`${this.running.url}/faults`, { method: 'POST', body: JSON.stringify(order) });
  }

  async effectIds(): Promise<string[]> {
    const effects = (await (await this.get('/effects')).json()) as { executionId: string }[];
    return effects.map(({ executionId }) => executionId);
  }
}
