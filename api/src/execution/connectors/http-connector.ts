import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { request } from 'undici';
import type { Environment } from '../../../../config/environment.js';
import { ENVIRONMENT } from '../../platform/environment.token.js';
import type { Tool } from '../../rulebook/rules/tool.js';
import { readNetworks } from '../rules/may-connect.js';
import { readAnswer } from '../rules/read-answer.js';
import type { Attempt } from '../rules/retry.js';
import { ConnectionRefused, guardedAgent } from './guarded-agent.js';

const MOST_ANSWER_BYTES = 256 * 1024;

export interface ToolRequest {
  executionId: string;
  ticketId: string;
  revision: number;
  tool: Tool;
  /** RFC 8785 text of the arguments: the bytes that were signed are the bytes that are sent. */
  argumentsCanonical: string;
}

/**
 * Calls tools over HTTP: signed (Standard Webhooks), with the execution id as idempotency key, and only to hosts and
 * addresses that may be called (`guardedAgent`).
 */
@Injectable()
export class HttpConnector implements OnApplicationShutdown {
  private readonly agent: ReturnType<typeof guardedAgent>;

  constructor(@Inject(ENVIRONMENT) { allowedToolHosts, allowedToolNetworks }: Environment) {
    this.agent = guardedAgent(allowedToolHosts, readNetworks(allowedToolNetworks));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.agent.close();
  }

  /**
   * Sends the call once. Never throws: whatever happened is an attempt with its outcome.
   * @param at what the signature says the time is: the database's clock, because tools refuse a time that is minutes off
   */
  send(call: ToolRequest, at: Date): Promise<Attempt> {
    const { executionId, ticketId, revision, tool } = call;
    const head = JSON.stringify({ executionId, ticketId, revision, tool: tool.name });
    const body = `${head.slice(0, -1)},"arguments":${call.argumentsCanonical}}`;
    return this.attempt(new URL(tool.endpointUrl), call, 'POST', body, at);
  }

  /** Asks whether the call was applied (queryable tools), signed as a call is. */
  ask(call: ToolRequest, at: Date): Promise<Attempt> {
    const url = new URL(call.tool.endpointUrl);
    url.searchParams.set('executionId', call.executionId);
    return this.attempt(url, call, 'GET', undefined, at);
  }

  private async attempt(
    url: URL,
    { executionId, tool, argumentsCanonical }: ToolRequest,
    method: 'POST' | 'GET',
    body: string | undefined,
    at: Date,
  ): Promise<Attempt> {
    const signal = AbortSignal.timeout(tool.timeoutMs);
    try {
      const answer = await request(url, {
        method,
        body,
        signal,
        dispatcher: this.agent,
        headers: {
          ...signature(tool.signingSecret, executionId, body ?? '', at),
          'content-type': 'application/json',
          'idempotency-key': executionId,
        },
      });
      return readAnswer(method, answer.statusCode, await readLimited(answer.body), argumentsCanonical);
    } catch (error) {
      if (error instanceof ConnectionRefused) return { kind: 'not_sent', because: error.message };
      const because = signal.aborted
        ? `no answer within ${tool.timeoutMs} ms`
        : `the connection failed: ${(error as Error).message}`;
      return { kind: 'silence', because };
    }
  }
}

/** Headers that prove to a server who sends (Standard Webhooks). @param id of the message @param at the database's clock */
export function signature(secret: string, id: string, body: string, at: Date): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
}

/** @throws Error when there is more than 256 KiB */
export async function readLimited(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MOST_ANSWER_BYTES) throw new Error('the answer is larger than 256 KiB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
