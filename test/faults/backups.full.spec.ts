import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runMigrations } from '../../api/src/platform/database/migrate.js';
import { describeWith } from '../support/describe-with.js';
import { eventually } from '../support/eventually.js';
import { Fleet } from '../support/fleet.js';
import { refund } from '../support/installation-proposals.js';
import { inspectLog, testKeys } from '../support/sealed-log.js';
import { SystemPostgres } from '../support/system-postgres.js';
import { runVerifier, type Verdict } from '../support/verifier.js';

const PATIENCE_MS = 180_000;

describeWith('PostgreSQL and its tools', 'a database that is lost and restored from a backup', () => {
  let folder: string;
  let key: string;
  let fleet: Fleet;
  let server: SystemPostgres;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-backups-'));
    key = await fileOf('log.pem', testKeys().publicKey.export({ type: 'spki', format: 'pem' }) as string);
    server = await SystemPostgres.start();
    await server.createRoles();
    const database = await server.createDatabase();
    await runMigrations(database.ownerUrl);
    fleet = await Fleet.start(undefined, database);
    await fleet.startWorker();
  }, PATIENCE_MS);
  afterAll(async () => {
    await fleet?.stop();
    await server?.destroy();
    await rm(folder, { recursive: true, force: true });
  });

  test(
    'by pg_dump goes on where the backup was: old decisions run once, the log is sealed on and proves itself',
    async () => {
      await work(3);
      const witness = await witnessOf('before');
      const old = await cosign(witness);
      expect(old).toMatchObject({ code: 0 });
      // Decided, and not run yet when the backup is made, in the middle of work.
      await endWorkers();
      const decided = await fleet.approveRefund(refund());
      const [backup] = await Promise.all([server.dump(), fleet.approveRefund(refund())]);
      await fleet.startWorker();
      await work(2);
      const later = await witnessOf('after');
      expect(await cosign(later)).toMatchObject({ code: 0 });
      const reached = await server.nextTransaction();

      const lost = server;
      server = await SystemPostgres.start();
      await server.createRoles();
      const database = await server.createDatabase();
      await server.restore(backup);
      // Transactions are counted anew: what orders entries in one server orders nothing between two.
      expect(await server.nextTransaction()).toBeLessThan(reached);
      await fleet.moveTo(database);
      await lost.destroy();
      await fleet.startWorker();

      // The provider honours its key: what ran after the backup was made is not done again.
      const { id } = await fleet.succeeded(decided, 40);
      expect(fleet.tools.effectsOf(id)).toHaveLength(1);
      await goesOn(witness, old);
      // Who saw more than the backup has says so.
      expect(await cosign(later)).toMatchObject({ code: 1, findings: [{ layer: 'consistency' }] });
    },
    PATIENCE_MS,
  );

  test(
    'by pg_basebackup goes on where the backup was',
    async () => {
      await work(2);
      const witness = await witnessOf('base');
      const old = await cosign(witness);
      const lost = server;
      server = await SystemPostgres.start((into) => lost.baseBackup(into));
      await fleet.moveTo(server.database());
      await lost.destroy();
      await fleet.startWorker();
      await goesOn(witness, old);
    },
    PATIENCE_MS,
  );

  /** Refunds that are approved, run, and sealed. */
  async function work(many: number): Promise<void> {
    const ids = await Promise.all(Array.from({ length: many }, () => fleet.approveRefund(refund())));
    const executions = await Promise.all(ids.map((id) => fleet.succeeded(id, 40)));
    expect(executions.map(({ id }) => fleet.tools.effectsOf(id).length)).toEqual(ids.map(() => 1));
    await eventually('all of it to be sealed', async () => (await inspectLog(fleet.sql)).unsealed === 0);
  }

  /** New work is done and sealed, nothing is wrong with the log, and it continues what was seen of it before. */
  async function goesOn(witness: string, { note, size }: Verdict & { size?: number }): Promise<void> {
    await work(3);
    expect(await inspectLog(fleet.sql)).toMatchObject({ faults: [], unsealed: 0 });
    const since = await fileOf('old.note', note!);
    const verdict = await runVerifier('verify', await exported(), '--key', key, '--since', since);
    expect(verdict).toMatchObject({ code: 0, ok: true, findings: [], unsealed: 0 });
    const cosigned = (await cosign(witness)) as Verdict & { from: number; size: number };
    expect(cosigned).toMatchObject({ code: 0, from: size });
    expect(cosigned.size).toBeGreaterThan(size!);
  }

  async function endWorkers(): Promise<void> {
    await Promise.all(fleet.workers.splice(0).map(({ process }) => process.end('SIGTERM')));
  }

  async function exported(): Promise<string> {
    const { status, text } = await fleet.as('auditor').get('/v1/audit-log/export');
    expect(status).toBe(200);
    return fileOf('export.jsonl', text);
  }

  async function witnessOf(name: string): Promise<string> {
    const state = join(folder, `witness-${name}`);
    await runVerifier('witness', 'init', '--state', state, '--name', `${name}.example`, '--log-key', key);
    return state;
  }

  async function cosign(state: string): Promise<Verdict & { size?: number }> {
    return runVerifier('witness', 'cosign', '--state', state, '--log', await exported());
  }

  async function fileOf(name: string, text: string): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  }
});
