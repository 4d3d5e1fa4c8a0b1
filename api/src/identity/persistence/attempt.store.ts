import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/database.js';
import { sha256 } from '../../platform/json/canonical.js';
import { type AttemptKind, type Counted, LIMITS } from '../rules/attempts.js';

const TAKE = sql(import.meta.url, 'take-attempts');
const GIVE_BACK = {
  name: 'give-back-attempts',
  text: 'UPDATE sign_in_attempt SET attempts = greatest(attempts - 1, 0) WHERE key = ANY($1::bytea[])',
};
const FORGET = { name: 'forget-attempts', text: 'DELETE FROM sign_in_attempt WHERE key = ANY($1::bytea[])' };
const CLEAN_UP = { name: 'clean-up-attempts', text: 'DELETE FROM sign_in_attempt WHERE ends_at < clock_timestamp()' };

/** What is counted: a kind, and the source, account or device it is about. */
export interface Counter {
  kind: AttemptKind;
  of: string;
}

/** Counters that all API processes share. Only hashes are kept, so that nobody reads who tried what from where. */
@Injectable()
export class AttemptStore {
  constructor(private readonly database: Database) {}

  /** Takes one attempt of each. */
  async take(counters: readonly Counter[]): Promise<Counted[]> {
    const byKey = new Map(counters.map((counter) => [keyOf(counter).toString('hex'), counter.kind]));
    const values = [counters.map(keyOf), counters.map(({ kind }) => LIMITS[kind].seconds)];
    const rows = await this.database.run<{ key: Buffer; attempts: number; seconds_left: number }>(TAKE, values);
    return rows.map((row) => ({
      kind: byKey.get(row.key.toString('hex'))!,
      attempts: row.attempts,
      secondsLeft: row.seconds_left,
    }));
  }

  async giveBack(counters: readonly Counter[]): Promise<void> {
    await this.database.run(GIVE_BACK, [counters.map(keyOf)]);
  }

  async forget(counters: readonly Counter[]): Promise<void> {
    await this.database.run(FORGET, [counters.map(keyOf)]);
  }

  /** Deletes counters that have ended. */
  async cleanUp(): Promise<void> {
    await this.database.run(CLEAN_UP);
  }
}

function keyOf({ kind, of }: Counter): Buffer {
  return sha256(`${kind} ${of}`);
}
