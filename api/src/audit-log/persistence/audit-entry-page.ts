import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

export interface AuditFilters {
  ticketId: string | null;
  actorId: string | null;
  action: string | null;
  from: string | null;
  to: string | null;
}

export interface AuditRow {
  id: string;
  at: Date;
  actor: string;
  actorName: string | null;
  action: string;
  subject: string;
  canonical: string;
  hash: string;
}

/** Pages of the audit log by keyset on the id. */
@Injectable()
export class AuditEntryPage {
  constructor(private readonly database: Database) {}

  async rows(filters: AuditFilters, newestFirst: boolean, limit: number, after: string | null): Promise<AuditRow[]> {
    const values: unknown[] = [];
    const where: string[] = [];
    const add = (sql: (n: number) => string, value: unknown): void => {
      if (value === null) return;
      values.push(value);
      where.push(sql(values.length));
    };
    add((n) => `e.subject = $${n}`, filters.ticketId && `ticket:${filters.ticketId}`);
    // Written as two equalities, because the index on people's entries is partial.
    add(
      (n) => `(e.actor = 'person:' || $${n} AND e.actor LIKE 'person:%' OR e.actor = 'agent:' || $${n})`,
      filters.actorId,
    );
    add((n) => `e.action = $${n}`, filters.action);
    add((n) => `e.at >= $${n}`, filters.from);
    add((n) => `e.at < $${n}`, filters.to);
    add((n) => `e.id ${newestFirst ? '<' : '>'} $${n}::bigint`, after);
    values.push(limit);
    return this.database.query<AuditRow>(
      `SELECT e.id::text, e.at, e.actor, e.action, e.subject, convert_from(e.canonical, 'UTF8') AS canonical,
         encode(e.hash, 'hex') AS hash, coalesce(
           (SELECT p.name FROM person p WHERE e.actor = 'person:' || p.id),
           (SELECT a.name FROM agent a WHERE e.actor = 'agent:' || a.id)) AS "actorName"
       FROM audit_entry e ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''}
       ORDER BY e.id ${newestFirst ? 'DESC' : 'ASC'} LIMIT $${values.length}`,
      values,
    );
  }
}
