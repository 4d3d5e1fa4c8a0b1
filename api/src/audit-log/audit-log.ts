import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { Database, sql } from '../platform/database/database.js';
import type { Actor, AuditAction, AuditActions, Subject } from './rules/audit-actions.js';
import { auditEntry } from './rules/audit-entry.js';
import { type Receipt, receiptOf } from './rules/receipt.js';

const APPEND = sql(import.meta.url, 'persistence/append-entry');
const FIND_RECEIPT = sql(import.meta.url, 'persistence/find-receipt');

/** Writes entries that belong to no ticket change. A ticket's entries go with its change (`TicketStore`). */
@Injectable()
export class AuditLog {
  constructor(private readonly database: Database) {}

  /** An entry of its own, e.g. of a refusal, where nothing else is written. */
  async append<A extends AuditAction>(
    actor: Actor,
    action: A,
    subject: Subject,
    payload: AuditActions[A],
  ): Promise<void> {
    await this.database.transaction((client) => this.appendIn(client, actor, action, subject, payload));
  }

  /** The receipt of the first such entry, for whoever asks again for what was done already. */
  async receiptOf(subject: Subject, action: AuditAction): Promise<Receipt | null> {
    const [receipt] = await this.database.run<{ entryId: string; entryHash: string }>(FIND_RECEIPT, [subject, action]);
    return receipt ?? null;
  }

  /** An entry in the transaction of the change it tells of: if this fails, the change fails. */
  async appendIn<A extends AuditAction>(
    client: PoolClient,
    actor: Actor,
    action: A,
    subject: Subject,
    payload: AuditActions[A],
  ): Promise<Receipt> {
    const { rows } = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    const entry = auditEntry(rows[0]!.now.toISOString(), actor, action, subject, payload);
    const values = [entry.at, entry.actor, entry.action, entry.subject, entry.canonical];
    const written = await client.query<{ id: string }>({ ...APPEND, values });
    return receiptOf(written.rows[0]!.id, entry.canonical);
  }
}
