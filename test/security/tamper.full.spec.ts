import { generateKeyPairSync } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { COSIGNATURE_MUTATIONS } from '../support/cosignature-mutations.js';
import { EXPORT_MUTATIONS } from '../support/export-mutations.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { ok } from '../support/installation-http.js';
import { question } from '../support/installation-proposals.js';
import { type Intruder, LOG_MUTATIONS } from '../support/log-mutations.js';
import { TestSealer, testKeys } from '../support/sealed-log.js';
import { layersOf, runVerifier, type Verdict } from '../support/verifier.js';

/**
 * Everything that somebody with the owner's rights in the database, and perhaps with the log's key, or with an export in hand,
 * does to the log; and who finds it out. The log is the product's own, its export comes over HTTP.
 */

const TABLES = ['audit_entry', 'audit_leaf', 'audit_node', 'audit_checkpoint', 'cosignature', 'witness_end', 'witness'];

let installation: Installation;
let folder: string;
let witnessKey: string;
const tally = {
  'database mutations': 0,
  'cosignature mutations': 0,
  'export mutations': 0,
  caught: 0,
  'clean logs': 0,
  'false alarms': 0,
};

const path = (name: string): string => join(folder, name);
const intruder: Intruder = {
  sql: (text, values) => installation.sql(text, values),
  seal: () => sealed(1000),
  sealWithAnotherKey: async () => {
    const keys = { ...generateKeyPairSync('ed25519'), retired: [] };
    await sealed(1000, keys);
  },
};

async function sealed(most: number, keys = testKeys()): Promise<void> {
  const sealer = await TestSealer.connect(installation.database, most, keys);
  try {
    await sealer.sealAll();
  } finally {
    await sealer.close();
  }
}

async function exported(query = ''): Promise<string> {
  const { status, text } = await installation.as('auditor').get(`/v1/audit-log/export?${query}`);
  expect(status).toBe(200);
  return text;
}

async function verify(text: string, ...more: string[]): Promise<Verdict> {
  await writeFile(path('export.jsonl'), text);
  return runVerifier('verify', path('export.jsonl'), '--key', path('log.pem'), ...more);
}

/** What a witness with what it saw before says of this log, by an export or at its service; its state is put back. */
async function witnessed(...log: string[]): Promise<Verdict> {
  await rm(path('witness-now'), { recursive: true, force: true });
  await cp(path('witness'), path('witness-now'), { recursive: true });
  return runVerifier('witness', 'cosign', '--state', path('witness-now'), '--log', ...log);
}

async function clean(text: string): Promise<void> {
  tally['clean logs'] += 1;
  const verdict = await verify(text);
  tally['false alarms'] += verdict.ok ? 0 : 1;
  expect(verdict).toMatchObject({ code: 0, ok: true, findings: [] });
}

async function restore(): Promise<void> {
  const { sql } = installation;
  await sql(`TRUNCATE ${TABLES.join(', ')}`);
  await sql('INSERT INTO audit_entry OVERRIDING SYSTEM VALUE SELECT * FROM kept_audit_entry');
  for (const table of TABLES.slice(1).toReversed()) await sql(`INSERT INTO ${table} SELECT * FROM kept_${table}`);
}

