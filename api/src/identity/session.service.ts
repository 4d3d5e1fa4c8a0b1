import { Injectable } from '@nestjs/common';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { AuditLog } from '../audit-log/audit-log.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/http/problem.js';
import { Passwords } from './passwords.js';
import type { PersonPrincipal } from './principal.js';
import type { Role } from './rules/roles.js';
import { newSessionToken } from './secrets.js';

const SESSION_HOURS = 12;

const FIND_PERSON = {
  name: 'find-person-to-sign-in',
  text: 'SELECT id, name, email, roles, password_hash FROM person WHERE email = $1 AND active',
};

export interface OpenedSession {
  token: string;
  csrfToken: string;
  maxAgeSeconds: number;
  person: { id: string; email: string; name: string; roles: Role[] };
}

/** Signing in and out. Sessions live on the server; the browser holds a random token. */
@Injectable()
export class SessionService {
  /** Failures only: ten wrong passwords for one e-mail from one address lock that pair for five minutes. */
  private readonly failures = new RateLimiterMemory({ points: 10, duration: 300 });

  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly audit: AuditLog,
  ) {}

  /** @throws Problem 401 `sign_in_failed`, 429 `too_many_attempts` */
  async open(emailAsTyped: string, password: string, address: string): Promise<OpenedSession> {
    const email = emailAsTyped.trim().toLowerCase();
    const pair = `${address} ${email}`;
    await this.refuseWhenLocked(pair);
    const [person] = await this.database.run<OpenedSession['person'] & { password_hash: string }>(FIND_PERSON, [email]);
    if (!(await this.passwords.matches(password, person?.password_hash)) || !person) {
      await this.failures.penalty(pair);
      throw new Problem(
        401,
        'sign_in_failed',
        'This e-mail and password do not belong together. Check both and try again.',
      );
    }
    await this.failures.delete(pair);
    const { token, csrfToken, hash } = newSessionToken();
    await this.database.transaction(async (client) => {
      await client.query('DELETE FROM session WHERE person_id = $1 AND expires_at < now()', [person.id]);
      await client.query(
        `INSERT INTO session (token_hash, person_id, csrf_token, expires_at)
         VALUES ($1, $2, $3, now() + make_interval(hours => $4))`,
        [hash, person.id, csrfToken, SESSION_HOURS],
      );
      await this.audit.appendIn(client, `person:${person.id}`, 'session.opened', `person:${person.id}`, {
        roles: person.roles,
      });
    });
    const { id, name, roles } = person;
    return { token, csrfToken, maxAgeSeconds: SESSION_HOURS * 3600, person: { id, email, name, roles } };
  }

  async close(person: PersonPrincipal): Promise<void> {
    await this.database.transaction(async (client) => {
      await client.query('DELETE FROM session WHERE token_hash = $1', [person.tokenHash]);
      await this.audit.appendIn(client, `person:${person.id}`, 'session.closed', `person:${person.id}`, {});
    });
  }

  private async refuseWhenLocked(pair: string): Promise<void> {
    const seen = await this.failures.get(pair);
    if (seen && seen.consumedPoints >= 10) {
      const seconds = Math.ceil(seen.msBeforeNext / 1000);
      throw new Problem(429, 'too_many_attempts', `Too many wrong passwords. Try again in ${seconds} seconds.`, {
        retryAfterSeconds: seconds,
      });
    }
  }
}
