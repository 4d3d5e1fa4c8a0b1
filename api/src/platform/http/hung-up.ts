import type { FastifyReply } from 'fastify';

/** Aborted when whoever asked goes away before the answer is out: nobody waits for it any more. */
export function hungUp(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort(new HungUp());
  });
  return gone.signal;
}

class HungUp extends Error {}
