import type { FastifyInstance } from 'fastify';

/** How long a closing process waits for the requests it has; streams and long polls are cut after it. */
const PATIENCE_MS = 5_000;

const LOOK_EVERY_MS = 20;

/** Lets requests under way be answered before connections and the database are closed. */
export function finishRequestsFirst(fastify: FastifyInstance): void {
  let underWay = 0;
  fastify.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/v1/live')) return;
    underWay += 1;
    reply.raw.once('close', () => {
      underWay -= 1;
    });
  });
  fastify.addHook('preClose', async () => {
    const until = Date.now() + PATIENCE_MS;
    while (underWay > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  });
}
