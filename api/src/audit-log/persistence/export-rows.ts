import { Injectable } from '@nestjs/common';
import { Conditions } from '../../platform/database/conditions.js';
import { Database, sql } from '../../platform/database/database.js';
import { withCosignatures } from '../rules/cosignature.js';
import type { ExportFilters, ExportRow } from '../rules/export-line.js';
import { inclusionPath, nodesOf, proofOf } from '../rules/merkle-proof.js';
import type { NodeRef } from '../rules/merkle-tree.js';
import { BrokenLog } from '../rules/seal.js';
import { addAction, addOneTicket, addTicketOf } from './entry-conditions.js';
import { readNodes } from './read-nodes.js';
import { WitnessStore } from './witness.store.js';

const BOUNDS = sql(import.meta.url, 'export-bounds');
const BOUNDS_COSIGNED = sql(import.meta.url, 'export-bounds-cosigned');
const SEALED = sql(import.meta.url, 'export-sealed');
const CHECKPOINTS = sql(import.meta.url, 'export-checkpoints');

/** Rows of one page: what an export holds in memory at a time. */
const PAGE = 500;

/** Ids that one statement looks through where no index leads to what is asked for. */
const STRETCH = 10_000n;

/** Places of the values that each stretch has of its own: the size of the tree, the ids from and to, and how many. */
const OF_STRETCH = [null, null, null, null] as const;

export interface ExportBounds {
  now: Date;
  lastId: bigint;
  /** Number of the last checkpoint that it has; 0 without one. */
  lastN: bigint;
  /** Size of its tree. */
  size: number;
  /** With its cosignatures. */
  note: string | null;
}

export interface StoredCheckpoint {
  n: string;
  size: string;
  note: string;
}

/** Reads the log for exports: page by page, each in a statement of its own, so that no snapshot is held while somebody reads. */
@Injectable()
export class ExportRows {
  constructor(
    private readonly database: Database,
    private readonly witnesses: WitnessStore,
  ) {}

  /** @param cosignedBy name of a witness: the newest checkpoint that it cosigned is the last one; null takes the newest of all */
  async bounds(cosignedBy: string | null): Promise<ExportBounds> {
    const [row] = await this.database.run<{
      now: Date;
      last_id: string;
      last_n: string | null;
      size: string | null;
      note: string | null;
    }>(cosignedBy === null ? BOUNDS : BOUNDS_COSIGNED, cosignedBy === null ? [] : [cosignedBy]);
    const { now, last_id, last_n, size, note } = row!;
    const [last] = last_n === null || note === null ? [] : await this.cosigned([{ n: last_n, note }]);
    return {
      now,
      lastId: BigInt(last_id),
      lastN: BigInt(last_n ?? 0),
      size: Number(size ?? 0),
      note: last?.note ?? null,
    };
  }

  /** Sealed entries in the order of the tree. */
  async *sealed({ size }: ExportBounds): AsyncGenerator<ExportRow[]> {
    for (let from = 0; from < size; ) {
      const rows = await this.database.run<ExportRow & Record<string, unknown>>(SEALED, [from, size, PAGE]);
      yield rows;
      if (rows.length < PAGE) return;
      from = Number(rows.at(-1)!.seq) + 1;
    }
  }

  /** All checkpoints, in their order. */
  async *checkpoints({ lastN }: ExportBounds): AsyncGenerator<StoredCheckpoint> {
    for (let after = '0'; ; ) {
      const rows = await this.database.run<StoredCheckpoint & Record<string, unknown>>(CHECKPOINTS, [
        after,
        lastN,
        PAGE,
      ]);
      yield* await this.cosigned(rows);
      if (rows.length < PAGE) return;
      after = rows.at(-1)!.n;
    }
  }

  private async cosigned<Row extends { n: string; note: string }>(rows: Row[]): Promise<Row[]> {
    const given = await this.witnesses.cosignatures(rows.map(({ n }) => n));
    return rows.map((row) => ({ ...row, note: withCosignatures(row.note, given.get(Number(row.n)) ?? []) }));
  }

  /** Entries that the last checkpoint does not cover, by id. */
  unsealed(bounds: ExportBounds): AsyncGenerator<ExportRow[]> {
    const all = new Conditions([...OF_STRETCH]);
    all.add('l.seq IS NULL');
    return this.byId(bounds, STRETCH, all);
  }

  /** Entries that pass the filters, by id. */
  filtered(bounds: ExportBounds, filters: ExportFilters): AsyncGenerator<ExportRow[]> {
    const { personId, actorId } = filters;
    const all = new Conditions([...OF_STRETCH]);
    const one = addOneTicket(all, filters);
    // The index on people's entries is partial, which a parameter alone would not tell the planner.
    all.addFor(personId && `person:${personId}`, (who) => `entry.actor = ${who} AND entry.actor LIKE 'person:%'`);
    all.addFor(actorId && [`person:${actorId}`, `agent:${actorId}`], (who) => `entry.actor = ANY(${who})`);
    all.addFor(filters.from, (at) => `entry.at >= ${at}`);
    all.addFor(filters.to, (at) => `entry.at < ${at}`);
    addAction(all, filters.action);
    addTicketOf(all, filters.ticket);
    // Times are looked through by id too: the list's short cut takes ids and times to rise together, and an entry that was
    // dated back would hide others from it.
    return this.byId(bounds, one || personId !== null ? bounds.lastId : STRETCH, all);
  }

  /**
   * Inclusion proofs in hexadecimal of these places, in their order, under the tree of `size`; undefined where the stored tree
   * lacks a node.
   */
  async proofs(places: number[], size: number): Promise<(string[] | undefined)[]> {
    const paths = places.map((seq) => inclusionPath(seq, size));
    const nameOf = ({ level, index }: NodeRef) => `${level} ${index}`;
    const refs = new Map(paths.flatMap(nodesOf).map((ref) => [nameOf(ref), ref]));
    try {
      const hashes = await readNodes((statement, values) => this.database.run(statement, values), [...refs.values()]);
      const known = new Map([...refs.keys()].map((name, n) => [name, hashes[n]!]));
      return paths.map((path) => proofOf(path, (ref) => known.get(nameOf(ref))!).map((hash) => hash.toString('hex')));
    } catch (error) {
      if (error instanceof BrokenLog) return places.map(() => undefined);
      throw error;
    }
  }

  /** Pages of entries by id, looking through so many ids at a time. */
  private async *byId({ size, lastId }: ExportBounds, stretch: bigint, all: Conditions): AsyncGenerator<ExportRow[]> {
    for (let from = 0n; from < lastId; ) {
      const until = from + stretch < lastId ? from + stretch : lastId;
      const rows = await this.database.query<ExportRow & Record<string, unknown>>(
        `SELECT entry.id::text, to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, entry.actor, entry.action,
           entry.subject, entry.canonical, entry.hash, l.seq::text, l.leaf
         FROM audit_entry entry LEFT JOIN audit_leaf l ON l.entry_id = entry.id AND l.seq < $1
         WHERE entry.id > $2 AND entry.id <= $3 AND ${all} ORDER BY entry.id LIMIT $4`,
        [size, from, until, PAGE, ...all.values.slice(OF_STRETCH.length)],
      );
      yield rows;
      from = rows.length === PAGE ? BigInt(rows.at(-1)!.id) : until;
    }
  }
}
