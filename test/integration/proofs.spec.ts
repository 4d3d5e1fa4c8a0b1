import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readNote } from '../../api/src/audit-log/rules/checkpoint.js';
import { includes, isBeginningOf } from '../../api/src/audit-log/rules/merkle-proof.js';
import { createMissingKeys } from '../../api/src/platform/keys/signing-keys.js';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok, outcome, send } from '../support/installation-http.js';
import { question, refund } from '../support/installation-proposals.js';
import { TestSealer } from '../support/sealed-log.js';
import { testKeysDir } from '../support/test-database.js';

const run = promisify(execFile);
const VERIFIER = resolve(import.meta.dirname, '../../ops/verify/countersign-verify.mjs');

let installation: Installation;
let sealer: TestSealer;
let dir: string;
beforeAll(async () => {
  installation = await startInstallation();
  sealer = await TestSealer.connect(installation.database);
  dir = await mkdtemp(join(tmpdir(), 'countersign-proofs-'));
});
afterAll(async () => {
  await sealer.close();
  await installation.stop();
  await rm(dir, { recursive: true, force: true });
});

const asked = (path: string): Promise<Answer> => ok(installation.as('auditor').get(path));
const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

/** A decision's receipt. */
async function receipt(): Promise<Answer> {
  const { id } = await installation.agent.submit(refund());
  const operator = installation.as('operator');
  return (await ok(operator.approve(await operator.ticket(id)))).receipt;
}

describe('the proof of an entry', () => {
  test('is pending until it is sealed, and then leads from the receipt to what was signed', async () => {
    const { entryId, entryHash } = await receipt();
    const waiting = await installation.as('auditor').get(`/v1/audit-entries/${entryId}/proof`);
    expect([waiting.status, waiting.body]).toEqual([202, { status: 'pending', entryId }]);
    expect(waiting.headers.get('retry-after')).toBe('1');
    await sealer.sealAll();
    const proof = await asked(`/v1/audit-entries/${entryId}/proof`);
    expect(proof).toMatchObject({ status: 'sealed', entryId, entryHash });
    const { size, root } = readNote(proof.checkpoint);
    expect(size).toBe(proof.treeSize);
    expect(includes(root, size, proof.seq, bytes(proof.leafHash), proof.inclusion.map(bytes))).toBe(true);
    expect(JSON.parse(proof.canonical)).toMatchObject({ action: 'sign_off.given', payload: { verdict: 'approve' } });
  });

  test('holds for every entry, wherever it stands and however the log grew', async () => {
    for (let i = 0; i < 5; i += 1) {
      await installation.agent.submit(question());
      await sealer.sealAll();
    }
    const entries = await installation.sql('SELECT id::text FROM audit_entry ORDER BY id');
    for (const { id } of entries) {
      const { checkpoint, seq, leafHash, inclusion } = await asked(`/v1/audit-entries/${id}/proof`);
      const { size, root } = readNote(checkpoint);
      expect([id, includes(root, size, seq, bytes(leafHash), inclusion.map(bytes))]).toEqual([id, true]);
    }
  });

  test('is of no entry that is not there', async () => {
    for (const id of ['999999999', '0', 'x', '1e3', '9'.repeat(30)]) {
      const reply = installation.as('auditor').get(`/v1/audit-entries/${id}/proof`);
      expect(await outcome(reply)).toEqual({ status: 404, code: 'not_found' });
    }
  });

  test('convinces whoever has the key, the verifier and nothing of ours', async () => {
    const { entryId, entryHash } = await receipt();
    await sealer.sealAll();
    const [{ pem }] = (await ok(send(`${installation.baseUrl()}/v1/audit-log/keys`, 'GET'))).data;
    const proof = await asked(`/v1/audit-entries/${entryId}/proof`);
    const verify = async (said: object): Promise<number> => {
      await writeFile(join(dir, 'proof.json'), JSON.stringify(said));
      await writeFile(join(dir, 'log.pem'), pem);
      const args = [VERIFIER, 'proof', join(dir, 'proof.json'), '--key', join(dir, 'log.pem')];
      return run(process.execPath, [...args, '--receipt', `${entryId}:${entryHash}`]).then(
        () => 0,
        (error) => error.code,
      );
    };
    expect(await verify(proof)).toBe(0);
    expect(await verify({ ...proof, canonical: proof.canonical.replace('approve', 'reject') })).toBe(1);
    expect(await verify({ ...proof, seq: proof.seq - 1 })).toBe(1);
  });
});

