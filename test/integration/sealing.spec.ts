import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { type Answer } from '../support/installation-http.js';
import { inspectLog, TestSealer } from '../support/sealed-log.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let owner: pg.Client;
const open: { end(): Promise<void> }[] = [];
beforeEach(async () => {
  database = await createTestDatabase();
  owner = await connect(database.ownerUrl);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.end()));
  await database.drop();
});

async function connect(url = database.appUrl): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'sealing spec' });
  await client.connect();
  open.push(client);
  return client;
}

async function sealer(most?: number): Promise<TestSealer> {
  const one = await TestSealer.connect(database, most);
  open.push({ end: () => one.close() });
  return one;
}

const sql = async (text: string, values: unknown[] = []): Promise<Answer[]> => (await owner.query(text, values)).rows;

/** Writes entries as the application does, without a word about their transaction. */
async function write(client: pg.Client, count: number, name = 'x'): Promise<void> {
  await client.query(
    `INSERT INTO audit_entry (at, actor, action, subject, canonical, hash)
     SELECT now(), 'system', 'ticket.claimed', 'ticket:' || $2, c, sha256(c)
     FROM (SELECT convert_to('{"n":' || n || ',"name":"' || $2 || '"}', 'UTF8') AS c FROM generate_series(1, $1::int) AS n) AS made`,
    [count, name],
  );
}

describe('sealing', () => {
  test('takes every entry once, in order, and signs each step', async () => {
    const [app, one] = [await connect(), await sealer()];
    await one.sealAll();
    expect(await inspectLog(sql)).toEqual({ faults: [], sealed: 0, unsealed: 0, sizes: [] });
    for (const count of [1, 2, 5, 1, 8]) {
      await write(app, count);
      await one.sealAll();
    }
    expect(await inspectLog(sql)).toEqual({ faults: [], sealed: 17, unsealed: 0, sizes: [1, 3, 8, 9, 17] });
    await one.sealAll();
    expect((await inspectLog(sql)).sizes).toHaveLength(5);
  });

  test('takes no more than so many at a time, also out of the middle of a transaction', async () => {
    const [app, one] = [await connect(), await sealer(10)];
    await one.sealAll();
    await write(app, 25);
    await write(app, 8);
    await one.othersMoveOn();
    expect(await one.store.sealNext()).toBe(true);
    // Somebody else goes on where this one was cut off, knowing nothing but the database.
    await one.close();
    const next = await sealer(10);
    await next.sealAll();
    await write(app, 12);
    await next.sealAll();
    expect(await inspectLog(sql)).toMatchObject({
      faults: [],
      sealed: 45,
      unsealed: 0,
      sizes: [10, 20, 30, 33, 43, 45],
    });
  });

  test('leaves what a transaction still writes, and misses nothing that commits late', async () => {
    const one = await sealer(7);
    const writers = await Promise.all(Array.from({ length: 12 }, () => connect()));
    let writing = true;
    const sealing = (async () => {
      while (writing) if (!(await one.store.sealNext())) await delay(2);
    })();
    await Promise.all(
      writers.map(async (client, w) => {
        for (let i = 0; i < 25; i += 1) {
          await client.query('BEGIN');
          await write(client, 1 + ((w + i) % 4), `w${w}`);
          await delay((w * 7 + i * 3) % 11);
          if (i % 3 === 0) await write(client, 1, `late${w}`);
          await client.query(i % 10 === 9 ? 'ROLLBACK' : 'COMMIT');
        }
      }),
    );
    writing = false;
    await sealing;
    await one.sealAll();
    const { faults, sealed, unsealed } = await inspectLog(sql);
    expect({ faults, unsealed }).toEqual({ faults: [], unsealed: 0 });
    expect(sealed).toBeGreaterThan(500);
    // The story is worth its time only if a cursor over ids would have missed some.
    const [{ late }] = (await sql(`SELECT count(*)::int AS late FROM (
      SELECT entry_id, max(entry_id) OVER (ORDER BY seq) AS newest FROM audit_leaf) AS l WHERE entry_id < newest`)) as [
      { late: number },
    ];
    expect(late).toBeGreaterThan(0);
  });

  test('waits for a transaction that is open, and takes both then', async () => {
    const [slow, quick, one] = [await connect(), await connect(), await sealer()];
    await write(quick, 1);
    await one.sealAll();
    await slow.query('BEGIN');
    await write(slow, 2, 'slow');
    await write(quick, 3, 'quick');
    await one.sealAll();
    expect(await inspectLog(sql)).toMatchObject({ faults: [], sealed: 1, unsealed: 3 });
    await slow.query('COMMIT');
    await one.sealAll();
    expect(await inspectLog(sql)).toMatchObject({ faults: [], sealed: 6, unsealed: 0 });
  });
});

