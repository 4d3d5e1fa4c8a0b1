import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readJson } from '../json/read-json.js';

const LIMITS = { depth: 32, keys: 20_000 };

/** The one object whose very bytes matter: they are what people sign. */
const WANTED = ['toolCall', 'arguments'] as const;

/** Reads JSON bodies through `readJson`, and keeps the bytes for whoever hashes them. An empty body is `undefined`. */
export function readJsonBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer;
    if (bytes.length === 0) {
      done(null, undefined);
      return;
    }
    try {
      const { value, wanted } = readJson(bytes, LIMITS, WANTED);
      (request as FastifyRequest & { rawJson?: unknown }).rawJson = { bytes, wanted };
      done(null, value);
    } catch (error) {
      done(Object.assign(error as Error, { statusCode: 400 }));
    }
  });
}
