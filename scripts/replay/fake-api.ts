import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Seen {
  key: string;
  body: Record<string, unknown>;
  headers: IncomingHttpHeaders;
}

/** Answers one request; `attempt` counts those with the same Idempotency-Key from 1. */
export type Behaviour = (response: ServerResponse, seen: Seen, attempt: number) => void | Promise<void>;

export const takeIn: Behaviour = (response) => {
  response.writeHead(201, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ status: 'needs_review', ticket: { state: 'pending_review', flags: [] } }));
};

/** The intake route of Countersign, for specs: behaves as it is told and remembers what it saw. */
export async function startFakeApi(behave: Behaviour = takeIn) {
  const seen: Seen[] = [];
  /** Requests answered at the same time, at most. */
  const open = { now: 0, most: 0 };
  const server = createServer(async (request, response) => {
    open.now += 1;
    open.most = Math.max(open.most, open.now);
    response.once('close', () => {
      open.now -= 1;
    });
    const key = String(request.headers['idempotency-key']);
    const body = JSON.parse(await text(request)) as Record<string, unknown>;
    const one = { key, body, headers: request.headers };
    seen.push(one);
    const attempt = seen.filter((other) => other.key === key).length;
    if (`${request.method} ${request.url}` === 'POST /v1/proposals') await behave(response, one, attempt);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    open,
    stop(): Promise<void> {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}
