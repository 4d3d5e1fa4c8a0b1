import type { IncomingMessage, ServerOptions } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Environment } from '../../../../config/environment.js';
import { Problem } from './problem.js';

const KIB = 1024;
/** Of a body, in bytes. */
export const MOST_BODY = KIB * KIB;
/** Of the request line and all headers together, in bytes. */
const MOST_HEADERS = 16 * KIB;
const MOST_URL = 8 * KIB;
/** Who sends no whole head within this is gone, whatever else they may take their time for. */
const HEADERS_SECONDS = 10;

export interface RequestLimits {
  bodyLimit: number;
  requestTimeout: number;
  http: ServerOptions;
  clientErrorHandler: (error: Error & { code?: string }, socket: Socket) => void;
}

/** How much, and for how long, somebody may send before they are answered: Node's and Fastify's options for it. */
export function requestLimits({ requestTimeoutSeconds }: Environment): RequestLimits {
  const headersTimeout = Math.min(HEADERS_SECONDS, requestTimeoutSeconds) * 1000;
  return {
    bodyLimit: MOST_BODY,
    requestTimeout: requestTimeoutSeconds * 1000,
    http: {
      maxHeaderSize: MOST_HEADERS,
      headersTimeout,
      // How often Node looks for who is too slow.
      connectionsCheckingInterval: Math.ceil(headersTimeout / 4),
    },
    clientErrorHandler: answerUnreadable,
  };
}

/** Bounds what is beyond options: the length of a URL, and how many connections there are. */
export function limitRequests(fastify: FastifyInstance, { maxConnections }: Environment): void {
  fastify.server.maxConnections = maxConnections;
  fastify.addHook('onRequest', async (request) => {
    if (request.url.length > MOST_URL) throw new Problem(414, 'url_too_long', 'The URL is longer than 8 KiB.');
  });
}

/** What Node could not read as a request at all has no reply object; it is answered on the socket, and closed. */
function answerUnreadable(error: Error & { code?: string; rawPacket?: unknown }, socket: Socket): void {
  const busy = (socket as Socket & { _httpMessage?: { headersSent?: boolean } & Partial<IncomingMessage> })
    ._httpMessage;
  if (error.code === 'ECONNRESET' || !socket.writable || busy?.headersSent) {
    socket.destroy();
    return;
  }
  const problem = problemOf(error.code);
  const { title, ...rest } = problem.toBody();
  const body = JSON.stringify({ title, ...rest });
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${String(title)}`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'X-Content-Type-Options: nosniff',
      'Cache-Control: no-store',
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
    () => socket.destroySoon(),
  );
}

function problemOf(code: string | undefined): Problem {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new Problem(408, 'request_too_slow', 'The request did not come in whole in time. Send it again at once.');
  if (code === 'HPE_HEADER_OVERFLOW')
    return new Problem(431, 'headers_too_large', 'URL and headers together are larger than 16 KiB.');
  return new Problem(400, 'bad_request', 'This is not HTTP as we know it.');
}
