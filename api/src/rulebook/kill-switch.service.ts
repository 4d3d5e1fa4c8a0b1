import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { AuditLog } from '../audit-log/audit-log.js';
import type { PersonPrincipal } from '../identity/principal.js';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/http/problem.js';
import { newId } from '../platform/ids.js';
import { salted } from '../platform/json/digest.js';

/** The scope of a stop that stops everything; no tool is called so. */
const EVERYTHING = '*';

/** Who stopped something, when and why. The reason is null once it is erased. */
export interface Stopped {
  by: string;
  byName: string;
  at: Date;
  reason: string | null;
}

const STOPPED = {
  name: 'find-stop',
  text: `SELECT k.stopped_by AS by, p.name AS "byName", k.stopped_at AS at, k.reason
    FROM kill_switch k JOIN person p ON p.id = k.stopped_by WHERE k.scope = $1 AND k.resumed_at IS NULL`,
};

/**
 * The kill switch, per tool and for everything. A stop that was answered is never overtaken: the statement that writes an
 * intent asks for it under the same lock (`tool_may_run`). Calls whose intent is written already are not touched.
 */
@Injectable()
export class KillSwitch {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @param tool null asks whether everything is stopped
   * @returns null while nobody has stopped it
   */
  async stopped(tool: string | null): Promise<Stopped | null> {
    return (await this.database.run<Stopped & Record<string, unknown>>(STOPPED, [tool ?? EVERYTHING]))[0] ?? null;
  }

  /**
   * Stops a tool, or everything (null). What is stopped already stays as it is.
   * @throws Problem 404 when there is no such tool
   */
  async stop(person: PersonPrincipal, tool: string | null, reason: string): Promise<Stopped | null> {
    const scope = await this.scopeOf(tool);
    const why = salted(reason);
    await this.database.transaction(async (client) => {
      await takeTurn(client);
      const { rowCount } = await client.query(
        `INSERT INTO kill_switch (id, scope, stopped_by, stopped_at, reason, reason_salt)
         VALUES ($1, $2, $3, clock_timestamp(), $4, $5) ON CONFLICT (scope) WHERE resumed_at IS NULL DO NOTHING`,
        [newId(), scope, person.id, why.text, why.salt],
      );
      if (rowCount === 0) return;
      const payload = { scope, reasonDigest: why.digest };
      await this.audit.appendIn(client, `person:${person.id}`, 'kill_switch.stopped', `tool:${scope}`, payload);
    });
    return this.stopped(tool);
  }

  /**
   * Lets a tool, or everything (null), run again. What is not stopped stays as it is.
   * @throws Problem 404 when there is no such tool
   */
  async resume(person: PersonPrincipal, tool: string | null, reason: string): Promise<Stopped | null> {
    const scope = await this.scopeOf(tool);
    const why = salted(reason);
    await this.database.transaction(async (client) => {
      await takeTurn(client);
      const { rowCount } = await client.query(
        `UPDATE kill_switch SET resumed_by = $2, resumed_at = clock_timestamp(), resume_reason = $3, resume_salt = $4
         WHERE scope = $1 AND resumed_at IS NULL`,
        [scope, person.id, why.text, why.salt],
      );
      if (rowCount === 0) return;
      const payload = { scope, reasonDigest: why.digest };
      await this.audit.appendIn(client, `person:${person.id}`, 'kill_switch.resumed', `tool:${scope}`, payload);
    });
    return this.stopped(tool);
  }

  private async scopeOf(tool: string | null): Promise<string> {
    if (tool === null) return EVERYTHING;
    const known = { name: 'tool-is-known', text: 'SELECT FROM tool WHERE name = $1 LIMIT 1' };
    const isName = /^[\w.:-]{1,128}$/.test(tool);
    if (!isName || (await this.database.run(known, [tool])).length === 0) throw notFound('tool');
    return tool;
  }
}

/** Alone among intents, which share this lock: those before it are committed, those after it will see what is written. */
async function takeTurn(client: PoolClient): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('kill switch'))`);
}
