import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CheckedLog } from '../support/checked-log.js';
import { entriesMatchStates } from '../support/entries-match-states.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok, outcome, type Reply, send } from '../support/installation-http.js';
import { question } from '../support/installation-proposals.js';
import { testKeys } from '../support/sealed-log.js';
import { layersOf, runVerifier } from '../support/verifier.js';
import { TestWitness } from '../support/witness.js';

/** Witnesses: registered by an admin, heard for what they sign, and asked for by whoever checks the log. */

const LOG = '/v1/audit-log';

let installation: Installation;
let log: CheckedLog;
beforeAll(async () => {
  installation = await startInstallation();
  log = await CheckedLog.of(installation);
});
afterAll(async () => {
  await log.close();
  await installation.stop();
});

const add = (verifierKey: string): Promise<Reply> => installation.as('admin').post(`${LOG}/witnesses`, { verifierKey });
/** What anybody may ask, without an account. */
const latest = async (): Promise<Answer> => ok(send(`${installation.baseUrl()}${LOG}/checkpoints/latest`, 'GET'));
const give = (size: number, note: string): Promise<Reply> =>
  send(`${installation.baseUrl()}${LOG}/checkpoints/${size}/cosignatures`, 'POST', { body: { note } });

/** A checkpoint that nobody has cosigned yet. */
async function sealedAnew(): Promise<Answer> {
  await installation.agent.submit(question());
  await log.sealer.sealAll();
  return latest();
}

async function registered(name?: string): Promise<{ witness: TestWitness; id: string }> {
  const witness = new TestWitness(name);
  return { witness, id: (await ok(add(witness.verifierKey))).id };
}

describe('a witness', () => {
  test('is registered by its key, listed with what it saw, and ended; all of it is on record, and once', async () => {
    const { witness, id } = await registered('listed.example');
    const { treeSize, note } = await sealedAnew();
    await ok(give(treeSize, witness.cosign(note)));
    const [listed] = (await ok(installation.as('auditor').get(`${LOG}/witnesses?limit=1`))).data;
    expect(listed).toMatchObject({ id, name: 'listed.example', verifierKey: witness.verifierKey, sawSize: treeSize });
    expect([listed.addedBy, listed.endedAt]).toEqual([installation.as('admin').id, null]);
    const end = () => ok(installation.as('admin').post(`${LOG}/witnesses/${id}/end`));
    const ended = await end();
    expect(ended).toMatchObject({ id, endedBy: installation.as('admin').id, endedAt: expect.any(String) });
    expect(await end()).toEqual(ended);
    expect(await outcome(add(witness.verifierKey))).toEqual({ status: 409, code: 'witness_known' });
    const told = await installation.sql(
      `SELECT action, convert_from(canonical, 'UTF8')::json -> 'payload' AS payload FROM audit_entry WHERE subject = $1 ORDER BY id`,
      [`witness:${id}`],
    );
    const payload = { name: 'listed.example', keyHash: witness.keyHash.toString('hex') };
    expect(told).toEqual([
      { action: 'witness.added', payload },
      { action: 'witness.ended', payload },
    ]);
    expect(await entriesMatchStates(installation.sql)).toEqual([]);
  });

  test('is not registered under another name, with a key that does not cosign, or with the log’s own', async () => {
    const { witness } = await registered('one.example');
    const raw = testKeys().publicKey.export({ format: 'jwk' }).x!;
    const own = new TestWitness('log.example');
    Object.defineProperty(own, 'raw', { value: Buffer.from(raw, 'base64url') });
    expect((await add(own.verifierKey)).body.detail).toContain('the log itself');
    const typo = witness.verifierKey.replace('one.example', 'two.example');
    const kind = witness.verifierKey.replace(/\+BA?/, '+A');
    for (const wrong of [own.verifierKey, typo, kind, 'one.example', `${witness.verifierKey}=`, 'a+00000000+AAAA']) {
      expect([wrong, await outcome(add(wrong))]).toEqual([wrong, { status: 400, code: 'validation_failed' }]);
    }
  });
});

