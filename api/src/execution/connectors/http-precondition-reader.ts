import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { request } from 'undici';
import type { Environment } from '../../../../config/environment.js';
import { ENVIRONMENT } from '../../platform/environment.token.js';
import { PreconditionReader, type Sight, type ToRead } from '../../rulebook/precondition-reader.js';
import {
  type Observation,
  type Precondition,
  pick,
  type Read,
  type Seen,
  urlOf,
} from '../../rulebook/rules/precondition.js';
import type { Tool } from '../../rulebook/rules/tool.js';
import { readNetworks } from '../rules/may-connect.js';
import { guardedAgent } from './guarded-agent.js';
import { readLimited, signature } from './http-connector.js';

/** A read that takes longer is no read: an agent may be waiting for its answer. */
const MOST_MS = 2_000;

/** How long a tool whose reads failed is spared by those who are in a hurry. */
const SPARED_MS = 5_000;

/** Reads preconditions over HTTP: signed like calls, to the same hosts and addresses, without redirects, in bounded time and size. */
@Injectable()
export class HttpPreconditionReader extends PreconditionReader implements OnApplicationShutdown {
  private readonly agent: ReturnType<typeof guardedAgent>;
  private readonly failed = new Map<string, { until: number; because: string }>();

  constructor(@Inject(ENVIRONMENT) { allowedToolHosts, allowedToolNetworks }: Environment) {
    super();
    this.agent = guardedAgent(allowedToolHosts, readNetworks(allowedToolNetworks));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.agent.close();
  }

  async read({ tool, argumentsCanonical, asOf, hurried = false }: ToRead): Promise<Sight> {
    const toolVersion = tool.version;
    const failed = this.failed.get(tool.name);
    if (hurried && failed && failed.until > performance.now())
      return { ok: false, because: failed.because, toolVersion };
    const args = JSON.parse(argumentsCanonical) as Record<string, unknown>;
    const reads = await Promise.all(tool.preconditions.map((one) => this.readOne(tool, one, args, asOf)));
    const missed = reads.find((read) => !read.ok);
    if (missed && !missed.ok) {
      this.failed.set(tool.name, { until: performance.now() + SPARED_MS, because: missed.because });
      return { ok: false, because: missed.because, toolVersion };
    }
    this.failed.delete(tool.name);
    const seen: Observation['seen'] = {};
    for (const [n, read] of reads.entries()) if (read.ok) seen[tool.preconditions[n]!.name] = read.value;
    return { ok: true, value: { asOf: asOf.toISOString(), seen }, toolVersion };
  }

  private async readOne(
    tool: Tool,
    precondition: Precondition,
    args: Record<string, unknown>,
    asOf: Date,
  ): Promise<Read<Seen>> {
    const url = urlOf(precondition, args);
    if (!url.ok) return url;
    const no = (because: string): Read<Seen> => ({
      ok: false,
      because: `${precondition.name} can’t be read: ${because}`,
    });
    const timeoutMs = Math.min(tool.timeoutMs, MOST_MS);
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const headers = {
        ...signature(tool.signingSecret, `read_${randomUUID()}`, '', asOf),
        accept: 'application/json',
      };
      const answer = await request(url.value, { method: 'GET', signal, dispatcher: this.agent, headers });
      const body = await readLimited(answer.body);
      if (answer.statusCode !== 200) return no(`HTTP ${answer.statusCode}`);
      return pick(precondition, JSON.parse(body));
    } catch (error) {
      return no(signal.aborted ? `no answer within ${timeoutMs} ms` : (error as Error).message);
    }
  }
}
