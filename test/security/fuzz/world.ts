import { randomUUID } from 'node:crypto';
import type { Installation } from '../../support/installation.js';
import { send } from '../../support/installation-http.js';
import { CAST, type Who } from '../../support/installation-people.js';
import type { TestPerson } from '../../support/installation-person.js';
import { lockAccount, question, refund } from '../../support/installation-proposals.js';
import type { Answered } from './judge.js';
import type { Asker, FuzzedRequest } from './requests.js';

/** What there is to ask about: grows with what requests make, and holds nobody whom the fuzz itself needs. */
export class World {
  private readonly ids = new Map<string, string[]>();
  private readonly people = new Map<Who, TestPerson>();

  private constructor(readonly installation: Installation) {}

  static async over(installation: Installation): Promise<World> {
    const world = new World(installation);
    const agent = await installation.addAgent('expendable');
    const person = await installation.addPerson('expendable', 'operator');
    world.add('agents', agent.id);
    world.add('keyId', agent.keyId);
    world.add('people', person.id);
    world.add('tools', 'issue_refund');
    for (let n = 1; n < 20; n += 1) world.add('audit-entries', String(n));
    // The size of a checkpoint, or the id of a witness.
    world.add('audit-log', '4');
    world.add('sessions', randomUUID());
    await world.refill();
    return world;
  }

  /** New tickets that wait, one that does not. */
  async refill(): Promise<void> {
    for (const proposal of [refund(), refund({ amount: '60000' }), lockAccount(), question()]) {
      this.add('tickets', (await this.installation.agent.submit(proposal)).id);
    }
  }

  private add(kind: string, id: string): void {
    const known = this.ids.get(kind) ?? [];
    this.ids.set(kind, [...known, id].slice(-40));
  }

  /** Whoever signs in anew is forgiven what the fuzz guessed of passwords meanwhile, from the same address. */
  async person(who: Who): Promise<TestPerson> {
    const known = this.people.get(who);
    if (known) return known;
    await this.installation.sql('DELETE FROM sign_in_attempt');
    const fresh = this.installation.as(who).at(this.installation.baseUrl);
    this.people.set(who, fresh);
    return fresh;
  }

  /** The session is over, as some requests have it: the next one is new. */
  renew(who: Who): void {
    this.people.delete(who);
  }

  private async headersOf(asker: Asker): Promise<Record<string, string>> {
    switch (asker) {
      case 'anonymous':
        return {};
      case 'agent':
        return { authorization: `Bearer ${this.installation.agent.key}` };
      case 'bad key':
        return { authorization: 'Bearer csk_none' };
      case 'bad cookie':
        return { cookie: 'countersign_session=none' };
      case 'no csrf':
        return { cookie: (await (await this.person('operator')).headers()).cookie };
      default:
        return (await this.person(asker)).headers();
    }
  }

  /** Fills in what is known only now. */
  urlOf({ operation, ids, query }: FuzzedRequest): { path: string; ids: string[] } {
    const kind = operation.path.split('/')[2] ?? '';
    const filled: string[] = [];
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const known = this.ids.get(name === 'keyId' ? name : kind === 'proposals' ? 'tickets' : kind) ?? ['none'];
      const chosen = ids[filled.length]!;
      const id = typeof chosen === 'number' ? known[chosen % known.length]! : chosen;
      filled.push(id);
      // Dots and nothing are resolved by the client and reach another route.
      return /^\.*$/.test(id) || id.startsWith('..') ? 'x' : encodeURIComponent(id);
    });
    const search = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
    return { path: search === '' ? path : `${path}?${search}`, ids: filled };
  }

  /** @returns null when the client itself would not send it */
  async ask(request: FuzzedRequest): Promise<Answered | null> {
    const { asker, method } = request;
    const { path, ids } = this.urlOf(request);
    const body = method === 'GET' || method === 'HEAD' ? null : await this.bodyOf(request, ids[0]);
    const headers = {
      ...(/^\/v1\/(proposals|assist)$/.test(request.operation.path) ? { 'idempotency-key': randomUUID() } : {}),
      ...(await this.headersOf(asker)),
      ...(body === null ? {} : { 'content-type': request.contentType }),
      ...Object.fromEntries(request.headers),
    };
    const answer = await exchange(this.installation.baseUrl() + path, method, headers, body);
    if (answer?.status === 401 && asker in CAST) this.renew(asker as Who);
    if (answer?.status === 201) this.learn(request.operation.path, answer.text);
    return answer;
  }

  private async bodyOf(
    { operation, body, shown }: FuzzedRequest,
    id: string | undefined,
  ): Promise<string | Uint8Array | null> {
    if (!shown || typeof body !== 'string' || !/(approve|reject|revise)$/.test(operation.path)) return body;
    const reply = await (await this.person('both')).get(`/v1/tickets/${encodeURIComponent(id ?? '')}`);
    if (reply.status !== 200) {
      if (reply.status === 401) this.renew('both');
      return body;
    }
    const { revision, contentHash } = reply.body;
    try {
      return JSON.stringify({ ...JSON.parse(body), revision, contentHash });
    } catch {
      return body;
    }
  }

  private learn(path: string, text: string): void {
    const { id } = JSON.parse(text);
    if (typeof id !== 'string') return;
    if (path.endsWith('/keys')) this.add('keyId', id);
    else this.add(path === '/v1/proposals' ? 'tickets' : path.split('/')[2]!, id);
  }
}

async function exchange(
  url: string,
  method: string,
  headers: Record<string, string>,
  body: string | Uint8Array | null,
): Promise<Answered | null> {
  if (url.includes('/v1/live')) return firstLine(url, method, headers);
  try {
    const {
      status,
      text,
      headers: got,
    } = await send(url, method, body === null ? { headers } : { headers, raw: body });
    return { status, text, contentType: got.get('content-type') ?? '' };
  } catch (error) {
    // A header that no client sends; a connection that broke is no such thing.
    if (error instanceof TypeError && !/fetch failed/.test(error.message)) return null;
    throw error;
  }
}

/** Events have no end. */
async function firstLine(url: string, method: string, headers: Record<string, string>): Promise<Answered> {
  const stop = new AbortController();
  const response = await fetch(url, { method, headers, signal: stop.signal });
  const { status } = response;
  const contentType = response.headers.get('content-type') ?? '';
  const text = status === 200 ? '' : await response.text();
  stop.abort();
  return { status, contentType, text };
}
