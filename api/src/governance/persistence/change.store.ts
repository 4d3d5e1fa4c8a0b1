import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { Database, sql } from '../../platform/database/database.js';
import type { Salted } from '../../platform/json/digest.js';
import type { RoutedBefore } from '../../routing/rules/replay.js';
import type { ChangeState } from '../rules/lifecycle.js';
import type { ChangeToSign } from '../rules/sign-change.js';

const LOAD = sql(import.meta.url, 'load-changes');
const LATELY = sql(import.meta.url, 'load-lately');

export interface ChangeRow extends Omit<ChangeToSign, 'signOffs'> {
  id: string;
  number: number;
  basedOn: number;
  /** RFC 8785 text, as `flag` and `stood`. */
  document: string;
  reason: string;
  flag: string | null;
  /** What the flag counted when it was filed. */
  stood: string | null;
  /** 64 hex characters. */
  contentHash: string;
  filedByName: string;
  filedAt: Date;
  endedAt: Date | null;
  /** The version that it became. */
  version: number | null;
  /** The version in force now. */
  inForce: number;
  signOffs: (ChangeToSign['signOffs'][number] & { personName: string; reason: string | null; at: string })[];
}

export interface NewChange
  extends Pick<ChangeRow, 'id' | 'kind' | 'basedOn' | 'document' | 'flag' | 'stood' | 'filedBy'> {
  reason: Salted;
  contentHash: Buffer;
}

export interface NewSignOff {
  changeId: string;
  personId: string;
  roles: readonly string[];
  verdict: string;
  contentHash: string;
  reason: Salted | null;
}

/** Changes, their signatures, and the proposals that they are tried on. */
@Injectable()
export class ChangeStore {
  constructor(private readonly database: Database) {}

  list(state: string | null, before: string | null, limit: number): Promise<ChangeRow[]> {
    return this.database.query<ChangeRow & Record<string, unknown>>(LOAD.text, [null, state, before, limit]);
  }

  async find(id: string): Promise<ChangeRow | undefined> {
    return (await this.database.query<ChangeRow & Record<string, unknown>>(LOAD.text, [id, null, null, 1]))[0];
  }

  /** The newest `most` proposals that were not erased, newest first. */
  async lately(most: number): Promise<RoutedBefore[]> {
    const rows = await this.database.run<Lately>(LATELY, [most]);
    return rows.map(({ policy, draft, ...row }) => {
      const claims = JSON.parse(policy ?? '{}') as { decision?: string | null; piiLeakRisk?: string | null };
      const { answer = '', confidence = null, citations = [] } = JSON.parse(draft) as Partial<RoutedBefore>;
      const said = { policyDecision: claims.decision ?? null, piiLeakRisk: claims.piiLeakRisk ?? null };
      return { ...row, ...said, answer, confidence, citations: citations.map(String) };
    });
  }

  /** @returns the number that people say */
  async fileIn(client: PoolClient, change: NewChange): Promise<number> {
    const { id, kind, basedOn, document, reason, flag, stood, contentHash, filedBy } = change;
    const { rows } = await client.query<{ number: number }>(
      `INSERT INTO change (id, kind, based_on, document, reason, reason_salt, reason_digest, flag, stood, content_hash, filed_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING number`,
      [id, kind, basedOn, document, reason.text, reason.salt, reason.digest, flag, stood, contentHash, filedBy],
    );
    return rows[0]!.number;
  }

  /** Whoever else decides on it waits until the transaction is over. */
  async lockIn(client: PoolClient, id: string): Promise<ChangeRow | undefined> {
    // By itself: a statement that waits for the lock would see what stood before it waited.
    await client.query('SELECT FROM change WHERE id = $1 FOR UPDATE', [id]);
    return (await client.query<ChangeRow>(LOAD.text, [id, null, null, 1])).rows[0];
  }

  async signIn(
    client: PoolClient,
    { changeId, personId, roles, verdict, contentHash, reason }: NewSignOff,
  ): Promise<void> {
    await client.query(
      `INSERT INTO change_sign_off (change_id, person_id, roles, verdict, content_hash, reason, reason_salt)
       VALUES ($1, $2, $3, $4, decode($5, 'hex'), $6, $7)`,
      [changeId, personId, roles, verdict, contentHash, reason?.text ?? null, reason?.salt ?? null],
    );
  }

  /** Ends an open change. @param version what it became, where it was approved */
  async endIn(
    client: PoolClient,
    id: string,
    state: Exclude<ChangeState, 'open'>,
    version: number | null = null,
  ): Promise<void> {
    await client.query(
      `UPDATE change SET state = $2, version = $3, ended_at = clock_timestamp() WHERE id = $1 AND state = 'open'`,
      [id, state, version],
    );
  }
}

type Lately = Pick<RoutedBefore, 'number' | 'domain' | 'toolCall' | 'decision'> & {
  policy: string | null;
  draft: string;
};
