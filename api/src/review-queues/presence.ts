import { EventEmitter } from 'node:events';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { PersonPrincipal } from '../identity/principal.js';
import { Database, sql } from '../platform/database/database.js';
import { notFound } from '../platform/http/problem.js';

const LOOK = sql(import.meta.url, 'persistence/look-at-ticket');
const PRESENT = sql(import.meta.url, 'persistence/find-present');
const LEAVE = sql(import.meta.url, 'persistence/leave-ticket');

/** Seconds for which having looked lasts. Who still looks says so twice in this time. */
export const PRESENT_SECONDS = 45;
const EVERY_MS = 1_000;

export interface Looking {
  ticketId: string;
  people: { personId: string; personName: string }[];
}

/**
 * Who has which ticket on screen, in whichever process they said so. It decides nothing, is in no log and writes to no ticket.
 * A process looks once a second, and only while somebody follows its live feed.
 */
@Injectable()
export class Presence implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private timer: NodeJS.Timeout | undefined;
  private now = new Map<string, string>();

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.schedule();
  }

  beforeApplicationShutdown(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** @throws Problem 404 */
  async look(person: PersonPrincipal, ticketId: string): Promise<void> {
    if ((await this.database.run(LOOK, [ticketId, person.id])).length === 0) throw notFound('ticket');
  }

  async leave(person: PersonPrincipal, ticketId: string): Promise<void> {
    await this.database.run(LEAVE, [ticketId, person.id]);
  }

  /** Tells who looks at what as it is known, then every ticket at which it changes. @returns how to stop */
  follow(listener: (looking: Looking) => void): () => void {
    for (const [ticketId, people] of this.now) listener({ ticketId, people: JSON.parse(people) as Looking['people'] });
    this.emitter.on('change', listener);
    return () => this.emitter.off('change', listener);
  }

  private schedule(): void {
    this.timer = setTimeout(() => void this.poll().finally(() => this.timer && this.schedule()), EVERY_MS);
    this.timer.unref();
  }

  private async poll(): Promise<void> {
    if (this.emitter.listenerCount('change') === 0) {
      this.now.clear();
      return;
    }
    const rows = await this.database
      .run<Looking & Record<string, unknown>>(PRESENT, [PRESENT_SECONDS])
      .catch(() => undefined);
    if (!rows) return;
    const before = this.now;
    this.now = new Map(rows.map(({ ticketId, people }) => [ticketId, JSON.stringify(people)]));
    for (const { ticketId, people } of rows) {
      if (before.get(ticketId) !== this.now.get(ticketId)) this.emitter.emit('change', { ticketId, people });
    }
    for (const ticketId of before.keys()) {
      if (!this.now.has(ticketId)) this.emitter.emit('change', { ticketId, people: [] });
    }
  }
}
