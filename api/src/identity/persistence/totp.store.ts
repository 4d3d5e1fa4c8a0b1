import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

const FIND = {
  name: 'find-totp',
  text: `SELECT secret, confirmed_at IS NOT NULL AS confirmed, clock_timestamp() AS now FROM person_totp WHERE person_id = $1`,
};
const TAKE_STEP = {
  name: 'take-totp-step',
  text: 'UPDATE person_totp SET last_step = $2 WHERE person_id = $1 AND confirmed_at IS NOT NULL AND last_step < $2 RETURNING 1',
};
const COUNT_CODES = {
  name: 'count-recovery-codes',
  text: 'SELECT count(*)::int AS left FROM recovery_code WHERE person_id = $1 AND used_at IS NULL',
};

export interface StoredTotp {
  /** As `SecretBox` closed it. */
  secret: Buffer;
  confirmed: boolean;
  now: Date;
}

/** Second factors, as they are stored. */
@Injectable()
export class TotpStore {
  constructor(private readonly database: Database) {}

  async find(personId: string): Promise<StoredTotp | undefined> {
    return (await this.database.run<StoredTotp & { now: Date }>(FIND, [personId]))[0];
  }

  /** Takes the step of a code. @returns false when it, or a later one, was taken before */
  async takeStep(personId: string, step: number): Promise<boolean> {
    return (await this.database.run(TAKE_STEP, [personId, step])).length === 1;
  }

  async recoveryCodesLeft(personId: string): Promise<number> {
    return (await this.database.run<{ left: number }>(COUNT_CODES, [personId]))[0]!.left;
  }
}
