import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

export interface SignOffFilters {
  personId: string | null;
  ticketId: string | null;
  verdict: string | null;
  tool: string | null;
  role: string | null;
  from: string | null;
  to: string | null;
}

export interface SignOffRow {
  id: string;
  ticketId: string;
  ticketNumber: number;
  personId: string;
  personName: string;
  roles: string[];
  verdict: string;
  reason: string | null;
  note: string | null;
  at: Date;
  revision: number;
  contentHash: string;
  counts: boolean;
  toolName: string | null;
  argumentsRaw: string | null;
  ticketState: string;
  executionState: string | null;
}

/** Pages of sign-offs, newest first; ids are made in the order of time. */
@Injectable()
export class SignOffPage {
  constructor(private readonly database: Database) {}

  async rows(filters: SignOffFilters, limit: number, after: string | null): Promise<SignOffRow[]> {
    const values: unknown[] = [];
    const where: string[] = [];
    const add = (sql: (n: number) => string, value: unknown): void => {
      if (value === null) return;
      values.push(value);
      where.push(sql(values.length));
    };
    add((n) => `s.person_id = $${n}`, filters.personId);
    add((n) => `s.ticket_id = $${n}`, filters.ticketId);
    add((n) => `s.verdict = $${n}`, filters.verdict);
    add((n) => `r.tool_name = $${n}`, filters.tool);
    add((n) => `$${n} = ANY(s.roles)`, filters.role);
    add((n) => `s.at >= $${n}`, filters.from);
    add((n) => `s.at < $${n}`, filters.to);
    add((n) => `s.id < $${n}`, after);
    values.push(limit);
    return this.database.query<SignOffRow>(
      `SELECT s.id, s.ticket_id AS "ticketId", t.number::int AS "ticketNumber", s.person_id AS "personId", p.name AS "personName",
         s.roles, s.verdict, s.reason, s.note, s.at, s.revision, encode(s.content_hash, 'hex') AS "contentHash",
         s.revision = t.revision AS counts, r.tool_name AS "toolName", r.arguments_raw AS "argumentsRaw",
         t.state AS "ticketState", e.state AS "executionState"
       FROM sign_off s
       JOIN ticket t ON t.id = s.ticket_id
       JOIN revision r ON r.ticket_id = s.ticket_id AND r.revision = s.revision
       JOIN person p ON p.id = s.person_id
       LEFT JOIN execution e ON e.ticket_id = s.ticket_id AND e.revision = s.revision
       ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''}
       ORDER BY s.id DESC LIMIT $${values.length}`,
      values,
    );
  }
}
