import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit-log/audit-log.js';
import type { Actor } from '../audit-log/rules/audit-actions.js';
import { Database } from '../platform/database/database.js';
import { notFound, Problem } from '../platform/http/problem.js';
import { newId } from '../platform/ids.js';
import { refuseWeak } from './own-account.service.js';
import { Passwords } from './passwords.js';
import { endSessions } from './persistence/session-rows.js';
import type { Role } from './rules/roles.js';

export interface Person {
  id: string;
  email: string;
  name: string;
  roles: Role[];
  active: boolean;
  createdAt: Date;
}

const COLUMNS = 'id, email, name, roles, active, created_at AS "createdAt"';

/** People and their roles. Who may do this is the guard's business; that it is recorded is ours. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly audit: AuditLog,
  ) {}

  /** A page of people by e-mail, after the given e-mail. */
  async list(limit: number, after: string): Promise<Person[]> {
    const text = `SELECT ${COLUMNS} FROM person WHERE email > $1 ORDER BY email LIMIT $2`;
    return this.database.run<Person>({ name: 'list-people', text }, [after, limit]);
  }

  async byEmail(email: string): Promise<Person | undefined> {
    const text = `SELECT ${COLUMNS} FROM person WHERE email = $1`;
    return (await this.database.run<Person>({ name: 'find-person', text }, [email.trim().toLowerCase()]))[0];
  }

  /** @throws Problem 409 `email_taken`, 422 `password_too_weak` */
  async create(by: Actor, person: { email: string; name: string; password: string; roles: Role[] }): Promise<Person> {
    refuseWeak(person.password, person);
    const passwordHash = await this.passwords.hash(person.password);
    return this.database.transaction(async (client) => {
      const { rows } = await client.query<Person>(
        `INSERT INTO person (id, email, name, password_hash, roles) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (email) DO NOTHING RETURNING ${COLUMNS}`,
        [newId(), person.email.trim().toLowerCase(), person.name, passwordHash, [...new Set(person.roles)]],
      );
      const created = rows[0];
      if (!created)
        throw new Problem(409, 'email_taken', 'Somebody has this e-mail already. Change that person instead.');
      await this.audit.appendIn(client, by, 'person.created', `person:${created.id}`, { roles: created.roles });
      return created;
    });
  }

  /**
   * Changes what is given. Ends the person's sessions when their access, their roles or their password change: nobody goes
   * on under a token that was given to somebody who might do something else.
   * @throws Problem 409 `own_access`, 422 `password_too_weak`
   */
  async change(
    by: Actor,
    id: string,
    change: { name?: string; roles?: Role[]; active?: boolean; password?: string },
  ): Promise<Person> {
    if (by === `person:${id}` && (change.active === false || (change.roles && !change.roles.includes('admin')))) {
      throw new Problem(409, 'own_access', 'You can’t take your own admin access away. Ask another admin.');
    }
    const passwordHash = change.password === undefined ? null : await this.newHash(id, change.password);
    return this.database.transaction(async (client) => {
      const before = await client.query<Person>(`SELECT ${COLUMNS} FROM person WHERE id = $1 FOR UPDATE`, [id]);
      const { rows } = await client.query<Person>(
        `UPDATE person SET name = coalesce($2, name), roles = coalesce($3, roles), active = coalesce($4, active),
           password_hash = coalesce($5, password_hash)
         WHERE id = $1 RETURNING ${COLUMNS}`,
        [id, change.name, change.roles && [...new Set(change.roles)], change.active, passwordHash],
      );
      const changed = rows[0];
      if (!changed) throw notFound('person');
      const was = before.rows[0]!;
      if (!changed.active || passwordHash || !sameRoles(was.roles, changed.roles)) await endSessions(client, id);
      await this.audit.appendIn(client, by, 'person.changed', `person:${id}`, {
        changed: Object.keys(change).filter((key) => change[key as keyof typeof change] !== undefined),
        roles: changed.roles,
        active: changed.active,
      });
      return changed;
    });
  }

  /** Takes a person's second factor away, for who lost both phone and recovery codes. @throws Problem 404 */
  async removeTotp(by: Actor, id: string): Promise<void> {
    await this.database.transaction(async (client) => {
      const known = await client.query('SELECT FROM person WHERE id = $1', [id]);
      if (known.rowCount === 0) throw notFound('person');
      const { rowCount } = await client.query('DELETE FROM person_totp WHERE person_id = $1', [id]);
      await client.query('DELETE FROM recovery_code WHERE person_id = $1', [id]);
      const ended = await endSessions(client, id);
      if (rowCount !== 0) await this.audit.appendIn(client, by, 'totp.removed', `person:${id}`, { ended });
    });
  }

  private async newHash(id: string, password: string): Promise<string> {
    const text = `SELECT ${COLUMNS} FROM person WHERE id = $1`;
    const [person] = await this.database.run<Person>({ name: 'find-person-by-id', text }, [id]);
    if (!person) throw notFound('person');
    refuseWeak(password, person);
    return this.passwords.hash(password);
  }
}

function sameRoles(before: readonly Role[], after: readonly Role[]): boolean {
  return before.length === after.length && before.every((role) => after.includes(role));
}