describe('a log that was restored into another cluster', () => {
  /** As after pg_dump and restore: the entries keep their transaction ids, which here lie far ahead, and new ones count anew. */
  async function restored(sealedFirst: number): Promise<pg.Client> {
    const [app, first] = [await connect(), await sealer(4)];
    await write(app, sealedFirst, 'old');
    await first.sealAll();
    await first.close();
    await write(app, 5, 'old but not sealed');
    await sql('ALTER TABLE audit_entry DISABLE TRIGGER USER');
    await sql(`UPDATE audit_entry SET xid = (xid::text::bigint + 1000000000)::text::xid8`);
    await sql('ALTER TABLE audit_entry ENABLE TRIGGER USER');
    return app;
  }

  test('is sealed on from where it was, old entries and new', async () => {
    const app = await restored(9);
    const one = await sealer(4);
    await write(app, 3, 'new');
    await one.sealAll();
    await write(app, 6, 'new');
    await one.sealAll();
    expect(await inspectLog(sql)).toMatchObject({ faults: [], sealed: 23, unsealed: 0 });
  });

  test('is sealed once more by nobody when the new cluster reaches the old transaction ids', async () => {
    const app = await restored(9);
    await sql('ALTER TABLE audit_entry DISABLE TRIGGER USER');
    await sql(`UPDATE audit_entry SET xid = (xid::text::bigint - 1000000000 + 20)::text::xid8`);
    await sql('ALTER TABLE audit_entry ENABLE TRIGGER USER');
    const one = await sealer(4);
    for (let i = 0; i < 40; i += 1) {
      await write(app, 1, 'new');
      await one.sealAll();
    }
    expect(await inspectLog(sql)).toMatchObject({ faults: [], sealed: 54, unsealed: 0 });
  });
});

describe('more than one sealer', () => {
  test('stand by for the one that holds the lock, until it is gone', async () => {
    const [one, two] = [await sealer(), await sealer()];
    expect([await one.store.takeLock(), await two.store.takeLock()]).toEqual([true, false]);
    await one.close();
    for (const until = Date.now() + 5_000; Date.now() < until; await delay(10)) if (await two.store.takeLock()) return;
    throw new Error('nobody took over');
  });

  test('without a lock would get in each other’s way and still seal nothing twice', async () => {
    const app = await connect();
    let failed = 0;
    for (let round = 0; round < 15; round += 1) {
      await write(app, 20);
      const pair = await Promise.all([sealer(6), sealer(6)]);
      const ends = await Promise.allSettled(pair.map((one) => one.sealAll()));
      failed += ends.filter(({ status }) => status === 'rejected').length;
      await Promise.all(pair.map((one) => one.close()));
    }
    const last = await sealer();
    await last.sealAll();
    expect(failed).toBeGreaterThan(0);
    expect(await inspectLog(sql)).toMatchObject({ faults: [], sealed: 300, unsealed: 0 });
  });
});

test('a sealer that is killed anywhere leaves a log that the next goes on with', async () => {
  const [app, admin] = [await connect(), await connect(process.env.COUNTERSIGN_TEST_ADMIN_URL)];
  // It is cut off as often on a quick machine as on a slow one: by how long it takes, once it has warmed up.
  let lasts = 0;
  for (let n = 0; n < 2; n += 1) {
    await write(app, 9);
    const whole = await sealer(2);
    const began = performance.now();
    await whole.sealAll();
    lasts = performance.now() - began;
    await whole.close();
  }
  let cutOff = 0;
  for (let round = 0; round < 40; round += 1) {
    await write(app, 9);
    const one = await sealer(2);
    const { rows } = await one.client.query('SELECT pg_backend_pid() AS pid');
    const ended = one.sealAll().then(
      () => 0,
      () => 1,
    );
    await delay((lasts * ((round * 7) % 23)) / 23);
    await admin.query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
    cutOff += await ended;
    await one.close();
    if (round % 8 === 0) expect((await inspectLog(sql)).faults).toEqual([]);
  }
  expect(cutOff).toBeGreaterThan(5);
  await (await sealer()).sealAll();
  expect(await inspectLog(sql)).toMatchObject({ faults: [], sealed: 378, unsealed: 0 });
});

describe('nothing is built on a log that is not what was signed', () => {
  test.each([
    ['a subtree was changed', `UPDATE audit_node SET hash = sha256('x') WHERE level = 2`],
    ['a subtree is gone', 'DELETE FROM audit_node WHERE level = 2'],
    ['a leaf that the tree ends in was changed', `UPDATE audit_leaf SET leaf = sha256('x') WHERE seq = 4`],
    [
      'the checkpoint was signed by a stranger',
      `UPDATE audit_checkpoint SET note = replace(note, '\u2014 countersign/audit-log ', '\u2014 countersign/audit-log A')`,
    ],
    [
      'the checkpoint says another size',
      `UPDATE audit_checkpoint SET tree_size = 6, note = replace(note, E'\\n5\\n', E'\\n6\\n')`,
    ],
  ])('%s', async (_, tampered) => {
    const [app, one] = [await connect(), await sealer()];
    await write(app, 5);
    await one.sealAll();
    for (const table of ['audit_node', 'audit_leaf', 'audit_checkpoint'])
      await sql(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await sql(tampered);
    await write(app, 1);
    await expect(one.sealAll()).rejects.toThrow(/stored tree|signed by none/);
    expect(await sql('SELECT FROM audit_checkpoint')).toHaveLength(1);
  });
});
