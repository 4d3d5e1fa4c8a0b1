import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit-log/audit-log.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/http/problem.js';
import { sha256 } from '../platform/json/canonical.js';
import { Passwords } from './passwords.js';
import { endSessions, type Rotated, rotate } from './persistence/session-rows.js';
import { TotpStore } from './persistence/totp.store.js';
import type { PersonPrincipal } from './principal.js';
import { Proofs } from './proofs.js';
import { weaknessOf } from './rules/password-rules.js';
import { enrolment, typedCode } from './rules/totp.js';
import { SecondFactor } from './second-factor.js';
import { newRecoveryCodes, newTotpSecret } from './secrets.js';

export interface TotpStanding {
  state: 'off' | 'unconfirmed' | 'on';
  /** False where this installation has no key to keep secrets with. */
  available: boolean;
  recoveryCodesLeft: number;
}

/** What people change of their own: password and second factor. Each change ends their other sessions. */
@Injectable()
export class OwnAccountService {
  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly proofs: Proofs,
    private readonly secondFactor: SecondFactor,
    private readonly totps: TotpStore,
    private readonly audit: AuditLog,
  ) {}

  /** @throws Problem 403 `proof_failed`, 422 `password_too_weak` */
  async changePassword(person: PersonPrincipal, current: string, next: string): Promise<Rotated> {
    const { passwordHash } = await this.proofs.again(person, current, undefined, { needsCode: false });
    refuseWeak(next, person);
    const nextHash = await this.passwords.hash(next);
    return this.database.transaction(async (client) => {
      const { rowCount } = await client.query(
        'UPDATE person SET password_hash = $3 WHERE id = $1 AND password_hash = $2',
        [person.id, passwordHash, nextHash],
      );
      if (rowCount === 0) throw new Problem(403, 'proof_failed', 'Your password was changed meanwhile. Try again.');
      const rotated = await rotate(client, person);
      const ended = await endSessions(client, person.id, person.sessionId);
      await this.audit.appendIn(client, `person:${person.id}`, 'password.changed', `person:${person.id}`, { ended });
      return rotated;
    });
  }

  async totp({ id }: PersonPrincipal): Promise<TotpStanding> {
    const stored = await this.totps.find(id);
    const state = stored === undefined ? 'off' : stored.confirmed ? 'on' : 'unconfirmed';
    const recoveryCodesLeft = state === 'on' ? await this.totps.recoveryCodesLeft(id) : 0;
    return { state, available: this.secondFactor.box !== null, recoveryCodesLeft };
  }

  /**
   * Begins to enrol: a secret, shown this once, that counts when the first code has confirmed it.
   * @throws Problem 403 `proof_failed`, 409 `totp_on`, `totp_not_configured`
   */
  async enrol(person: PersonPrincipal, password: string): Promise<{ secret: string; uri: string }> {
    const { box } = this.secondFactor;
    if (!box) {
      throw new Problem(
        409,
        'totp_not_configured',
        'This installation has no key to keep one-time code secrets with. Ask whoever runs it for "npm run admin -- create-keys".',
      );
    }
    await this.proofs.again(person, password, undefined, { needsCode: false });
    const secret = newTotpSecret();
    await this.database.transaction(async (client) => {
      const { rowCount } = await client.query(
        `INSERT INTO person_totp AS t (person_id, secret) VALUES ($1, $2)
         ON CONFLICT (person_id) DO UPDATE SET secret = excluded.secret, created_at = now() WHERE t.confirmed_at IS NULL`,
        [person.id, box.seal(secret, person.id)],
      );
      if (rowCount === 0)
        throw new Problem(409, 'totp_on', 'One-time codes are on already. Switch them off first to enrol another app.');
      await this.audit.appendIn(client, `person:${person.id}`, 'totp.begun', `person:${person.id}`, {});
    });
    return enrolment(secret, person.email);
  }

  /** Switches codes on. @returns recovery codes, shown this once @throws Problem 403 `proof_failed`, 409 `totp_not_begun` */
  async confirm(person: PersonPrincipal, code: string): Promise<Rotated & { recoveryCodes: string[] }> {
    const stored = await this.totps.find(person.id);
    if (!stored || stored.confirmed) throw nothingBegun();
    const attempt = await this.proofs.attempt(person);
    const step = this.secondFactor.stepOf(person.id, stored, code);
    if (step === null)
      throw new Problem(403, 'proof_failed', 'This code is not right. Wait for the next one and try again.');
    await attempt.succeeded();
    const recoveryCodes = newRecoveryCodes();
    const rotated = await this.database.transaction(async (client) => {
      const { rowCount } = await client.query(
        'UPDATE person_totp SET confirmed_at = now(), last_step = $2 WHERE person_id = $1 AND confirmed_at IS NULL AND secret = $3',
        [person.id, step, stored.secret],
      );
      if (rowCount === 0) throw nothingBegun();
      await client.query('DELETE FROM recovery_code WHERE person_id = $1', [person.id]);
      await client.query(WRITE_CODES, [person.id, recoveryCodes.map(hashOf)]);
      const next = await rotate(client, person);
      const ended = await endSessions(client, person.id, person.sessionId);
      await this.audit.appendIn(client, `person:${person.id}`, 'totp.confirmed', `person:${person.id}`, { ended });
      return next;
    });
    return { ...rotated, recoveryCodes };
  }

  /** Switches codes off. @throws Problem 403 `proof_failed`, `code_required`, 409 `totp_not_begun` */
  async removeTotp(person: PersonPrincipal, password: string, code: string | undefined): Promise<Rotated> {
    await this.proofs.again(person, password, code);
    return this.database.transaction(async (client) => {
      const { rowCount } = await client.query('DELETE FROM person_totp WHERE person_id = $1', [person.id]);
      if (rowCount === 0) throw new Problem(409, 'totp_not_begun', 'One-time codes are off already.');
      await client.query('DELETE FROM recovery_code WHERE person_id = $1', [person.id]);
      const rotated = await rotate(client, person);
      const ended = await endSessions(client, person.id, person.sessionId);
      await this.audit.appendIn(client, `person:${person.id}`, 'totp.removed', `person:${person.id}`, { ended });
      return rotated;
    });
  }

  /** New recovery codes; those before count no more. @throws Problem see `removeTotp` */
  async renewRecoveryCodes(person: PersonPrincipal, password: string, code: string | undefined): Promise<string[]> {
    await this.proofs.again(person, password, code);
    const recoveryCodes = newRecoveryCodes();
    await this.database.transaction(async (client) => {
      const on = await client.query(
        'SELECT FROM person_totp WHERE person_id = $1 AND confirmed_at IS NOT NULL FOR UPDATE',
        [person.id],
      );
      if (on.rowCount === 0) throw new Problem(409, 'totp_not_begun', 'One-time codes are off. Enrol an app first.');
      await client.query('DELETE FROM recovery_code WHERE person_id = $1', [person.id]);
      await client.query(WRITE_CODES, [person.id, recoveryCodes.map(hashOf)]);
      await this.audit.appendIn(client, `person:${person.id}`, 'recovery_codes.renewed', `person:${person.id}`, {});
    });
    return recoveryCodes;
  }
}

const WRITE_CODES = 'INSERT INTO recovery_code (person_id, code_hash) SELECT $1, unnest($2::bytea[])';

const nothingBegun = () => new Problem(409, 'totp_not_begun', 'Nothing waits to be confirmed. Begin to enrol first.');

/** Kept as it is typed: without hyphens. */
function hashOf(code: string): Buffer {
  return sha256(typedCode(code));
}

/** @throws Problem 422 `password_too_weak` */
export function refuseWeak(password: string, person: { email: string; name: string }): void {
  const because = weaknessOf(password, person);
  if (because) throw new Problem(422, 'password_too_weak', because);
}
