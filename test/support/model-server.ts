import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { eventually } from './eventually.js';
import { outsideData } from './outside-data.js';

// biome-ignore lint/suspicious/noExplicitAny: bodies of a published API, looked at field by field
type Body = any;

/** What the next call meets. */
export type Meets = (response: ServerResponse, request: Body) => void;

/** A response of the Responses API that came to its end. */
export function response(over: Body = {}): Body {
  return {
    id: 'resp_1',
    object: 'response',
    created_at: 1_780_000_000,
    status: 'completed',
    error: null,
    incomplete_details: null,
    model: 'gpt-4.1-mini-2025-04-14',
    output: [],
    usage: { input_tokens: 300, output_tokens: 40, total_tokens: 340 },
    ...over,
  };
}

/** A message with this text, and the log-probability of each of its tokens. */
export function message(text: string, logprobs: number[] = []): Body {
  const tokens = logprobs.map((logprob) => ({ token: 'x', bytes: [120], logprob, top_logprobs: [] }));
  return {
    ...{ type: 'message', id: 'msg_1', role: 'assistant', status: 'completed' },
    content: [{ type: 'output_text', text, annotations: [], logprobs: tokens }],
  };
}

export function call(name: string, args: unknown): Body {
  const text = typeof args === 'string' ? args : JSON.stringify(args);
  return { type: 'function_call', id: 'fc_1', call_id: 'call_1', name, arguments: text, status: 'completed' };
}

export interface Said {
  answer?: string;
  citations?: string[];
  confidence?: number;
}

export const draftOf = ({ answer = 'You get it back.', citations = [], confidence = 0.9 }: Said = {}): string =>
  JSON.stringify({ answer, citations, confidence });

/** It answers with this, as one body or as events, as it was asked. */
export const answers =
  (whole: Body): Meets =>
  (reply, { stream }) => {
    if (!stream) return json(reply, 200, whole);
    events(reply, eventsOf(whole));
    reply.end();
  };

/** A recorded stream: one event a line. */
export const replays =
  (lines: readonly string[]): Meets =>
  (reply) => {
    events(reply, lines);
    reply.end();
  };

export const says = (said?: Said, logprobs?: number[]): Meets =>
  answers(response({ output: [message(draftOf(said), logprobs)] }));

export const refuses =
  (status: number, code = 'server_error', headers: Record<string, string> = {}): Meets =>
  (reply) =>
    json(reply, status, { error: { message: 'no', type: code, code, param: null } }, headers);

export const writes =
  (text: string, type = 'application/json'): Meets =>
  (reply) =>
    void reply.writeHead(200, { 'content-type': type }).end(text);

/** It never answers. */
export const hangs: Meets = () => {};

export const resets: Meets = (reply) => void reply.socket?.resetAndDestroy();

/** It answers without an end, for as long as somebody reads. */
export const goesOn: Meets = (reply, { stream }) => {
  const line = 'x'.repeat(65_536);
  const type = stream ? 'text/event-stream' : 'application/json';
  reply.writeHead(200, { 'content-type': type });
  if (!stream) reply.write('{"id":"');
  const more = (): void => {
    while (!reply.destroyed && reply.write(stream ? `data: {"type":"${line}"}\n\n` : line));
  };
  reply.on('drain', more);
  more();
};

/** It begins to answer, and breaks off in the middle. */
export const breaksOff: Meets = (reply, { stream }) => {
  const whole = response({ output: [message(draftOf())] });
  if (stream) {
    events(reply, eventsOf(whole).slice(0, -1));
  } else {
    const text = JSON.stringify(whole);
    reply.writeHead(200, { 'content-type': 'application/json', 'content-length': String(text.length) });
    reply.write(text.slice(0, 200));
  }
  // After it is on the wire.
  setTimeout(() => reply.socket?.destroy(), 50);
};

/** It begins, and then stands still. */
export const standsStill: Meets = (reply, { stream }) => {
  if (stream) return events(reply, eventsOf(response()).slice(0, 1));
  reply.writeHead(200, { 'content-type': 'application/json' }).write('{"id":');
};

/**
 * A server that speaks the Responses API over real HTTP, answers as it is told, and holds every request against the published schema
 * where that is there.
 */
export class ModelServer {
  readonly requests: Body[] = [];
  /** What the published schema says against requests. */
  readonly faults: string[] = [];
  /** Calls whose caller hung up before they were answered. */
  hungUpOn = 0;
  private readonly next: Meets[] = [];
  private readonly validate = publishedSchema();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ModelServer> {
    const server = createServer((request, reply) => void model.serve(request, reply));
    const model = new ModelServer(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return model;
  }

  get env(): Record<string, string> {
    const { port } = this.server.address() as AddressInfo;
    return { OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`, OPENAI_API_KEY: 'sk-test' };
  }

  /** The next calls meet these, one after the other; those after them are answered well. */
  meet(...next: Meets[]): void {
    this.next.splice(0, this.next.length, ...next);
    this.requests.length = 0;
    this.hungUpOn = 0;
  }

  /** Until so many calls have come in. */
  async asked(calls: number): Promise<void> {
    await eventually(`${calls} calls of a model`, async () => this.requests.length >= calls);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString());
    const wrong = request.method !== 'POST' || request.url !== '/v1/responses';
    if (wrong || request.headers.authorization !== 'Bearer sk-test')
      this.faults.push(`${request.method} ${request.url}`);
    if (this.validate && !this.validate(body)) this.faults.push(JSON.stringify(this.validate.errors?.slice(0, 5)));
    reply.once('close', () => {
      if (!reply.writableFinished) this.hungUpOn += 1;
    });
    this.requests.push(body);
    (this.next.shift() ?? says())(reply, body);
  }
}

function publishedSchema(): ValidateFunction | null {
  const path = outsideData('openai-responses/openapi-responses.json');
  if (!path) return null;
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'openai', ...JSON.parse(readFileSync(path, 'utf8')) });
  return ajv.compile({ $ref: 'openai#/components/schemas/CreateResponse' });
}

/** The events in which a response comes, as JSON texts. */
function eventsOf(whole: Body): string[] {
  const name = whole.status === 'completed' ? 'completed' : whole.status === 'incomplete' ? 'incomplete' : 'failed';
  const texts = (whole.output as Body[]).flatMap(({ content }) => content ?? []).filter(({ text }) => text);
  return [
    { type: 'response.created', response: { ...whole, status: 'in_progress', output: [] } },
    ...texts.map(({ text }) => ({ type: 'response.output_text.delta', item_id: 'msg_1', delta: text })),
    { type: `response.${name}`, response: whole },
  ].map((event, n) => JSON.stringify({ ...event, sequence_number: n }));
}

function events(reply: ServerResponse, lines: readonly string[]): void {
  if (!reply.headersSent) reply.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const line of lines) reply.write(`event: ${JSON.parse(line).type}\ndata: ${line}\n\n`);
}

function json(reply: ServerResponse, status: number, body: Body, headers: Record<string, string> = {}): void {
  reply.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
