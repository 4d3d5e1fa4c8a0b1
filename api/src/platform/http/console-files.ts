import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { consolePolicy } from './security-headers.js';

/** Routes of the API, files, and pages of their own; everything else is a page of the console. */
const NOT_PAGES = [
  '/v1',
  '/docs',
  '/health',
  '/metrics',
  '/openapi.json',
  '/assets',
  '/widget',
  '/demo',
  '/.well-known',
];

/** Where a page's nonce goes in `admin/index.html`. */
const NONCE = '__CSP_NONCE__';

/**
 * Serves the built console. Its pages have plain paths, so what is no file and no API route gets `index.html`.
 */
export async function serveConsole(app: NestFastifyApplication, directory: string): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const index = await readFile(join(directory, 'index.html'), 'utf8');
  await fastify.register(
    fastifyStatic as never,
    {
      root: directory,
      wildcard: false,
      index: false,
      decorateReply: false,
      cacheControl: false,
      setHeaders: (reply: FastifyReply, path: string) => {
        // Names of assets hold a hash of their content; the few other files keep theirs.
        reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    } as never,
  );
  fastify.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return;
    const path = request.url.split('?')[0]!;
    const isApi = NOT_PAGES.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
    if (isApi || /\.[a-z0-9]+$/i.test(path)) return;
    const nonce = randomBytes(18).toString('base64');
    await reply
      .headers({
        'content-type': 'text/html; charset=utf-8',
        // With a nonce of its own, a page is nobody else's, and not the one that was kept.
        'cache-control': 'no-store',
        'content-security-policy': consolePolicy(nonce),
      })
      .send(index.replaceAll(NONCE, nonce));
  });
}
