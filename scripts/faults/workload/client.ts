import { setTimeout as delay } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { Role } from '../../../api/src/identity/rules/roles.js';
import type { Cast, Signer } from '../ground/furnish.js';

type Method = 'GET' | 'POST' | 'PATCH';

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a few fields of many shapes are looked at
  body: any;
}

/** Longer than any fault lasts; a request that gets no answer within it is a finding of its own. */
const PATIENCE_MS = 600_000;

const ANSWER_MS = 5_000;
const DOWNLOAD_MS = 120_000;

/** Not now: the server is away, busy, or taking the same key in. */
function isTransient({ status, body }: Answer): boolean {
  return status >= 500 || status === 429 || body?.code === 'idempotency_key_in_flight' || body?.code === 'busy';
}

/** The API as a correct client uses it: whatever gets no clear answer is sent again, to whichever process is there. */
export class Client {
  private readonly agent = new Agent({ connections: 32, pipelining: 1, connectTimeout: 2_000 });
  private turn = 0;
  /** Requests that had to be sent more than once. */
  resent = 0;

  constructor(
    private readonly urls: readonly string[],
    private readonly cast: Cast,
  ) {}

  propose(idempotencyKey: string, proposal: object): Promise<Answer> {
    const headers = { ...this.asAgent(), 'idempotency-key': idempotencyKey };
    return this.send('POST', '/v1/proposals', headers, proposal);
  }

  withdraw(id: string): Promise<Answer> {
    return this.send('POST', `/v1/proposals/${id}/withdraw`, this.asAgent());
  }

  answer(id: string): Promise<Answer> {
    return this.send('GET', `/v1/proposals/${id}`, this.asAgent());
  }

  ticket(by: Signer, id: string): Promise<Answer> {
    return this.send('GET', `/v1/tickets/${id}`, asPerson(by));
  }

  verb(by: Signer, name: 'approve' | 'reject' | 'revise', id: string, body: object): Promise<Answer> {
    return this.send('POST', `/v1/tickets/${id}/${name}`, asPerson(by), body);
  }

  /** Sends once, and takes what comes; null is no answer. @param by null for nobody who is signed in */
  async tryOnce(by: Signer | null, path: string, body: object, method: Method = 'POST'): Promise<Answer | null> {
    return this.once(this.urls[0]! + path, method, asPerson(by), body).catch(() => null);
  }

  /** Sends until there is a clear answer. */
  insist(by: Signer | null, path: string, body: object, method: Method = 'POST'): Promise<Answer> {
    return this.send(method, path, asPerson(by), body);
  }

  /** Signs somebody in, where nothing is broken. */
  async signIn(email: string, password: string): Promise<Signer> {
    const { statusCode, headers, body } = await request(`${this.urls[0]!}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
      dispatcher: this.agent,
    });
    const answer = (await body.json()) as { person: { id: string; roles: Role[] }; csrfToken: string };
    if (statusCode !== 200) throw new Error(`signing in was answered ${statusCode} ${JSON.stringify(answer)}`);
    const cookie = [headers['set-cookie'] ?? []].flat().find((text) => text.startsWith('countersign_session='));
    const { id: personId, roles } = answer.person;
    return { personId, role: roles[0]!, cookie: cookie!.split(';')[0]!, csrfToken: answer.csrfToken };
  }

  read(by: Signer, path: string): Promise<Answer> {
    return this.send('GET', path, asPerson(by));
  }

  /** Reads something long to its end, however often that takes. */
  async download(by: Signer, path: string): Promise<string> {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await delay(100)) {
      const url = this.urls[this.turn++ % this.urls.length]!;
      const signal = AbortSignal.timeout(DOWNLOAD_MS);
      const read = await request(url + path, { headers: asPerson(by), dispatcher: this.agent, signal })
        .then(async ({ statusCode, body }) => ({ statusCode, text: await body.text() }))
        .catch(() => null);
      if (read?.statusCode === 200) return read.text;
    }
    throw new Error(`GET ${path} could not be read within ${PATIENCE_MS / 1_000} seconds`);
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }

  private asAgent(): Record<string, string> {
    return { authorization: `Bearer ${this.cast.agentKey}` };
  }

  private async send(method: Method, path: string, headers: Record<string, string>, body?: object): Promise<Answer> {
    let last = 'nothing';
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; this.resent += 1) {
      const url = this.urls[this.turn++ % this.urls.length]!;
      try {
        const answer = await this.once(url + path, method, headers, body);
        if (!isTransient(answer)) return answer;
        last = `${answer.status} ${answer.body?.code}`;
      } catch (error) {
        last = (error as Error).message;
      }
      await delay(100);
    }
    throw new Error(`${method} ${path} got no answer within ${PATIENCE_MS / 1_000} seconds, at last ${last}`);
  }

  private async once(url: string, method: Method, headers: Record<string, string>, body?: object): Promise<Answer> {
    const { statusCode, body: answer } = await request(url, {
      method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
      dispatcher: this.agent,
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const text = await answer.text();
    return { status: statusCode, body: text === '' ? undefined : JSON.parse(text) };
  }
}

function asPerson(by: Signer | null): Record<string, string> {
  return by === null ? {} : { cookie: by.cookie, 'x-csrf-token': by.csrfToken };
}