describe('checkpoints', () => {
  test('are listed newest first or oldest first, each with the note that was signed', async () => {
    for (let i = 0; i < 3; i += 1) {
      await installation.agent.submit(question());
      await sealer.sealAll();
    }
    const latest = await asked('/v1/audit-log/checkpoints/latest');
    const { data, nextCursor } = await asked('/v1/audit-log/checkpoints?limit=2');
    expect(data[0]).toEqual(latest);
    expect(data.map(({ n }: Answer) => n)).toEqual([latest.n, latest.n - 1]);
    const next = await asked(`/v1/audit-log/checkpoints?limit=2&cursor=${nextCursor}`);
    expect(next.data[0].n).toBe(latest.n - 2);
    const first = (await asked('/v1/audit-log/checkpoints?sort=n&limit=1')).data[0];
    const { size, root, at } = readNote(first.note);
    expect(first).toMatchObject({ n: 1, treeSize: size, root: root.toString('hex'), at });
  });

  test('are proved to be beginnings of each other', async () => {
    const { data } = await asked('/v1/audit-log/checkpoints?sort=n&limit=100');
    const heads = data.map(({ note }: Answer) => readNote(note));
    for (const first of heads) {
      for (const second of heads.slice(heads.indexOf(first))) {
        const { proof } = await asked(`/v1/audit-log/consistency?from=${first.size}&to=${second.size}`);
        expect(isBeginningOf(first, second, proof.map(bytes))).toBe(true);
      }
    }
    expect(await asked('/v1/audit-log/consistency?from=0&to=1')).toEqual({ from: 0, to: 1, proof: [] });
  });

  test.each([
    'from=1',
    'from=2&to=1',
    'from=0&to=999999',
    'from=-1&to=1',
    'from=1.5&to=2',
    'from=a&to=2',
    'from=1&to=2&to=3',
  ])('are not compared where "%s" is asked', async (query) => {
    const reply = installation.as('auditor').get(`/v1/audit-log/consistency?${query}`);
    expect(await outcome(reply)).toEqual({ status: 400, code: 'validation_failed' });
  });

  test('are cosigned by a witness who asks the API', async () => {
    const [{ pem }] = (await ok(send(`${installation.baseUrl()}/v1/audit-log/keys`, 'GET'))).data;
    await writeFile(join(dir, 'log.pem'), pem);
    const state = join(dir, 'witness');
    await run(process.execPath, [
      VERIFIER,
      'witness',
      'init',
      '--state',
      state,
      '--name',
      'witness.test',
      '--log-key',
      join(dir, 'log.pem'),
    ]);
    for (let i = 0; i < 3; i += 1) {
      const args = ['witness', 'cosign', '--state', state, '--log', installation.baseUrl()];
      await run(process.execPath, [VERIFIER, ...args, '--out', join(dir, 'cosigned.note')]);
      await installation.agent.submit(question());
      await sealer.sealAll();
    }
  });
});

describe('a stored tree that is not the one that was signed', () => {
  test('proves nothing: it is said to be broken', async () => {
    const other = await startInstallation();
    const one = await TestSealer.connect(other.database);
    await other.agent.submit(question());
    await one.sealAll();
    await one.close();
    await other.sql('ALTER TABLE audit_node DISABLE TRIGGER USER');
    await other.sql(`UPDATE audit_node SET hash = sha256('x') WHERE level = 1`);
    const [{ id }] = await other.sql('SELECT min(id)::text AS id FROM audit_entry');
    const { treeSize } = await ok(other.as('auditor').get('/v1/audit-log/checkpoints/latest'));
    const replies = [
      await outcome(other.as('auditor').get(`/v1/audit-entries/${id}/proof`)),
      await outcome(other.as('auditor').get(`/v1/audit-log/consistency?from=3&to=${treeSize}`)),
    ];
    await other.stop();
    expect(replies).toEqual([
      { status: 500, code: 'log_broken' },
      { status: 500, code: 'log_broken' },
    ]);
  });
});

describe('a log without anything', () => {
  test('has no newest checkpoint', async () => {
    const other = await startInstallation();
    const reply = await outcome(other.as('auditor').get('/v1/audit-log/checkpoints/latest'));
    await other.stop();
    expect(reply).toEqual({ status: 404, code: 'not_found' });
  });
});

describe('the keys', () => {
  test('are there for anybody, the one that signs first and then those before it', async () => {
    const keysDir = join(dir, 'rotated');
    await cp(testKeysDir(), keysDir, { recursive: true });
    const old = (await ok(send(`${installation.baseUrl()}/v1/audit-log/keys`, 'GET'))).data[0];
    await writeFile(join(keysDir, 'audit-2026.pub'), old.pem);
    await rm(join(keysDir, 'audit.pem'));
    await createMissingKeys(keysDir);
    await installation.restart({ COUNTERSIGN_KEYS_DIR: keysDir });
    const { data } = await ok(send(`${installation.baseUrl()}/v1/audit-log/keys`, 'GET'));
    expect(data.map(({ status }: Answer) => status)).toEqual(['signs', 'retired']);
    expect(data[1]).toEqual({ ...old, status: 'retired' });
    expect(data[0].verifierKey).not.toBe(old.verifierKey);
    // And the log goes on under the new key.
    installation.startWorking();
    const { entryId } = await receipt();
    const proof = await eventually('the proof under the new key', async () => {
      const reply = await installation.as('auditor').get(`/v1/audit-entries/${entryId}/proof`);
      return reply.status === 200 ? reply.body : undefined;
    });
    expect(proof.checkpoint).toContain(`${old.name} `);
    await writeFile(join(dir, 'new.pem'), data[0].pem);
    await writeFile(join(dir, 'proof.json'), JSON.stringify(proof));
    await run(process.execPath, [VERIFIER, 'proof', join(dir, 'proof.json'), '--key', join(dir, 'new.pem')]);
  });

  test('that are missing are said to be', async () => {
    await installation.restart({ COUNTERSIGN_KEYS_DIR: join(dir, 'nothing') });
    const reply = send(`${installation.baseUrl()}/v1/audit-log/keys`, 'GET');
    expect(await outcome(reply)).toEqual({ status: 503, code: 'keys_missing' });
  });
});
