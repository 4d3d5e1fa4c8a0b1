import { createHash } from 'node:crypto';
import pg from 'pg';
import { SealingStore } from '../../api/src/audit-log/persistence/sealing.store.js';
import { digestIds, hashOfBody, isSigned, NOTHING, readNote } from '../../api/src/audit-log/rules/checkpoint.js';
import { loadSigningKeys, type SigningKeys } from '../../api/src/platform/keys/signing-keys.js';
import { sealerConnection } from '../../config/data-source.js';
import { eventually } from './eventually.js';
import type { Answer } from './installation-http.js';
import { type TestDatabase, testKeysDir } from './test-database.js';

export const ORIGIN = 'countersign/audit-log';

type Sql = (text: string, values?: unknown[]) => Promise<Answer[]>;

/** A sealer under the test's hand, with a connection of its own. */
export class TestSealer {
  private constructor(
    readonly client: pg.Client,
    readonly store: SealingStore,
  ) {}

  /** @param most entries for each checkpoint */
  static async connect(database: TestDatabase, most = 1000, keys = testKeys()): Promise<TestSealer> {
    const client = new pg.Client(sealerConnection(database.sealerUrl));
    client.on('error', () => undefined);
    await client.connect();
    return new TestSealer(client, new SealingStore(client, ORIGIN, keys, most));
  }

  /** Seals until there is nothing left that can be. */
  async sealAll(): Promise<void> {
    await this.othersMoveOn();
    while (await this.store.sealNext());
  }

  /**
   * Waits until the transactions that now run in other databases of the server are over. Their ids hold a snapshot's xmin
   * back here, too, and other specs run beside this one.
   */
  async othersMoveOn(): Promise<void> {
    const admin = new pg.Client({ connectionString: process.env.COUNTERSIGN_TEST_ADMIN_URL });
    await admin.connect();
    const running = async () => (await admin.query(ELSEWHERE, [this.client.database])).rows.map(({ xid }) => xid);
    try {
      const before: string[] = await running();
      await eventually('other databases to move on', async () => {
        const now = await running();
        return !before.some((xid) => now.includes(xid));
      });
    } finally {
      await admin.end();
    }
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}

const ELSEWHERE = `SELECT backend_xid::text AS xid FROM pg_stat_activity
  WHERE backend_xid IS NOT NULL AND datname IS DISTINCT FROM $1`;

export function testKeys(): SigningKeys {
  return loadSigningKeys(testKeysDir(), 'audit');
}

/** MTH of RFC 9162 §2.1.1, written as it is defined. */
export function definedRoot(leaves: Buffer[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest();
  if (leaves.length === 1) return leaves[0]!;
  const k = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  const [left, right] = [definedRoot(leaves.slice(0, k)), definedRoot(leaves.slice(k))];
  return createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();
}

/**
 * Goes through the whole log as it stands and recomputes everything that was signed.
 * @returns what is wrong, in words, and how many entries are sealed and how many not
 */
export async function inspectLog(
  sql: Sql,
): Promise<{ faults: string[]; sealed: number; unsealed: number; sizes: number[] }> {
  const faults: string[] = [];
  const { leaves, checkpoints, entries } = await readLog(sql);
  leaves.forEach(({ seq, canonical, leaf }, i) => {
    if (seq !== i) faults.push(`leaf ${i} has the number ${seq}`);
    const hash = createHash('sha256').update(Buffer.of(0)).update(canonical).digest();
    if (!hash.equals(leaf)) faults.push(`leaf ${seq} is not that of its entry`);
  });
  let before = { size: 0, prev: NOTHING, ids: NOTHING };
  checkpoints.forEach(({ n, size, note }, i) => {
    const read = readNote(note);
    const added = leaves.slice(before.size, size);
    const ids = digestIds(
      before.ids,
      added.map(({ id }) => BigInt(id)),
    );
    const root = definedRoot(leaves.slice(0, size).map(({ leaf }) => leaf));
    if (n !== i + 1 || read.n !== n || read.size !== size || size <= before.size)
      faults.push(`checkpoint ${n} is out of line`);
    if (!read.root.equals(root)) faults.push(`checkpoint ${n} has another root`);
    if (!read.prev.equals(before.prev)) faults.push(`checkpoint ${n} follows another one`);
    if (!read.ids.equals(ids)) faults.push(`checkpoint ${n} has other ids`);
    if (!isSigned(note, [testKeys().publicKey])) faults.push(`checkpoint ${n} is not signed`);
    before = { size, prev: hashOfBody(read.body), ids };
  });
  if (before.size !== leaves.length) faults.push(`${leaves.length - before.size} leaves are in no checkpoint`);
  return {
    faults,
    sealed: leaves.length,
    unsealed: entries - leaves.length,
    sizes: checkpoints.map(({ size }) => size),
  };
}

interface ReadLog<Bytes> {
  entries: number;
  leaves: { seq: number; id: string; leaf: Bytes; canonical: Bytes }[];
  checkpoints: { n: number; size: number; note: string }[];
}

/** All of it in one statement: it may be sealed meanwhile. */
async function readLog(sql: Sql): Promise<ReadLog<Buffer>> {
  const [read] = (await sql(`SELECT (SELECT count(*)::int FROM audit_entry) AS entries,
    (SELECT coalesce(json_agg(json_build_object('seq', l.seq, 'id', l.entry_id::text, 'leaf', encode(l.leaf, 'hex'),
      'canonical', coalesce(encode(e.canonical, 'hex'), '')) ORDER BY l.seq), '[]')
     FROM audit_leaf l LEFT JOIN audit_entry e ON e.id = l.entry_id) AS leaves,
    (SELECT coalesce(json_agg(json_build_object('n', n, 'size', tree_size, 'note', note) ORDER BY n), '[]')
     FROM audit_checkpoint) AS checkpoints`)) as [ReadLog<string>];
  const bytes = (hex: string) => Buffer.from(hex, 'hex');
  const leaves = read.leaves.map((one) => ({ ...one, leaf: bytes(one.leaf), canonical: bytes(one.canonical) }));
  return { ...read, leaves };
}
