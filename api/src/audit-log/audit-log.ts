import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { Database, sql } from '../platform/database/database.js';
import type { Actor, AuditAction, AuditActions, Subject } from './rules/audit-actions.js';
import { auditEntry } from './rules/audit-entry.js';

const APPEND = sql(import.meta.url, 'persistence/append-entry');

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

  /** An entry in the transaction of the change it tells of: if this fails, the change fails. */
  async appendIn<A extends AuditAction>(
    client: PoolClient,
    actor: Actor,
    action: A,
    subject: Subject,
    payload: AuditActions[A],
  ): Promise<void> {
    const { rows } = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    const entry = auditEntry(rows[0]!.now.toISOString(), actor, action, subject, payload);
    await client.query({ ...APPEND, values: [entry.at, entry.actor, entry.action, entry.subject, entry.canonical] });
  }
}
