import type { Actor, DemoTicket } from '../content.js';
import type { Countersign, TicketView, Verb } from './countersign.js';

/** What a first start writes down about the demo's people and agent. */
export interface DemoCredentials {
  people: { email: string; password: string; roles: string[] }[];
  agents: { name: string; key: string }[];
}

interface Session {
  personId: string;
  headers: Record<string, string>;
}

/** Countersign over its real HTTP API. Signs in each person once, when first needed. */
export class HttpCountersign implements Countersign {
  private readonly sessions = new Map<Actor, Promise<Session>>();

  constructor(
    private readonly apiUrl: string,
    private readonly ledgerUrl: string,
    private readonly credentials: DemoCredentials,
  ) {}

  async propose(idempotencyKey: string, proposal: DemoTicket['proposal']): Promise<string> {
    const headers = { ...this.agentHeaders(), 'idempotency-key': idempotencyKey };
    const answer = await this.send('POST', '/v1/proposals', headers, proposal);
    return ((await answer.json()) as { id: string }).id;
  }

  async withdraw(id: string): Promise<void> {
    await this.send('POST', `/v1/proposals/${id}/withdraw`, this.agentHeaders(), {});
  }

  async tell(id: string, events: string[]): Promise<void> {
    // One after the other: what came after a retry is told by when it came in.
    for (const type of events) {
      const told = { events: [{ type, id: `demo-${type}` }] };
      await this.send('POST', `/v1/proposals/${id}/events`, this.agentHeaders(), told);
    }
  }

  async ticket(id: string): Promise<TicketView> {
    const { headers } = await this.session('operator');
    return (await this.send('GET', `/v1/tickets/${id}`, headers)).json() as Promise<TicketView>;
  }

  async personId(actor: Actor): Promise<string> {
    return (await this.session(actor)).personId;
  }

  async act(actor: Actor, id: string, verb: Verb, body: object): Promise<void> {
    const { headers } = await this.session(actor);
    await this.send('POST', `/v1/tickets/${id}/${verb}`, headers, body);
  }

  async fault(ticketId: string, order: object): Promise<void> {
    const match = { ticketId };
    // An interrupted run may have left the same fault behind.
    for (const body of [
      { mode: 'off', match },
      { ...order, match },
    ])
      await post(`${this.ledgerUrl}/faults`, {}, body);
  }

  private session(actor: Actor): Promise<Session> {
    const known = this.sessions.get(actor) ?? this.signIn(actor);
    this.sessions.set(actor, known);
    return known;
  }

  private async signIn(actor: Actor): Promise<Session> {
    const role = actor === 'second_operator' ? 'operator' : actor;
    const [first, second] = this.credentials.people.filter(({ roles }) => roles.includes(role));
    const person = actor === 'second_operator' ? second : first;
    if (!person) throw new Error(`The demo has no ${actor} to sign in.`);
    const { email, password } = person;
    const answer = await this.send('POST', '/v1/session', {}, { email, password });
    const { person: signedIn, csrfToken } = (await answer.json()) as { person: { id: string }; csrfToken: string };
    const cookie = answer.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
    return { personId: signedIn.id, headers: { cookie: cookie.join('; '), 'x-csrf-token': csrfToken } };
  }

  private agentHeaders(): Record<string, string> {
    return { authorization: `Bearer ${this.credentials.agents[0]?.key}` };
  }

  private send(
    method: 'GET' | 'POST',
    path: string,
    headers: Record<string, string>,
    body?: object,
  ): Promise<Response> {
    return method === 'GET' ? get(this.apiUrl + path, headers) : post(this.apiUrl + path, headers, body ?? {});
  }
}

const get = async (url: string, headers: Record<string, string>): Promise<Response> =>
  checked(`GET ${url}`, await fetch(url, { headers }));

async function post(url: string, headers: Record<string, string>, body: object): Promise<Response> {
  const json = { ...headers, 'content-type': 'application/json' };
  return checked(`POST ${url}`, await fetch(url, { method: 'POST', headers: json, body: JSON.stringify(body) }));
}

async function checked(what: string, answer: Response): Promise<Response> {
  if (answer.ok) return answer;
  throw new Error(`${what} was answered ${answer.status}: ${await answer.text()}`);
}
