import type { KeyObject } from 'node:crypto';
import type { Client } from 'pg';
import { type Statement, sql } from '../../platform/database/database.js';
import type { SigningKeys } from '../../platform/keys/signing-keys.js';
import { isSigned, readNote, signedNote } from '../rules/checkpoint.js';
import { completeSubtrees } from '../rules/merkle-tree.js';
import { BrokenLog, type Seal, type Sealed, seal } from '../rules/seal.js';
import { readNodes } from './read-nodes.js';

const LOOK = sql(import.meta.url, 'look-before-sealing');
const FIND_BY_ID = sql(import.meta.url, 'find-unsealed-by-id');
const FIND_SINCE = sql(import.meta.url, 'find-unsealed-since');
const WRITE = sql(import.meta.url, 'write-seal');

/** Any fixed number; it names the lock that one sealer at a time holds. */
const SEALER_LOCK = 7_206_119;

/**
 * How far the log is sealed. By id until the walk is over, which finds whatever is not sealed; then by transaction and
 * id, an order in which nothing comes late. `since` is the horizon that the walk began under.
 */
type Position = { walkedTo: string; since: string | null } | { xid: string; id: string };

const START: Position = { walkedTo: '0', since: null };

interface Found {
  id: string;
  xid: string;
  leaf: Buffer;
}

/** One sealer's connection: seals the log for as long as it holds the lock. */
export class SealingStore {
  private position: Position = START;

  /** @param most entries that one checkpoint adds */
  constructor(
    private readonly client: Client,
    private readonly origin: string,
    private readonly keys: SigningKeys,
    readonly most: number,
  ) {}

  /** @returns whether this connection is now the one that seals, until it ends */
  async takeLock(): Promise<boolean> {
    const { rows } = await this.client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      SEALER_LOCK,
    ]);
    return rows[0]!.taken;
  }

  /**
   * Seals what there is, at most so many entries, in one repeatable-read transaction.
   * @returns whether there is more to do at once
   * @throws BrokenLog when what is sealed is not what was signed. After any error this store is of no more use
   */
  async sealNext(): Promise<boolean> {
    await this.client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    const [look] = await this.run<{ horizon: string; now: Date; note: string | null }>(LOOK, []);
    const { horizon, now, note } = look!;
    const found = await this.find(horizon);
    if (found.length > 0) await this.write(this.believed(note), found, now);
    await this.client.query('COMMIT');
    const walking = 'walkedTo' in this.position;
    this.position = this.after(found, horizon);
    return walking || found.length === this.most;
  }

  private async find(horizon: string): Promise<Found[]> {
    const { position, most } = this;
    if ('walkedTo' in position) {
      // The one statement that goes through the whole log: side by side with the leaves, not by a look-up for each entry.
      await this.client.query('SET LOCAL enable_mergejoin = on');
      return this.run<Found>(FIND_BY_ID, [position.walkedTo, most]);
    }
    return this.run<Found>(FIND_SINCE, [position.xid, position.id, horizon, most]);
  }

  private after(found: Found[], horizon: string): Position {
    const last = found.at(-1);
    const cut = found.length === this.most && last !== undefined;
    if (!('walkedTo' in this.position)) return cut ? { xid: last.xid, id: last.id } : { xid: horizon, id: '0' };
    // Whatever the walk could not see was written by a transaction that ended, if at all, after its first look.
    const since = this.position.since ?? horizon;
    return cut ? { walkedTo: last.id, since } : { xid: since, id: '0' };
  }

  private async write(last: Sealed, found: Found[], now: Date): Promise<void> {
    const size = last?.size ?? 0;
    const subtrees = await readNodes(this.run, completeSubtrees(0, size));
    const entries = found.map(({ id, leaf }) => ({ id: BigInt(id), leaf }));
    const made: Seal = seal(this.origin, last, subtrees, entries, now.toISOString());
    await this.run(WRITE, [
      size,
      found.map(({ id }) => id),
      found.map(({ leaf }) => leaf),
      made.nodes.map(({ level }) => level),
      made.nodes.map(({ index }) => index),
      made.nodes.map(({ hash }) => hash),
      made.checkpoint.n,
      made.checkpoint.size,
      signedNote(made.body, this.origin, this.keys.privateKey),
      now,
    ]);
  }

  private believed(note: string | null): Sealed {
    if (note === null) return null;
    const known: KeyObject[] = [this.keys.publicKey, ...this.keys.retired];
    if (!isSigned(note, known)) {
      throw new BrokenLog('the newest checkpoint is signed by none of the keys audit.pem and audit-*.pub');
    }
    return readNote(note);
  }

  private readonly run = async <Row>(statement: Statement, values: unknown[]): Promise<Row[]> =>
    (await this.client.query({ ...statement, values })).rows as Row[];
}
