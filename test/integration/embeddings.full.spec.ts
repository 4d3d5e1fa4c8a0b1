import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { runMigrations } from '../../api/src/platform/database/migrate.js';
import { BuiltProcess } from '../support/built-process.js';
import { describeWith } from '../support/describe-with.js';
import { EmbeddingServer, givesVectors, goesOn, refuses, silent } from '../support/embedding-server.js';
import { eventually } from '../support/eventually.js';
import { SystemPostgres } from '../support/system-postgres.js';
import { createTestDatabase, type TestDatabase, testKeysDir } from '../support/test-database.js';

const KB = resolve(import.meta.dirname, '../../dist/api/src/kb.js');
const PATIENCE_MS = 120_000;

/** None of them has a word of the questions below that stand for it by meaning. */
const DOCUMENTS = [
  { id: 'delivery', title: 'Delivery', content: 'A parcel that is late is looked for with the carrier.' },
  { id: 'refunds', title: 'Refunds', content: 'A refund goes to the card that was charged.' },
  { id: 'warranty', title: 'Warranty', content: 'The warranty lasts two years.' },
];

let model: EmbeddingServer;
let folder: string;
beforeAll(async () => {
  model = await EmbeddingServer.start();
  folder = await mkdtemp(join(tmpdir(), 'countersign-embeddings-'));
});
afterEach(() => {
  model.reply = null;
});
afterAll(async () => {
  expect(model.faults).toEqual([]);
  await model.stop();
  await rm(folder, { recursive: true });
});

/** The command, as a person runs it. */
function kb(env: Record<string, string>, ...args: string[]): Promise<{ out: string; said: string; failed: boolean }> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      [KB, ...args],
      { env: { ...process.env, NODE_OPTIONS: '', ...env } },
      (error, out, said) => done({ out, said, failed: error !== null }),
    );
  });
}

async function bringIn(env: Record<string, string>, ...documents: object[]): Promise<void> {
  const path = join(folder, 'documents.jsonl');
  await writeFile(path, documents.map((document) => JSON.stringify(document)).join('\n'));
  expect((await kb(env, 'import', path)).failed).toBe(false);
}

async function found(env: Record<string, string>, question: string): Promise<string[]> {
  const { out, said } = await kb(env, 'search', question);
  if (out === '') throw new Error(said);
  return JSON.parse(out).passages.map(({ id }: { id: string }) => id);
}

describe('a database without pgvector', () => {
  let database: TestDatabase;
  let env: Record<string, string>;
  beforeAll(async () => {
    database = await createTestDatabase();
    env = { ...model.env, DATABASE_URL: database.appUrl };
    await bringIn(env, ...DOCUMENTS);
  });
  afterAll(() => database.drop());

  test('finds passages by their words, and sends nothing to a model', async () => {
    const asked = model.asked.length;
    expect(await found(env, 'refund')).toEqual(['kb:refunds@1#1']);
    expect(await found(env, 'my package')).toEqual([]);
    expect(model.asked).toHaveLength(asked);
  });

  test('says what is missing to who asks for embeddings', async () => {
    const { said, failed } = await kb(env, 'embed');
    expect([failed, said]).toEqual([true, expect.stringContaining('no pgvector')]);
    const unnamed = await kb({ ...env, OPENAI_EMBEDDING_MODEL: '' }, 'embed');
    expect([unnamed.failed, unnamed.said]).toEqual([
      true,
      expect.stringContaining('OPENAI_EMBEDDING_MODEL names no model'),
    ]);
  });
});

