import { mkdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Books, type Effect } from './books.js';
import { Faults } from './faults.js';
import { Journal } from './journal.js';
import { Problem } from './problem.js';
import { answer, type Ledger } from './routes.js';
import { Dropped, ToolCalls } from './tool-calls.js';

export interface LedgerOptions {
  /** 0 takes a free port. */
  port: number;
  /** Made when it does not exist; holds the journal. */
  dataDir: string;
  /** Standard Webhooks secret, `whsec_…`, shared with whoever calls the tools. */
  signingSecret: string;
}

export interface RunningLedger {
  url: string;
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 1_000_000;

/** Starts a ledger on the loopback interface with what its journal remembers. */
export async function startLedger({ port, dataDir, signingSecret }: LedgerOptions): Promise<RunningLedger> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const books = new Books();
  const journal = await Journal.open<Effect>(join(dataDir, 'journal.jsonl'), (effect) => books.replay(effect));
  const faults = new Faults();
  const ledger = { books, faults, toolCalls: new ToolCalls(books, journal, faults, signingSecret) };
  const server = createServer((request, response) => void serve(ledger, request, response));
  try {
    await listen(server, port);
  } catch (error) {
    await journal.close();
    throw error;
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await journal.close();
    },
  };
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

async function serve(ledger: Ledger, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const { method = 'GET', headers } = request;
    const body = await readBody(request);
    const url = new URL(`http://ledger${request.url}`);
    send(response, 200, 'application/json', await answer(ledger, { method, url, headers, body }));
  } catch (error) {
    if (error instanceof Dropped) {
      request.socket.destroy();
      return;
    }
    const problem = error instanceof Problem ? error : new Problem(500, 'internal_error', String(error));
    send(response, problem.status, 'application/problem+json', problem.body());
  }
}

function send(response: ServerResponse, status: number, contentType: string, body: unknown): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': contentType }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > MAX_BODY_BYTES) throw new Problem(413, 'body_too_large', `Send at most ${MAX_BODY_BYTES} bytes.`);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
