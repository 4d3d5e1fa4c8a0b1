import { randomUUID } from 'node:crypto';
import { type Answer, ok, type Reply, type RequestOptions, send } from './installation-http.js';

/** An agent with its key, calling the API over HTTP. */
export class TestAgent {
  constructor(
    private readonly baseUrl: () => string,
    readonly id: string,
    readonly keyId: string,
    readonly key: string,
  ) {}

  /** The same agent, reaching another process. */
  at(baseUrl: () => string): TestAgent {
    return new TestAgent(baseUrl, this.id, this.keyId, this.key);
  }

  request(method: string, path: string, options: RequestOptions = {}): Promise<Reply> {
    const headers = { authorization: `Bearer ${this.key}`, ...options.headers };
    return send(this.baseUrl() + path, method, { ...options, headers });
  }

  get(path: string): Promise<Reply> {
    return this.request('GET', path);
  }

  /** `POST /v1/proposals`; a text or bytes go as they are. The idempotency key is a new one unless given. */
  propose(body: unknown, idempotencyKey: string = randomUUID()): Promise<Reply> {
    const payload = typeof body === 'string' || body instanceof Uint8Array ? { raw: body } : { body };
    return this.request('POST', '/v1/proposals', { ...payload, headers: { 'idempotency-key': idempotencyKey } });
  }

  /** Proposes what has to be taken in, and gives the answer. */
  submit(body: unknown, idempotencyKey?: string): Promise<Answer> {
    return ok(this.propose(body, idempotencyKey));
  }

  /** `POST /v1/assist`. The idempotency key is a new one unless given. */
  assist(body: unknown, idempotencyKey: string = randomUUID(), headers: Record<string, string> = {}): Promise<Reply> {
    const payload = typeof body === 'string' ? { raw: body } : { body };
    return this.request('POST', '/v1/assist', {
      ...payload,
      headers: { 'idempotency-key': idempotencyKey, ...headers },
    });
  }

  /** The answer as it stands now. */
  answer(id: string): Promise<Answer> {
    return ok(this.get(`/v1/proposals/${id}`));
  }

  /** Tells what a user did with an answer. */
  tell(id: string, body: object): Promise<Reply> {
    return this.request('POST', `/v1/proposals/${id}/events`, { body });
  }

  /** Adds what the customer answered. */
  context(id: string, body: object): Promise<Reply> {
    return this.request('POST', `/v1/proposals/${id}/context`, { body });
  }

  withdraw(id: string): Promise<Reply> {
    return this.request('POST', `/v1/proposals/${id}/withdraw`);
  }
}
