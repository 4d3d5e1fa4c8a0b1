import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Cosignature, WitnessKey } from '../rules/cosignature.js';

/** A witness as it is listed. */
export interface WitnessRow extends WitnessKey {
  id: string;
  addedBy: string;
  addedByName: string;
  addedAt: Date;
  /** Null while it is in force. */
  endedAt: Date | null;
  endedBy: string | null;
  /** The largest tree that it cosigned; null before the first. */
  sawSize: number | null;
  sawAt: Date | null;
}

export type ActiveWitness = WitnessKey & { id: string };

const LIST = {
  name: 'list-witnesses',
  text: `SELECT w.id, w.name, w.key_hash AS "keyHash", w.public_key AS "publicKey", w.added_by AS "addedBy", p.name AS "addedByName",
      w.added_at AS "addedAt", e.ended_at AS "endedAt", e.ended_by AS "endedBy", s.size AS "sawSize", s.at AS "sawAt"
    FROM witness w JOIN person p ON p.id = w.added_by LEFT JOIN witness_end e ON e.witness_id = w.id
    LEFT JOIN LATERAL (
      SELECT c.tree_size::float8 AS size, to_timestamp(o.time) AS at
      FROM cosignature o JOIN audit_checkpoint c ON c.n = o.n WHERE o.witness_id = w.id ORDER BY o.n DESC LIMIT 1
    ) s ON true
    WHERE ($1::uuid IS NULL OR w.id < $1) AND ($2::uuid IS NULL OR w.id = $2) ORDER BY w.id DESC LIMIT $3`,
};

const ACTIVE = {
  name: 'find-active-witnesses',
  text: `SELECT w.id, w.name, w.key_hash AS "keyHash", w.public_key AS "publicKey"
    FROM unnest($1::text[], $2::bytea[]) AS given(name, key_hash) JOIN witness w USING (name, key_hash)
    WHERE NOT EXISTS (SELECT FROM witness_end e WHERE e.witness_id = w.id)`,
};

// The first cosignature of a witness for a checkpoint stands, and one of a witness that was ended meanwhile does not.
const ADD_COSIGNATURES = {
  name: 'add-cosignatures',
  text: `INSERT INTO cosignature (n, witness_id, time, signature)
    SELECT $1, given.witness_id, given.time, given.signature
    FROM unnest($2::uuid[], $3::bigint[], $4::bytea[]) AS given(witness_id, time, signature)
    WHERE NOT EXISTS (SELECT FROM witness_end e WHERE e.witness_id = given.witness_id)
    ON CONFLICT DO NOTHING`,
};

const COSIGNATURES = {
  name: 'list-cosignatures',
  text: `SELECT o.n::float8 AS n, w.name, w.key_hash AS "keyHash", o.time::text, o.signature
    FROM cosignature o JOIN witness w ON w.id = o.witness_id
    WHERE o.n = ANY($1::bigint[]) ORDER BY o.n, w.name, o.witness_id`,
};

export const ADD_WITNESS = `INSERT INTO witness (id, name, key_hash, public_key, added_by) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT DO NOTHING`;
export const END_WITNESS = `INSERT INTO witness_end (witness_id, ended_by) VALUES ($1, $2) ON CONFLICT DO NOTHING`;

/** Witnesses and what they cosigned. */
@Injectable()
export class WitnessStore {
  constructor(private readonly database: Database) {}

  /** Newest first. @param after id of the last row of the page before */
  list(limit: number, after: string | null): Promise<WitnessRow[]> {
    return this.rows(after, null, limit);
  }

  async find(id: string): Promise<WitnessRow | undefined> {
    return (await this.rows(null, id, 1))[0];
  }

  /** Those of these that are registered and have not been ended. */
  active(given: readonly { name: string; keyHash: Buffer }[]): Promise<ActiveWitness[]> {
    const values = [given.map(({ name }) => name), given.map(({ keyHash }) => keyHash)];
    return this.database.run<ActiveWitness & Record<string, unknown>>(ACTIVE, values);
  }

  /** Keeps what each witness gave for the checkpoint of number `n`, where it gave none before. */
  async add(n: number, given: readonly (Cosignature & { witnessId: string })[]): Promise<void> {
    await this.database.run(ADD_COSIGNATURES, [
      n,
      given.map(({ witnessId }) => witnessId),
      given.map(({ time }) => time),
      given.map(({ signature }) => signature),
    ]);
  }

  /** The cosignatures of checkpoints of these numbers, by number. */
  async cosignatures(numbers: readonly (number | string)[]): Promise<Map<number, Cosignature[]>> {
    const found = new Map<number, Cosignature[]>();
    if (numbers.length === 0) return found;
    const rows = await this.database.run<Omit<Cosignature, 'time'> & { n: number; time: string }>(COSIGNATURES, [
      numbers,
    ]);
    for (const { n, time, ...row } of rows) {
      found.set(n, [...(found.get(n) ?? []), { ...row, time: BigInt(time) }]);
    }
    return found;
  }

  private rows(after: string | null, id: string | null, limit: number): Promise<WitnessRow[]> {
    return this.database.run<WitnessRow & Record<string, unknown>>(LIST, [after, id, limit]);
  }
}
