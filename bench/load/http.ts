import { Pool } from 'undici';
import type { Access, Session } from '../ground/furnish.js';
import { nextProposal } from './proposal.js';

export interface Answer {
  status: number;
  text: string;
}

/** The product as its clients reach it: over kept connections, one request at a time on each. */
export class HttpClient {
  private readonly pool: Pool;
  private readonly agentHeaders: Record<string, string>;

  constructor(
    url: string,
    private readonly access: Access,
    connections: number,
  ) {
    this.pool = new Pool(url, { connections, pipelining: 1 });
    this.agentHeaders = { authorization: `Bearer ${access.agentKey}`, 'content-type': 'application/json' };
  }

  /** Proposes a refund. @returns the ticket's id */
  async propose(): Promise<string> {
    const { idempotencyKey, body } = nextProposal();
    const headers = { ...this.agentHeaders, 'idempotency-key': idempotencyKey };
    const { status, text } = await this.send('POST', '/v1/proposals', headers, body);
    const answer = JSON.parse(text) as { id: string; ticket?: { state: string } };
    if (status !== 201 || answer.ticket?.state !== 'pending_review') throw new Error(`propose: ${status} ${text}`);
    return answer.id;
  }

  /** Approves revision 1 as one of the operators. */
  async approve(client: number, id: string, contentHash: string): Promise<void> {
    const operator = this.operator(client);
    const headers = {
      cookie: operator.cookie,
      'x-csrf-token': operator.csrfToken,
      'content-type': 'application/json',
    };
    const body = JSON.stringify({ revision: 1, contentHash });
    const { status, text } = await this.send('POST', `/v1/tickets/${id}/approve`, headers, body);
    if (status !== 200) throw new Error(`approve: ${status} ${text}`);
  }

  /** Reads a page as the first operator. */
  async get(path: string): Promise<string> {
    const { status, text } = await this.send('GET', path, { cookie: this.operator(0).cookie });
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${text}`);
    return text;
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  private operator(client: number): Session {
    return this.access.operators[client % this.access.operators.length]!;
  }

  private async send(
    method: 'GET' | 'POST',
    path: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Answer> {
    const answer = await this.pool.request({ method, path, headers, body });
    return { status: answer.statusCode, text: await answer.body.text() };
  }
}