describe('a cosignature', () => {
  test('is taken from anybody who brings it, published with its checkpoint, and given again changes nothing', async () => {
    const { witness } = await registered();
    const { treeSize, note, n } = await sealedAnew();
    const time = Math.floor(Date.now() / 1000) - 2;
    const cosigned = witness.cosign(note, time);
    const first = await ok(give(treeSize, cosigned));
    const given = { witness: witness.name, keyHash: witness.keyHash.toString('hex') };
    expect(first).toMatchObject({
      n,
      note: cosigned,
      cosignatures: [{ ...given, at: new Date(time * 1000).toISOString() }],
    });
    expect(await ok(give(treeSize, cosigned))).toEqual(first);
    // A later one of the same witness for the same checkpoint adds nothing: the first stands.
    expect(await ok(give(treeSize, witness.cosign(note)))).toEqual(first);
    expect(await latest()).toEqual(first);
    const { data } = await ok(installation.as('auditor').get(`${LOG}/checkpoints?limit=1`));
    expect(data).toEqual([first]);
    expect(await log.exported()).toContain(JSON.stringify({ type: 'checkpoint', note: cosigned }));
  });

  test('of several witnesses comes with one note, and lines of strangers are passed over', async () => {
    const [{ witness: a }, { witness: b }] = [await registered('a.example'), await registered('b.example')];
    const { treeSize, note } = await sealedAnew();
    const signed = b.cosign(new TestWitness('stranger.example').cosign(a.cosign(note)));
    const { cosignatures } = await ok(give(treeSize, signed));
    expect(cosignatures.map(({ witness }: Answer) => witness)).toEqual(['a.example', 'b.example']);
  });

  test('is refused from who is unknown or ended, for another checkpoint, with a bad signature or an impossible time', async () => {
    const { witness, id } = await registered();
    const before = await sealedAnew();
    const { treeSize, note } = await sealedAnew();
    const now = Math.floor(Date.now() / 1000);
    const refused = async (size: number, text: string) => outcome(give(size, text));
    expect(await refused(treeSize, new TestWitness().cosign(note))).toEqual({ status: 403, code: 'witness_unknown' });
    expect(await refused(treeSize, note)).toEqual({ status: 403, code: 'witness_unknown' });
    expect(await refused(before.treeSize, witness.cosign(note))).toEqual({ status: 409, code: 'other_checkpoint' });
    expect(await refused(treeSize, witness.cosign(before.note))).toEqual({ status: 409, code: 'other_checkpoint' });
    expect(await refused(treeSize + 1, witness.cosign(note))).toEqual({ status: 404, code: 'not_found' });
    const invalid = { status: 422, code: 'cosignature_invalid' };
    // The cosignature of one checkpoint under another one.
    expect(await refused(treeSize, note + witness.line(before.note))).toEqual(invalid);
    expect(await refused(treeSize, witness.cosign(note, now + 3_600))).toEqual(invalid);
    expect(await refused(treeSize, witness.cosign(note, now - 3_600))).toEqual(invalid);
    for (const broken of ['', 'x', note.slice(0, -1), note.replace('\n\n', '\n'), `${note}\n`]) {
      expect((await refused(treeSize, broken)).status).toBe(400);
    }
    await ok(installation.as('admin').post(`${LOG}/witnesses/${id}/end`));
    expect(await refused(treeSize, witness.cosign(note))).toEqual({ status: 403, code: 'witness_unknown' });
    expect((await latest()).cosignatures).toEqual([]);
  });
});

describe('whoever checks the log', () => {
  test('can ask that a witness has seen all of it, or all but so many entries, with what a filter leaves', async () => {
    const { witness } = await registered('asked.example');
    const required = ['--require-witness', witness.verifierKey];
    const { treeSize, note } = await sealedAnew();
    expect(layersOf(await log.verify(await log.exported(), ...required))).toEqual(['cosignature']);
    await ok(give(treeSize, witness.cosign(note)));
    expect(await log.verify(await log.exported(), ...required)).toMatchObject({
      code: 0,
      witnessed: { 'asked.example': { size: treeSize } },
    });
    const after = await sealedAnew();
    const more = after.treeSize - treeSize;
    const behind = await log.verify(await log.exported(), ...required);
    expect([behind.code, layersOf(behind)]).toEqual([1, ['cosignature']]);
    expect(await log.verify(await log.exported(), ...required, '--unwitnessed', `${more}`)).toMatchObject({ code: 0 });
    // What the witness has not seen is no part of what is proved.
    const seen = await log.verify(await log.exported('cosignedBy=asked.example'), ...required);
    expect(seen).toMatchObject({ code: 0, sealed: treeSize, unsealed: more });
    const filtered = await log.verify(await log.exported('cosignedBy=asked.example&action=ticket.routed'), ...required);
    expect(filtered).toMatchObject({ code: 0, full: false });
    const nobody = await log.verify(await log.exported('cosignedBy=nobody.example'), ...required);
    expect([nobody.code, nobody.sealed, layersOf(nobody)]).toEqual([1, 0, ['cosignature']]);
  });

  test('can run a witness with no account, which follows the log and hands in what it cosigned', async () => {
    const state = join(log.folder, 'witness');
    const init = ['--state', state, '--name', 'own.example', '--log-key', join(log.folder, 'log.pem')];
    const { witnessKey } = await runVerifier('witness', 'init', ...init);
    await ok(add(witnessKey!));
    const post = () => runVerifier('witness', 'cosign', '--state', state, '--log', installation.baseUrl(), '--post');
    for (let n = 0; n < 2; n += 1) {
      const { note } = await sealedAnew();
      expect(await post()).toMatchObject({ code: 0 });
      const { cosignatures, ...published } = await latest();
      expect(published.note.startsWith(note)).toBe(true);
      expect(cosignatures).toMatchObject([{ witness: 'own.example' }]);
      expect(await log.verify(await log.exported(), '--require-witness', witnessKey!)).toMatchObject({ code: 0 });
    }
  });
});