beforeAll(async () => {
  installation = await startInstallation();
  folder = await mkdtemp(join(tmpdir(), 'countersign-tamper-'));
  await writeFile(path('log.pem'), testKeys().publicKey.export({ type: 'spki', format: 'pem' }));
  const { sql } = installation;
  for (let n = 0; n < 3; n += 1) await installation.agent.submit(question());
  const init = ['--state', path('witness'), '--name', 'w.example', '--log-key', path('log.pem')];
  witnessKey = (await runVerifier('witness', 'init', ...init)).witnessKey!;
  await ok(installation.as('admin').post('/v1/audit-log/witnesses', { verifierKey: witnessKey }));
  // All that keeps an owner from it, the owner takes away.
  for (const table of TABLES) await sql(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  const checks = await sql(
    `SELECT conrelid::regclass::text AS on_table, conname FROM pg_constraint
    WHERE contype = 'c' AND conrelid = ANY($1::regclass[])`,
    [TABLES],
  );
  for (const { on_table, conname } of checks) await sql(`ALTER TABLE ${on_table} DROP CONSTRAINT ${conname}`);
  const beyond = '(SELECT id FROM audit_entry ORDER BY id OFFSET 12 LIMIT 1)';
  await sql(`CREATE TABLE later AS SELECT * FROM audit_entry WHERE id >= ${beyond}`);
  await sql('DELETE FROM audit_entry WHERE id IN (SELECT id FROM later)');
  await sealed(4);
  await sql('INSERT INTO audit_entry OVERRIDING SYSTEM VALUE SELECT * FROM later LIMIT 1');
  const cosign = ['cosign', '--state', path('witness'), '--log', installation.baseUrl(), '--post'];
  await writeFile(path('kept.note'), (await runVerifier('witness', ...cosign)).note!);
  for (const table of TABLES) await sql(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`);
  const text = await exported();
  await clean(text);
  const notes = text.split('\n').filter((line) => line.startsWith('{"type":"checkpoint"'));
  expect(notes).toHaveLength(3);
});
afterAll(async () => {
  await installation.stop();
  await rm(folder, { recursive: true });
  process.stdout.write(`tamper suite: ${JSON.stringify(tally)}\n`);
});

describe('with the owner’s rights in the database', () => {
  test.each(LOG_MUTATIONS)('$name: $layer, seen by the $by', async ({ layer, by, query, change }) => {
    tally['database mutations'] += 1;
    try {
      await change(intruder);
      const text = await exported(query);
      const alone = await verify(text);
      if (by === 'verifier') {
        expect(alone).toMatchObject({ code: 1, ok: false });
        expect(layersOf(alone)).toContain(layer);
      } else {
        // Without fault on its own: that is why somebody else has to remember.
        expect([alone.code, layersOf(alone)]).toEqual([0, []]);
        const remembering = await verify(text, '--since', path('kept.note'));
        expect([remembering.code, layersOf(remembering)]).toEqual([1, [layer]]);
      }
      if (query === undefined) {
        const refused = await witnessed(path('export.jsonl'));
        expect([refused.code, refused.note]).toEqual([1, undefined]);
      }
      tally.caught += 1;
    } finally {
      await restore();
    }
    await clean(await exported());
  });

  test('an entry that is dated back and not sealed is named: nothing proves it, and its time does not fit', async () => {
    await installation.sql(`INSERT INTO audit_entry (id, at, actor, action, subject, canonical, hash) OVERRIDING SYSTEM VALUE
      SELECT 900001, '2020-01-01', 'system', 'x.y', 'tool:x', c, sha256(c) FROM (SELECT convert_to(
      '{"action":"x.y","actor":"system","at":"2020-01-01T00:00:00.000Z","payload":{},"subject":"tool:x","v":1}', 'UTF8') AS c) made`);
    const { warnings } = await verify(await exported());
    await restore();
    expect(warnings).toEqual([
      expect.stringContaining('2 entries are under no checkpoint'),
      expect.stringContaining('dated back'),
    ]);
  });
});

describe('with the export of this log in hand', () => {
  test.each(EXPORT_MUTATIONS)('$name: $layer', async ({ layer, change }) => {
    tally['export mutations'] += 1;
    const lines = (await exported()).split('\n').slice(0, -1);
    const verdict = await verify(`${change(lines).join('\n')}\n`);
    expect(verdict).toMatchObject({ code: 1, ok: false });
    expect(layersOf(verdict)).toContain(layer);
    tally.caught += 1;
  });

  test.each(['--witness-key', '--require-witness'])(
    'a stripped cosignature is missed by whoever asks with %s: cosignature',
    async (option) => {
      tally['export mutations'] += 1;
      const text = await exported();
      expect(await verify(text, option, witnessKey)).toMatchObject({
        code: 0,
        witnessed: { 'w.example': { size: 12 } },
      });
      const verdict = await verify(text.replace(/\u2014 w\.example [\w+/=]+\\n/, ''), option, witnessKey);
      expect([verdict.code, layersOf(verdict)]).toEqual([1, ['cosignature']]);
      tally.caught += 1;
    },
  );
});

describe('with what a witness cosigned', () => {
  test.each(COSIGNATURE_MUTATIONS)('$name: cosignature', async ({ name, change }) => {
    tally['cosignature mutations'] += 1;
    try {
      await change(intruder);
      const text = await exported();
      // Without fault for whoever asks for no witness.
      if (!name.startsWith('rebuild')) await clean(text);
      const verdict = await verify(text, '--require-witness', witnessKey);
      expect([verdict.code, layersOf(verdict).includes('cosignature')]).toEqual([1, true]);
      if (name.startsWith('rebuild')) {
        const refused = await witnessed(installation.baseUrl(), '--post');
        expect([refused.code, layersOf(refused), refused.note]).toEqual([1, ['consistency'], undefined]);
      }
      tally.caught += 1;
    } finally {
      await restore();
    }
    expect(await verify(await exported(), '--require-witness', witnessKey)).toMatchObject({ code: 0 });
  });
});

describe('a clean log, however it was sealed', () => {
  test.each([1, 2, 3, 5, 7, 11, 12, 13])('%i at a time raises no alarm', async (most) => {
    await installation.sql('TRUNCATE audit_leaf, audit_node, audit_checkpoint');
    await sealed(most);
    await clean(await exported());
    await clean(await exported('action=ticket.routed'));
    await restore();
  });
});
