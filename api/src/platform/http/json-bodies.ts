import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readJson } from '../json/read-json.js';

const LIMITS = { depth: 32, keys: 20_000 };

/** The one object whose very bytes matter: they are what people sign. */
const WANTED = ['toolCall', 'arguments'] as const;

interface WithBody {
  rawJson?: { bytes: Buffer; wanted: string | undefined };
  /** Why the body can't be read. */
  refused?: Error;
}

/** Reads JSON bodies through `readJson`, and keeps the bytes for whoever hashes them. An empty body is `undefined`. */
export function readJsonBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer;
    if (bytes.length === 0) {
      done(null, undefined);
      return;
    }
    const withBody = request as FastifyRequest & WithBody;
    try {
      const { value, wanted } = readJson(bytes, LIMITS, WANTED);
      withBody.rawJson = { bytes, wanted };
      done(null, value);
    } catch (error) {
      withBody.refused = error as Error;
      done(null, undefined);
    }
  });
}

/** Refuses a body that can't be read, after the guard: who may not ask at all learns nothing about what they sent. */
export function refuseUnreadBody(request: FastifyRequest): void {
  const { refused } = request as FastifyRequest & WithBody;
  if (refused) throw refused;
}
