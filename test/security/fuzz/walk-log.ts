import { type Answer, ok, type Reply } from '../../support/installation-http.js';
import { question } from '../../support/installation-proposals.js';
import { TestSealer } from '../../support/sealed-log.js';
import { TestWitness } from '../../support/witness.js';
import type { Leg, Walk } from './walk.js';

const WITNESSES = '/v1/audit-log/witnesses';
const GIVE = 'POST /v1/audit-log/checkpoints/{size}/cosignatures';

/** A witness that is registered, and a checkpoint. */
async function cosigned(walk: Walk): Promise<{ witness: TestWitness; treeSize: number; note: string }> {
  const witness = new TestWitness();
  const admin = walk.installation.as('admin');
  await ok(admin.post(WITNESSES, { verifierKey: witness.verifierKey }));
  const sealer = await TestSealer.connect(walk.installation.database);
  await sealer.sealAll();
  await sealer.close();
  const { treeSize, note } = await ok(admin.get('/v1/audit-log/checkpoints/latest'));
  return { witness, treeSize, note };
}

const give = (walk: Walk, size: number, note: string): Promise<Reply> =>
  walk.send('POST', `/v1/audit-log/checkpoints/${size}/cosignatures`, { body: { note } });

/** Witnesses: known, unknown and ended, and what they cosign. */
async function witnesses(walk: Walk): Promise<void> {
  const admin = walk.installation.as('admin');
  const { verifierKey } = new TestWitness('w2.example');
  const { body } = await walk.met(`POST ${WITNESSES} 201`, admin.post(WITNESSES, { verifierKey }));
  await walk.met(`POST ${WITNESSES} 409`, admin.post(WITNESSES, { verifierKey }));
  await walk.met(`POST ${WITNESSES}/{id}/end 200`, admin.post(`${WITNESSES}/${body.id}/end`));
  const before = await cosigned(walk);
  await walk.installation.agent.submit(question());
  const { witness, treeSize, note } = await cosigned(walk);
  await walk.met(`${GIVE} 200`, give(walk, treeSize, witness.cosign(note)));
  await walk.met(`${GIVE} 403`, give(walk, treeSize, new TestWitness().cosign(note)));
  await walk.met(`${GIVE} 404`, give(walk, treeSize + 1, witness.cosign(note)));
  await walk.met(`${GIVE} 409`, give(walk, before.treeSize, witness.cosign(note)));
  await walk.met(`${GIVE} 422`, give(walk, treeSize, note + witness.line(before.note)));
}

/** The log: sealed, and then not as it was signed any more. */
async function log(walk: Walk): Promise<void> {
  const { sql } = walk.installation;
  const { witness, treeSize, note } = await cosigned(walk);
  const auditor = walk.installation.as('auditor');
  const [{ id }] = (await sql('SELECT min(id)::text AS id FROM audit_entry')) as [Answer];
  const ask = async (status: number) => {
    const path = '/v1/audit-log';
    await walk.met(`GET /v1/audit-entries/{id}/proof ${status}`, auditor.get(`/v1/audit-entries/${id}/proof`));
    await walk.met(`GET ${path}/consistency ${status}`, auditor.get(`${path}/consistency?from=1&to=3`));
    await walk.met(`GET ${path}/checkpoints/latest ${status}`, auditor.get(`${path}/checkpoints/latest`));
    await walk.met(`GET ${path}/checkpoints ${status}`, auditor.get(`${path}/checkpoints`));
  };
  await ask(200);
  const checks = await sql(
    `SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = 'audit_checkpoint'::regclass`,
  );
  for (const { conname } of checks) await sql(`ALTER TABLE audit_checkpoint DROP CONSTRAINT ${conname}`);
  await sql('ALTER TABLE audit_checkpoint DISABLE TRIGGER USER');
  await sql(`UPDATE audit_checkpoint SET note = 'another'`);
  await ask(500);
  await walk.met(`${GIVE} 500`, give(walk, treeSize, witness.cosign(note)));
}

/** The last one breaks the log. */
export const LOG_LEGS: readonly Leg[] = [witnesses, log];