describeWith('pgvector', 'a database with pgvector', () => {
  let server: SystemPostgres;
  let owner: pg.Client;
  let env: Record<string, string>;
  beforeAll(async () => {
    server = await SystemPostgres.start();
    await server.createRoles();
    const database = await server.createDatabase();
    await runMigrations(database.ownerUrl);
    owner = new pg.Client(database.ownerUrl);
    await owner.connect();
    env = { ...model.env, DATABASE_URL: database.appUrl, DATABASE_SEALER_URL: database.sealerUrl };
    await bringIn(env, ...DOCUMENTS);
  }, PATIENCE_MS);
  afterAll(async () => {
    await owner?.end();
    await server?.destroy();
  });

  const embedded = async (): Promise<string[]> =>
    (
      await owner.query(
        `SELECT format('%s@%s#%s %s', document_id, version, number, model) AS of FROM passage_embedding ORDER BY 1`,
      )
    ).rows.map(({ of }) => of);

  test(
    'keeps embeddings once somebody has created the extension and migrated',
    async () => {
      expect((await kb(env, 'embed')).said).toContain('no pgvector');
      await server.createExtension('vector');
      const { ownerUrl } = server.database();
      await runMigrations(ownerUrl);
      await runMigrations(ownerUrl);
      expect(JSON.parse((await kb(env, 'embed')).out)).toEqual({ embedded: 3 });
      expect(JSON.parse((await kb(env, 'embed')).out)).toEqual({ embedded: 0 });
      expect(await embedded()).toEqual(['delivery@1#1', 'refunds@1#1', 'warranty@1#1'].map((at) => `${at} meanings-1`));
    },
    PATIENCE_MS,
  );

  test('finds by meaning what no word finds, and first what both find', async () => {
    expect((await found(env, 'my package is overdue'))[0]).toBe('kb:delivery@1#1');
    expect((await found(env, 'is there a guarantee'))[0]).toBe('kb:warranty@1#1');
    // By words alone the refund would be as good as the warranty.
    expect((await found(env, 'refund or reimbursement under warranty'))[0]).toBe('kb:refunds@1#1');
  });

  const troubles = {
    'that fails': refuses,
    'that is silent': silent,
    'whose answer never ends': goesOn,
    'that answers nothing': givesVectors([]),
    'that answers no numbers': givesVectors([['1', null, {}]]),
    'that answers nothing but zero': givesVectors([[0, 0, 0, 0, 0]]),
    'whose vectors have another length': givesVectors([[1, 2]]),
    'that injects': givesVectors([["1]'::vector; DROP TABLE passage_embedding; --"]]),
  };
  test.each(Object.entries(troubles))('a model %s costs nobody the words', async (_, reply) => {
    model.reply = reply;
    expect((await found(env, 'refund'))[0]).toBe('kb:refunds@1#1');
    expect(await embedded()).toHaveLength(3);
  });

  test(
    'workers embed what comes in by themselves, and forget what is out of force',
    async () => {
      const worker = BuiltProcess.start('api/src/worker.js', {
        env: { ...env, COUNTERSIGN_KEYS_DIR: testKeysDir(), WORKER_PORT: '0', LOG_LEVEL: 'error' },
      });
      try {
        await bringIn(env, {
          ...DOCUMENTS[0]!,
          content: 'A shipment comes on weekdays.\n\n# Late\n\nIt is looked for.',
        });
        await eventually(
          'the new version is embedded in the place of the old one',
          async () =>
            (await embedded()).filter((of) => of.startsWith('delivery')).join() ===
            'delivery@2#1 meanings-1,delivery@2#2 meanings-1',
          60,
        );
      } finally {
        await worker.end('SIGTERM');
      }
      expect((await found(env, 'package on a weekday'))[0]).toBe('kb:delivery@2#1');
    },
    PATIENCE_MS,
  );

  test('another model takes the place of the one before', async () => {
    const other = { ...env, OPENAI_EMBEDDING_MODEL: 'meanings-2' };
    expect(JSON.parse((await kb(other, 'embed')).out)).toEqual({ embedded: 4 });
    expect((await embedded()).every((of) => of.endsWith('meanings-2'))).toBe(true);
    expect((await found(other, 'is there a guarantee'))[0]).toBe('kb:warranty@1#1');
    // Who still asks by the old one finds by words.
    expect(await found(env, 'guarantee')).toEqual([]);
  });
});
