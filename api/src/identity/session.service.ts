import { Inject, Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import type { Environment } from '../../../config/environment.js';
import { AuditLog } from '../audit-log/audit-log.js';
import type { Actor } from '../audit-log/rules/audit-actions.js';
import { Database } from '../platform/database/database.js';
import { ENVIRONMENT } from '../platform/environment.token.js';
import { notFound, Problem } from '../platform/http/problem.js';
import { sha256 } from '../platform/json/canonical.js';
import { DEVICE_DAYS } from './persistence/device.store.js';
import { endSessions, type Rotated, rotate, SESSION_ITEM, type SessionRow } from './persistence/session-rows.js';
import type { PersonPrincipal } from './principal.js';
import { Proofs } from './proofs.js';
import { deviceName } from './rules/device-name.js';
import type { Role } from './rules/roles.js';
import { newDeviceToken, newSessionToken } from './secrets.js';

/** A program that signs in again and again without its cookies must not fill the table. */
const MOST_DEVICES = 20;

const KNOW_DEVICE = `
  WITH forgotten AS (
    DELETE FROM known_device WHERE person_id = $1 AND (token_hash = $2 OR used_at < now() - make_interval(days => $4)
      OR token_hash IN (SELECT token_hash FROM known_device WHERE person_id = $1 ORDER BY used_at DESC OFFSET $5 - 1)))
  INSERT INTO known_device (token_hash, person_id) VALUES ($3, $1)`;

export interface SignIn {
  email: string;
  password: string;
  /** Of the authenticator app, or a recovery code; asked of those who have one. */
  code?: string;
}

/** Where somebody signs in from. */
export interface SignInFrom {
  address: string;
  userAgent?: string;
  /** Token of a session that this browser holds; it ends. */
  formerToken?: string;
  /** Token that this browser is known by. */
  device?: string;
}

export interface OpenedSession extends Rotated {
  deviceToken: string;
  person: { id: string; email: string; name: string; roles: Role[] };
}

/** Signing in and out, and proving again. Sessions live on the server; the browser holds a random token. */
@Injectable()
export class SessionService {
  constructor(
    private readonly database: Database,
    private readonly proofs: Proofs,
    private readonly audit: AuditLog,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Opens a session under a new token. @throws Problem see `Proofs.ofStranger` */
  async open({ email: typed, password, code }: SignIn, from: SignInFrom): Promise<OpenedSession> {
    const email = typed.trim().toLowerCase();
    const person = await this.proofs.ofStranger(email, password, code, from);
    const { token, csrfToken, hash } = newSessionToken();
    const device = newDeviceToken();
    const former = [from.formerToken, from.device].map((held) => (held ? sha256(held) : null));
    const maxAgeSeconds = this.environment.sessionHours * 3600;
    await this.database.transaction(async (client) => {
      // Waits for whoever is changing this person, and looks again: their sessions end by that change.
      const still = await client.query('SELECT FROM person WHERE id = $1 AND active AND password_hash = $2 FOR SHARE', [
        person.id,
        person.passwordHash,
      ]);
      if (still.rowCount === 0) throw new Problem(401, 'sign_in_failed', 'Your access changed just now. Try again.');
      await client.query('DELETE FROM session WHERE (person_id = $1 AND expires_at < now()) OR token_hash = $2', [
        person.id,
        former[0],
      ]);
      const { rows } = await client.query<{ id: string }>(
        `INSERT INTO session (token_hash, person_id, csrf_token, expires_at, device)
         VALUES ($1, $2, $3, now() + make_interval(secs => $4), $5) RETURNING id`,
        [hash, person.id, csrfToken, maxAgeSeconds, deviceName(from.userAgent)],
      );
      await client.query(KNOW_DEVICE, [person.id, former[1], device.hash, DEVICE_DAYS, MOST_DEVICES]);
      await this.audit.appendIn(client, `person:${person.id}`, 'session.opened', `person:${person.id}`, {
        roles: person.roles,
        sessionId: rows[0]!.id,
        secondFactor: person.factor,
      });
    });
    const { id, name, roles } = person;
    return { token, csrfToken, maxAgeSeconds, deviceToken: device.token, person: { id, email, name, roles } };
  }

  /** What somebody is signed in on, the newest first. */
  async list(person: PersonPrincipal): Promise<(SessionRow & { current: boolean })[]> {
    const text = `SELECT ${SESSION_ITEM} FROM session WHERE person_id = $1 AND expires_at > now()
      AND seen_at > now() - make_interval(mins => $2) ORDER BY created_at DESC LIMIT 100`;
    const values = [person.id, this.environment.sessionIdleMinutes];
    const rows = await this.database.run<SessionRow>({ name: 'list-sessions', text }, values);
    return rows.map((row) => ({ ...row, current: row.id === person.sessionId }));
  }

  /** Ends one session of one's own, the one that asks included. @throws Problem 404 */
  async close(person: PersonPrincipal, sessionId: string): Promise<void> {
    await this.database.transaction(async (client) => {
      const { rowCount } = await client.query('DELETE FROM session WHERE id = $1 AND person_id = $2', [
        sessionId,
        person.id,
      ]);
      if (rowCount === 0) throw notFound('session');
      await this.audit.appendIn(client, `person:${person.id}`, 'session.closed', `person:${person.id}`, { sessionId });
    });
  }

  /** Ends every session of a person, and forgets the browsers they are known on. @throws Problem 404 */
  async closeAll(by: Actor, personId: string): Promise<void> {
    await this.database.transaction(async (client) => {
      const known = await client.query('SELECT FROM person WHERE id = $1', [personId]);
      if (known.rowCount === 0) throw notFound('person');
      const ended = await endSessions(client, personId);
      await this.audit.appendIn(client, by, 'sessions.ended', `person:${personId}`, { ended });
    });
  }

  /** Proves again who one is, for what the sign-off policy asks that of. The session goes on under a new token. */
  async stepUp(person: PersonPrincipal, password: string, code: string | undefined): Promise<Rotated> {
    const { factor } = await this.proofs.again(person, password, code);
    return this.database.transaction(async (client: PoolClient) => {
      const rotated = await rotate(client, person, { steppedUp: true });
      await this.audit.appendIn(client, `person:${person.id}`, 'session.stepped_up', `person:${person.id}`, {
        sessionId: person.sessionId,
        secondFactor: factor,
      });
      return rotated;
    });
  }
}
