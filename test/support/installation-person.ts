import { type Answer, ok, type Reply, type RequestOptions, send } from './installation-http.js';

/** What a person was shown of a ticket, and signs. */
export interface Shown {
  id: string;
  revision: number;
  contentHash: string;
}

export interface Credentials {
  email: string;
  password: string;
}

/** A person with a session, calling the API over HTTP. Signs in at the first request. */
export class TestPerson {
  private session: Promise<{ cookie: string; csrfToken: string }> | undefined;

  constructor(
    private readonly baseUrl: () => string,
    readonly id: string,
    readonly credentials: Credentials,
  ) {}

  /** The same person, reaching another process with a session of its own. */
  at(baseUrl: () => string): TestPerson {
    return new TestPerson(baseUrl, this.id, this.credentials);
  }

  /** The headers of the session, for requests that are made by hand. */
  async headers(): Promise<{ cookie: string; 'x-csrf-token': string }> {
    this.session ??= this.signIn();
    const { cookie, csrfToken } = await this.session;
    return { cookie, 'x-csrf-token': csrfToken };
  }

  /** A new session; the one before stays as it is. */
  async signIn(): Promise<{ cookie: string; csrfToken: string }> {
    const reply = await send(`${this.baseUrl()}/v1/session`, 'POST', { body: this.credentials });
    const { csrfToken } = await ok(reply);
    return { cookie: reply.headers.get('set-cookie')!.split(';')[0]!, csrfToken };
  }

  async request(method: string, path: string, options: RequestOptions = {}): Promise<Reply> {
    const headers = { ...(await this.headers()), ...options.headers };
    return send(this.baseUrl() + path, method, { ...options, headers });
  }

  get(path: string): Promise<Reply> {
    return this.request('GET', path);
  }

  post(path: string, body?: unknown): Promise<Reply> {
    return this.request('POST', path, { body });
  }

  /** The whole case file, as this person sees it. */
  ticket(id: string): Promise<Answer> {
    return ok(this.get(`/v1/tickets/${id}`));
  }

  verb(name: string, ticket: { id: string }, body: object = {}): Promise<Reply> {
    return this.post(`/v1/tickets/${ticket.id}/${name}`, body);
  }

  approve(ticket: Shown, more: object = {}): Promise<Reply> {
    return this.verb('approve', ticket, { ...shown(ticket), ...more });
  }

  reject(ticket: Shown, reason = 'not_justified', more: object = {}): Promise<Reply> {
    return this.verb('reject', ticket, { ...shown(ticket), reason, ...more });
  }

  revise(ticket: Shown, edit: object): Promise<Reply> {
    return this.verb('revise', ticket, { ...shown(ticket), ...edit });
  }
}

function shown({ revision, contentHash }: Shown): Omit<Shown, 'id'> {
  return { revision, contentHash };
}
