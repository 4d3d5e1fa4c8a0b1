import type { FastifyInstance } from 'fastify';
import type { Environment } from '../../../../config/environment.js';

/** What a page of another site may ask from a browser: one answer, and to tell what was done with it. Nothing else. */
const OPEN: readonly { path: RegExp; methods: string }[] = [
  { path: /^\/v1\/proposals\/[^/?]+(\?|$)/, methods: 'GET' },
  { path: /^\/v1\/proposals\/[^/?]+\/events(\?|$)/, methods: 'POST' },
];

/** How long a browser may remember that it may, in seconds. */
const REMEMBERED = '600';

/**
 * Lets pages of `COUNTERSIGN_WIDGET_ORIGINS` show answer cards (the Fetch standard's CORS protocol). They send a token and
 * never a cookie: credentials are not allowed. Everybody else gets what there was before, which browsers show to nobody.
 */
export function openToWidgets(fastify: FastifyInstance, { widgetOrigins }: Environment): void {
  fastify.addHook('onRequest', async (request, reply) => {
    const open = OPEN.find(({ path }) => path.test(request.url));
    if (!open) return;
    // Whoever keeps an answer keeps it for the origin that it was given to.
    void reply.header('vary', 'Origin');
    const { origin } = request.headers;
    if (origin === undefined || !widgetOrigins.includes(origin)) return;
    void reply.headers({ 'access-control-allow-origin': origin, 'access-control-expose-headers': 'etag' });
    if (request.method !== 'OPTIONS') return;
    await reply
      .status(204)
      .headers({
        'access-control-allow-methods': open.methods,
        'access-control-allow-headers': 'authorization, content-type, if-none-match',
        'access-control-max-age': REMEMBERED,
      })
      .send();
  });
}
