import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { Agent, request } from 'undici';
import type { Environment } from '../../../../config/environment.js';
import { ENVIRONMENT } from '../../platform/environment.token.js';
import { hostAndPort } from '../../rulebook/rules/host-and-port.js';
import type { Tool } from '../../rulebook/rules/tool.js';
import { readAnswer } from '../rules/read-answer.js';
import type { Attempt } from '../rules/retry.js';

const MOST_ANSWER_BYTES = 256 * 1024;

export interface ToolRequest {
  executionId: string;
  ticketId: string;
  revision: number;
  tool: Tool;
  /** RFC 8785 text of the arguments: the bytes that were signed are the bytes that are sent. */
  argumentsCanonical: string;
}

/** Calls tools over HTTP: signed (Standard Webhooks), with the execution id as idempotency key, and only allowed hosts. */
@Injectable()
export class HttpConnector implements OnApplicationShutdown {
  private readonly agent = new Agent({ keepAliveTimeout: 10_000, connections: 64 });

  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  async onApplicationShutdown(): Promise<void> {
    await this.agent.close();
  }

  /** Sends the call once. Never throws: whatever happened is an attempt with its outcome. */
  send(call: ToolRequest): Promise<Attempt> {
    const { executionId, ticketId, revision, tool } = call;
    const head = JSON.stringify({ executionId, ticketId, revision, tool: tool.name });
    const body = `${head.slice(0, -1)},"arguments":${call.argumentsCanonical}}`;
    return this.attempt(new URL(tool.endpointUrl), tool, 'POST', body, executionId);
  }

  /** Asks whether the call was applied (queryable tools). */
  ask({ executionId, tool }: ToolRequest): Promise<Attempt> {
    const url = new URL(tool.endpointUrl);
    url.searchParams.set('executionId', executionId);
    return this.attempt(url, tool, 'GET', undefined, executionId);
  }

  private async attempt(
    url: URL,
    tool: Tool,
    method: 'POST' | 'GET',
    body: string | undefined,
    executionId: string,
  ): Promise<Attempt> {
    if (!this.environment.allowedToolHosts.includes(hostAndPort(url))) {
      return {
        kind: 'refused',
        because: `${hostAndPort(url)} is not in COUNTERSIGN_ALLOWED_TOOL_HOSTS; nothing was sent`,
      };
    }
    const signal = AbortSignal.timeout(tool.timeoutMs);
    try {
      const answer = await request(url, {
        method,
        body,
        signal,
        dispatcher: this.agent,
        headers: {
          ...signature(tool, executionId, body ?? ''),
          'content-type': 'application/json',
          'idempotency-key': executionId,
        },
      });
      return readAnswer(method, answer.statusCode, await readLimited(answer.body));
    } catch (error) {
      const because = signal.aborted
        ? `no answer within ${tool.timeoutMs} ms`
        : `the connection failed: ${(error as Error).message}`;
      return { kind: 'silence', because };
    }
  }
}

function signature(tool: Tool, executionId: string, body: string): Record<string, string> {
  const at = new Date();
  return {
    'webhook-id': executionId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(tool.signingSecret).sign(executionId, at, body),
  };
}

async function readLimited(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MOST_ANSWER_BYTES) throw new Error('the answer is larger than 256 KiB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
