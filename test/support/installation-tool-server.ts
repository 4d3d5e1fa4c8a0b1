import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';

/**
 * What the next call meets: `apply` does it, `refuse` answers 422, `break` 503, `drop` hangs up before anything
 * happened and `apply_then_drop` after, `hang` and `apply_then_hang` never answer, `apply_slowly` takes its time, or waits while
 * slow calls are held.
 */
export type Behaviour =
  | 'apply'
  | 'apply_slowly'
  | 'refuse'
  | 'break'
  | 'drop'
  | 'apply_then_drop'
  | 'hang'
  | 'apply_then_hang';

export interface ToolRequest {
  method: string;
  tool: string;
  executionId: string | null;
  idempotencyKey: string | undefined;
  /** The bytes of the body as text. */
  body: string;
  /** When all of it was here, by `performance.now()`. */
  at: number;
  /** Whether the Standard Webhooks signature is right. */
  verified: boolean;
}

export interface Effect {
  executionId: string;
  tool: string;
  arguments: unknown;
}

const SLOW_MS = 200;

const ALL = '*';

/** A server of tools over real HTTP that keeps what it was asked and what it did. It honours idempotency keys. */
export class TestToolServer {
  readonly requests: ToolRequest[] = [];
  readonly effects: Effect[] = [];
  /** Reads of preconditions, with their query. */
  readonly reads: { path: string; signed: boolean }[] = [];
  private readonly secrets = new Map<string, string>();
  private readonly next: Behaviour[] = [];
  private readonly sayings = new Map<string, object | string | number>();
  private readonly always = new Map<string, Behaviour>();
  private readonly underWay = new Map<string, number>();
  private readonly most = new Map<string, number>();
  private readonly calls = new EventEmitter();
  private held: Promise<void> | null = null;
  private detail = 'the payment was refunded in full already';

  private constructor(private readonly server: Server) {}

  static async start(): Promise<TestToolServer> {
    const server = createServer((request, response) => void tools.serve(request, response));
    const tools = new TestToolServer(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return tools;
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  urlOf(tool: string): string {
    return `http://${this.host}/tools/${tool}`;
  }

  trust(tool: string, signingSecret: string): void {
    this.secrets.set(tool, signingSecret);
  }

  /** The next call is refused with these words. */
  refuseWith(detail: string): void {
    this.detail = detail;
    this.behave('refuse');
  }

  /** Where a precondition is read. */
  readUrl(name: string): string {
    return `http://${this.host}/reads/${name}`;
  }

  /** What a read answers from now on: a JSON value, a text as it is, or a status. Others answer 404. */
  say(name: string, answer: object | string | number): void {
    this.sayings.set(`/reads/${name}`, answer);
  }

  /** Waits until a tool is called; the call is not answered yet. */
  async nextCall(): Promise<void> {
    await once(this.calls, 'call');
  }

  /** The next calls meet these, one each; then it behaves again. */
  behave(...behaviours: Behaviour[]): void {
    this.next.push(...behaviours);
  }

  /** From now on every call of this tool meets this. */
  behaveAlways(tool: string, behaviour: Behaviour): void {
    this.always.set(tool, behaviour);
  }

  /** Slow calls wait from now on, so that nothing hangs on how fast this machine is. @returns what lets them go */
  holdSlowCalls(): () => void {
    let letGo = () => {};
    this.held = new Promise((resolve) => (letGo = resolve));
    return () => {
      this.held = null;
      letGo();
    };
  }

  /** How many slow calls, of one tool or of all, were under way at the same moment at most. */
  mostAtOnce(tool = ALL): number {
    return this.most.get(tool) ?? 0;
  }

  requestsOf(executionId: string): ToolRequest[] {
    return this.requests.filter((request) => request.executionId === executionId);
  }

  effectsOf(executionId: string): Effect[] {
    return this.effects.filter((effect) => effect.executionId === executionId);
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk as string;
    const { pathname, search } = new URL(`http://tools${request.url}`);
    if (pathname.startsWith('/reads/')) {
      this.read(pathname, search, request, response);
      return;
    }
    const seen = this.note(request, body);
    const answer = (status: number, content: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
    };
    if (seen.method === 'GET') {
      const [effect] = this.effectsOf(seen.executionId ?? '');
      answer(effect ? 200 : 404, effect ? { done: effect.executionId } : { detail: 'no such execution' });
      return;
    }
    this.calls.emit('call');
    const behaviour = this.next.shift() ?? this.always.get(seen.tool) ?? 'apply';
    if (behaviour.startsWith('apply')) this.apply(seen);
    if (behaviour === 'apply_slowly') await this.takeTime(seen.tool);
    if (behaviour === 'apply' || behaviour === 'apply_slowly') answer(200, { done: seen.executionId });
    if (behaviour === 'refuse') answer(422, { detail: this.detail });
    if (behaviour === 'break') answer(503, { detail: 'out of order' });
    if (behaviour.endsWith('drop')) request.socket.destroy();
  }

  private read(path: string, search: string, { headers }: IncomingMessage, response: ServerResponse): void {
    this.reads.push({ path: path + search, signed: headers['webhook-signature'] !== undefined });
    const said = this.sayings.get(path) ?? 404;
    const [status, text] = typeof said === 'number' ? [said, '{}'] : [200, said];
    const location = status === 302 ? { location: '/reads/elsewhere' } : {};
    const body = typeof text === 'string' ? text : JSON.stringify(text);
    response.writeHead(status as number, { 'content-type': 'application/json', ...location }).end(body);
  }

  private async takeTime(tool: string): Promise<void> {
    const count = (by: number): void => {
      for (const whose of [tool, ALL]) {
        const now = (this.underWay.get(whose) ?? 0) + by;
        this.underWay.set(whose, now);
        this.most.set(whose, Math.max(this.mostAtOnce(whose), now));
      }
    };
    count(1);
    await (this.held ?? delay(SLOW_MS));
    count(-1);
  }

  private note(request: IncomingMessage, body: string): ToolRequest {
    const { pathname, searchParams } = new URL(`http://tools${request.url}`);
    const tool = pathname.split('/')[2] ?? '';
    const executionId = body === '' ? searchParams.get('executionId') : (JSON.parse(body).executionId as string);
    const seen = {
      method: request.method ?? '',
      tool,
      executionId,
      idempotencyKey: request.headers['idempotency-key'] as string | undefined,
      body,
      at: performance.now(),
      verified: this.verifies(tool, body, request),
    };
    this.requests.push(seen);
    return seen;
  }

  private verifies(tool: string, body: string, { headers }: IncomingMessage): boolean {
    try {
      new Webhook(this.secrets.get(tool) ?? '').verify(body, headers as Record<string, string>, { jsonParse: false });
      return true;
    } catch {
      return false;
    }
  }

  private apply({ executionId, tool, body }: ToolRequest): void {
    if (executionId === null || this.effectsOf(executionId).length > 0) return;
    this.effects.push({ executionId, tool, arguments: JSON.parse(body).arguments });
  }
}
