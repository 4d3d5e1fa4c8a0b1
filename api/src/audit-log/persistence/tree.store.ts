import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/database.js';
import type { NodeRef } from '../rules/merkle-tree.js';
import { readNodes } from './read-nodes.js';

const FIND_ENTRY = sql(import.meta.url, 'find-entry-in-tree');
const CHECKPOINTS = {
  name: 'list-checkpoints',
  text: 'SELECT n::float8 AS n, note FROM audit_checkpoint WHERE n < $1 ORDER BY n DESC LIMIT $2',
};
const CHECKPOINTS_UP = {
  name: 'list-checkpoints-up',
  text: 'SELECT n::float8 AS n, note FROM audit_checkpoint WHERE n > $1 ORDER BY n LIMIT $2',
};

const CHECKPOINT_OF = {
  name: 'find-checkpoint-of-size',
  text: 'SELECT note, clock_timestamp() AS now FROM audit_checkpoint WHERE tree_size = $1',
};

export interface EntryInTree {
  id: string;
  hash: string;
  canonical: string;
  /** Null until it is sealed, as `leaf` is. */
  seq: number | null;
  leaf: Buffer | null;
  /** The newest checkpoint; null while there is none. */
  note: string | null;
}

export interface CheckpointRow {
  n: number;
  note: string;
}

/** Reads the sealed log: entries with their places, checkpoints, and the tree's nodes. */
@Injectable()
export class TreeStore {
  constructor(private readonly database: Database) {}

  async entry(id: string): Promise<EntryInTree | undefined> {
    return (await this.database.run<EntryInTree & Record<string, unknown>>(FIND_ENTRY, [id]))[0];
  }

  /** Checkpoints after this number, newest or oldest first. */
  async checkpoints(newestFirst: boolean, limit: number, after: string | null): Promise<CheckpointRow[]> {
    const statement = newestFirst ? CHECKPOINTS : CHECKPOINTS_UP;
    const from = after ?? (newestFirst ? '9223372036854775807' : '0');
    return this.database.run<CheckpointRow & Record<string, unknown>>(statement, [from, limit]);
  }

  /** The checkpoint over so many entries, and what time it is. */
  async checkpointOf(size: number): Promise<{ note: string; now: Date } | undefined> {
    return (await this.database.run<{ note: string; now: Date }>(CHECKPOINT_OF, [size]))[0];
  }

  nodes(refs: readonly NodeRef[]): Promise<Buffer[]> {
    return readNodes((statement, values) => this.database.run(statement, values), refs);
  }
}
