import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuseUnreadBody } from '../../api/src/platform/http/json-bodies.js';
import { answerProblem } from '../../api/src/platform/http/problem.filter.js';
import { notFound, Problem } from '../../api/src/platform/http/problem.js';
import { refuseCrossSite } from '../../api/src/platform/http/same-site.js';
import { isId } from '../../api/src/platform/ids.js';

export interface AssistantOptions {
  /** Where this installation answers, once it listens. */
  url: () => Promise<string>;
  /** The demo's agent. Its key stays here: a page gets a token for the one answer that it asked for. */
  agentKey: () => string;
}

const MOST_TEXT = 2_000;

/** A visitor asks by hand. */
const MOST_A_MINUTE = 30;

/** Answers whose page may ask for the next token; older ones have been forgotten. */
const MOST_REMEMBERED = 1_000;

const FILES = { '': 'text/html', '/page.css': 'text/css', '/page.js': 'text/javascript' } as const;

/** The page at `/demo/assistant` and the little that stands behind it, in the demo only. Call it before the app listens. */
export function serveAssistant(app: NestFastifyApplication, options: AssistantOptions): void {
  const fastify = app.getHttpAdapter().getInstance();
  for (const [path, type] of Object.entries(FILES)) {
    const content = readFileSync(join(import.meta.dirname, path === '' ? 'page.html' : path.slice(1)));
    fastify.get(`/demo/assistant${path}`, (_request: FastifyRequest, reply: FastifyReply) => {
      void reply.headers({ 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' }).send(content);
    });
  }
  const assistant = new Assistant(options);
  const answering =
    (work: (body: unknown) => Promise<object>) => async (request: FastifyRequest, reply: FastifyReply) => {
      try {
        refuseCrossSite(request, undefined);
        refuseUnreadBody(request);
        void reply.header('cache-control', 'no-store');
        return await work(request.body);
      } catch (error) {
        answerProblem(error, reply);
        return reply;
      }
    };
  fastify.post(
    '/demo/assistant/questions',
    answering((body) => assistant.ask(body)),
  );
  fastify.post(
    '/demo/assistant/context',
    answering((body) => assistant.add(body)),
  );
  fastify.post(
    '/demo/assistant/tokens',
    answering((body) => assistant.renew(body)),
  );
}

/** Asks on behalf of visitors, with the demo's key. */
class Assistant {
  private readonly asked = new Set<string>();
  private minute = 0;
  private count = 0;

  constructor(private readonly options: AssistantOptions) {}

  /** @throws Problem 400 `validation_failed`, 429 `rate_limited`, or whatever `POST /v1/assist` refuses */
  async ask(body: unknown): Promise<object> {
    const { text } = (body ?? {}) as { text?: unknown };
    if (typeof text !== 'string' || text.trim() === '' || text.length > MOST_TEXT) {
      throw new Problem(400, 'validation_failed', `A question is a text of at most ${MOST_TEXT} characters.`);
    }
    this.takeTurn();
    const { id } = await this.post<{ id: string }>('/v1/assist', { request: { text } }, randomUUID());
    if (this.asked.size >= MOST_REMEMBERED) this.asked.delete(this.asked.values().next().value!);
    this.asked.add(id);
    return { proposal: id, ...(await this.tokenOf(id)) };
  }

  /** The next token for an answer that was asked for here. @throws Problem 404 for every other */
  async renew(body: unknown): Promise<object> {
    const proposal = this.askedFor(body);
    this.takeTurn();
    return this.tokenOf(proposal);
  }

  /** Brings what the visitor adds, asked or not. @throws Problem 404, or whatever `POST …/context` refuses */
  async add(body: unknown): Promise<object> {
    const proposal = this.askedFor(body);
    const { text } = body as { text?: unknown };
    if (typeof text !== 'string') throw new Problem(400, 'validation_failed', 'What is added is a text.');
    this.takeTurn();
    await this.post(`/v1/proposals/${proposal}/context`, { text });
    return { added: true };
  }

  private askedFor(body: unknown): string {
    const { proposal } = (body ?? {}) as { proposal?: unknown };
    if (typeof proposal !== 'string' || !isId(proposal) || !this.asked.has(proposal)) throw notFound('question');
    return proposal;
  }

  private tokenOf(id: string): Promise<{ token: string; expiresAt: string }> {
    return this.post(`/v1/proposals/${id}/widget-token`);
  }

  private takeTurn(): void {
    const minute = Math.floor(Date.now() / 60_000);
    if (minute !== this.minute) [this.minute, this.count] = [minute, 0];
    this.count += 1;
    if (this.count > MOST_A_MINUTE) {
      throw new Problem(429, 'rate_limited', 'The demo was asked a lot this minute. Ask again in the next one.', {
        retryAfterSeconds: 60,
      });
    }
  }

  private async post<T>(path: string, body?: object, idempotencyKey?: string): Promise<T> {
    const response = await fetch((await this.options.url()) + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.options.agentKey()}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
      },
      body: body ? JSON.stringify(body) : undefined,
    });
    const answer = (await response.json()) as T & { code: string; detail: string };
    if (!response.ok) throw new Problem(response.status, answer.code as never, answer.detail);
    return answer;
  }
}
