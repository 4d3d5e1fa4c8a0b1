import { Injectable } from '@nestjs/common';
import { Database, sql } from '../platform/database/database.js';
import { Sweep } from '../platform/sweep.js';
import { ErasureService } from '../tickets/erasure.service.js';
import { TicketStore } from '../tickets/persistence/ticket.store.js';
import { breach, expire } from './rules/expire.js';

const OVER = sql(import.meta.url, 'persistence/find-deadlines-over');

/** Records breaches, ends what has expired and forgets what was erased, by the database's clock. Any number of workers may sweep. */
@Injectable()
export class DeadlineSweep extends Sweep {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketStore,
    private readonly erasures: ErasureService,
  ) {
    super('deadlines');
  }

  protected async round(): Promise<void> {
    const over = await this.database.run<{ id: string }>(OVER);
    await Promise.all(over.map(({ id }) => this.settle(id)));
    await this.erasures.forget();
  }

  private async settle(id: string): Promise<void> {
    await this.tickets.change(id, (file) => {
      const { ticket, now } = file;
      if (ticket.state !== 'pending_review') return null;
      if (ticket.expiresAt <= now) return expire(file);
      const breached = ticket.dueAt !== null && ticket.dueAt <= now && ticket.breachedAt === null;
      return breached ? breach(file) : null;
    });
  }
}
