import type { OutgoingHttpHeaders } from 'node:http';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPerson, People, type RequestWithPrincipal } from '../../identity/access.js';
import { PrincipalStore } from '../../identity/persistence/principal.store.js';
import type { PersonPrincipal } from '../../identity/principal.js';
import { READERS } from '../../identity/rules/roles.js';
import { LiveFeed } from '../../platform/live/live-feed.js';
import { Presence } from '../presence.js';

const HEARTBEAT_MS = 15_000;

/** Changes as they happen, as server-sent events: hints to look again. */
@ApiTags('tickets')
@Controller('v1/live')
export class LiveController {
  constructor(
    private readonly feed: LiveFeed,
    private readonly principals: PrincipalStore,
    private readonly presence: Presence,
  ) {}

  @Get()
  @People(...READERS)
  @ApiProduces('text/event-stream')
  @ApiOkResponse({
    description:
      '"hello", then "change" with {ticketId, action}, "presence" with {ticketId, people} of whoever has it on screen, and "beat" every 15 seconds',
    schema: { type: 'string' },
  })
  stream(
    @CurrentPerson() person: PersonPrincipal,
    @Req() request: RequestWithPrincipal,
    @Res() reply: FastifyReply,
  ): void {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...(reply.getHeaders() as OutgoingHttpHeaders),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    raw.write('event: hello\ndata: {}\n\n');
    // A reader that does not keep up misses hints; its poll catches up.
    const tell = (event: string, data: object): void => {
      if (raw.writableLength < 65_536) raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    const stop = this.feed.onChange((change) => tell('change', change));
    const stopLooking = this.presence.follow((looking) => tell('presence', looking));
    const beat = setInterval(() => {
      // Whoever signed out or lost access meanwhile hears nothing more.
      void this.principals.bySession(person.tokenHash).then(
        (still) => (still ? tell('beat', {}) : raw.end()),
        () => tell('beat', {}),
      );
    }, HEARTBEAT_MS);
    request.raw.on('close', () => {
      clearInterval(beat);
      stop();
      stopLooking();
    });
  }
}
