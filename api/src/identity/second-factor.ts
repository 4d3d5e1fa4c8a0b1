import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '../../../config/environment.js';
import { AuditLog } from '../audit-log/audit-log.js';
import { Database } from '../platform/database/database.js';
import { ENVIRONMENT } from '../platform/environment.token.js';
import { Problem } from '../platform/http/problem.js';
import { sha256 } from '../platform/json/canonical.js';
import { loadSecretBox, type SecretBox } from '../platform/keys/secret-box.js';
import { type StoredTotp, TotpStore } from './persistence/totp.store.js';
import { stepOf, typedCode } from './rules/totp.js';

export type Factor = 'totp' | 'recovery_code';

/** Whether somebody has a second factor, and whether a code is theirs. Each code counts once. */
@Injectable()
export class SecondFactor {
  /** Null where no key is there, see `loadSecretBox`. */
  readonly box: SecretBox | null;

  constructor(
    private readonly store: TotpStore,
    private readonly database: Database,
    private readonly audit: AuditLog,
    @Inject(ENVIRONMENT) environment: Environment,
  ) {
    this.box = loadSecretBox(environment.keysDir, 'totp');
  }

  /** Whether a code is asked of this person: an enrolment that was never confirmed asks for none. */
  async isOn(personId: string): Promise<boolean> {
    return (await this.store.find(personId))?.confirmed ?? false;
  }

  /**
   * Takes a code: of the app, or a recovery code, which is then used up.
   * @returns which it was, null when it is neither or was taken before
   * @throws Problem 503 `totp_unavailable`
   */
  async take(personId: string, code: string): Promise<Factor | null> {
    const typed = typedCode(code);
    if (!/^\d{6}$/.test(typed)) return (await this.useRecoveryCode(personId, typed)) ? 'recovery_code' : null;
    const stored = await this.store.find(personId);
    const step = stored ? this.stepOf(personId, stored, typed) : null;
    return step !== null && (await this.store.takeStep(personId, step)) ? 'totp' : null;
  }

  /** The step of a code of an enrolment, confirmed or not; see `rules/totp.ts`. @throws Problem 503 `totp_unavailable` */
  stepOf(personId: string, { secret, now }: StoredTotp, code: string): number | null {
    if (!this.box) {
      throw new Problem(
        503,
        'totp_unavailable',
        'This process has no key to check one-time codes with. Use a recovery code, and tell whoever runs Countersign that COUNTERSIGN_KEYS_DIR lacks totp.key.',
      );
    }
    return stepOf(this.box.open(secret, personId), typedCode(code), now);
  }

  private async useRecoveryCode(personId: string, code: string): Promise<boolean> {
    return this.database.transaction(async (client) => {
      const { rowCount } = await client.query(
        `UPDATE recovery_code SET used_at = now() WHERE person_id = $1 AND code_hash = $2 AND used_at IS NULL
           AND EXISTS (SELECT FROM person_totp WHERE person_id = $1 AND confirmed_at IS NOT NULL)`,
        [personId, sha256(code)],
      );
      if (rowCount === 0) return false;
      const { rows } = await client.query<{ left: number }>(
        'SELECT count(*)::int AS left FROM recovery_code WHERE person_id = $1 AND used_at IS NULL',
        [personId],
      );
      await this.audit.appendIn(client, `person:${personId}`, 'recovery_code.used', `person:${personId}`, {
        left: rows[0]!.left,
      });
      return true;
    });
  }
}
