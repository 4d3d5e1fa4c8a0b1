import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit-log/audit-log.js';
import type { PersonPrincipal } from '../identity/principal.js';
import { Database } from '../platform/database/database.js';
import { refuse } from '../platform/http/paging.js';
import { Problem } from '../platform/http/problem.js';
import { CURRENT_REASONS, type ReasonList, RejectReasonStore } from './persistence/reject-reason.store.js';
import { type RejectReason, reasonChanges, reasonFault } from './rules/reject-reasons.js';

/** The list of reasons to refuse for. What is taken off it is offered no more, and stays readable. */
@Injectable()
export class RejectReasons {
  constructor(
    private readonly store: RejectReasonStore,
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** What is offered now, and what once was. */
  async all(): Promise<ReasonList & { archived: RejectReason[] }> {
    const [current, ever] = await Promise.all([this.store.current(), this.store.ever()]);
    const offered = new Set(current.reasons.map(({ code }) => code));
    return { ...current, archived: ever.filter(({ code }) => !offered.has(code)) };
  }

  /** Gives a function that refuses, with a 400, a code that is not offered now. */
  async offered(): Promise<(code: string) => void> {
    const codes = (await this.store.current()).reasons.map(({ code }) => code);
    return (code) => {
      if (!codes.includes(code)) throw refuse('reason', `must be one of ${codes.join(', ')}`);
    };
  }

  /**
   * Puts another list in force.
   * @param version the one it was made from
   * @throws Problem 400 for a list that can't be used, 409 `stale_version` when somebody else changed it meanwhile, 422 when
   *   nothing is changed
   */
  async replace(person: PersonPrincipal, version: number, reasons: RejectReason[]): Promise<void> {
    const list = reasons.map(({ code, label }) => ({ code, label: label.trim() }));
    const fault = reasonFault(list);
    if (fault) throw refuse(fault.path, fault.message);
    await this.database.transaction(async (client) => {
      // Whoever else wants to change it waits.
      await client.query(`SELECT pg_advisory_xact_lock(hashtext('reject reasons'))`);
      const { rows } = await client.query<ReasonList>(CURRENT_REASONS.text);
      const current = rows[0]!;
      if (current.version !== version) {
        throw new Problem(
          409,
          'stale_version',
          `The list is at version ${current.version} by now. Load it again, look at what changed and make your change to that.`,
        );
      }
      const changes = reasonChanges(current.reasons, list);
      if (!changes) throw new Problem(422, 'nothing_changed', 'This is the list that is in force.');
      const next = current.version + 1;
      await client.query('INSERT INTO reject_reason_list (version, reasons, created_by) VALUES ($1, $2, $3)', [
        next,
        JSON.stringify(list),
        person.id,
      ]);
      await this.audit.appendIn(client, `person:${person.id}`, 'reject_reasons.changed', `reject_reasons:${next}`, {
        version: next,
        ...changes,
      });
    });
  }
}
