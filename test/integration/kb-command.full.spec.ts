import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readDocument } from '../../api/src/knowledge/rules/document-faults.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { ok } from '../support/installation-http.js';
import { describeWithOutsideData } from '../support/outside-data.js';

const KB = resolve(import.meta.dirname, '../../dist/api/src/kb.js');

let installation: Installation;
let folder: string;
beforeAll(async () => {
  installation = await startInstallation();
  folder = await mkdtemp(join(tmpdir(), 'countersign-kb-'));
});
afterAll(async () => {
  await installation.stop();
  await rm(folder, { recursive: true });
});

const connectionsOf = async (name: string): Promise<number> =>
  (
    await installation.sql(
      'SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1',
      [name],
    )
  )[0].n;

interface Ran {
  code: number;
  out: string;
  said: string;
}

const env = () => ({ ...process.env, NODE_OPTIONS: '', DATABASE_URL: installation.database.appUrl });

const start = (...args: string[]): ChildProcess =>
  spawn(process.execPath, [KB, ...args], { env: env(), stdio: 'ignore' });

/** Runs the command as a person would, with `DATABASE_URL` of the installation. */
const kb = (...args: string[]): Promise<Ran> => kbWith(env(), ...args);

function kbWith(env: NodeJS.ProcessEnv, ...args: string[]): Promise<Ran> {
  return new Promise((done) => {
    execFile(process.execPath, [KB, ...args], { env }, (error, out, said) => {
      done({ code: error ? Number(error.code) : 0, out, said });
    });
  });
}

async function file(name: string, ...rows: (object | string)[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'));
  return path;
}

const documents = async (): Promise<string[]> =>
  (await ok(installation.as('auditor').get('/v1/documents'))).data.map(({ id }: { id: string }) => id);

const late = { id: 'late', title: 'Late parcels', content: 'Wait two days.' };

describe('npm run kb', () => {
  test('imports rows, again without a change, and finds what is in them', async () => {
    const lost = {
      id: 'lost',
      title: 'Lost parcels',
      content: 'Refund in full.',
      owner: 'Logistics',
      reviewBy: '2020-01-01',
    };
    const path = await file('good.jsonl', late, '', lost);
    const first = await kb('import', path);
    expect(JSON.parse(first.out)).toEqual({ documents: 2, added: 2, newVersions: 0, described: 0, unchanged: 0 });
    expect(JSON.parse((await kb('import', path)).out)).toMatchObject({ added: 0, unchanged: 2 });
    const list = JSON.parse((await kb('list')).out);
    expect(list.documents).toEqual([
      { id: 'late', title: 'Late parcels', version: 1, owner: null, reviewBy: null, stale: false },
      { id: 'lost', title: 'Lost parcels', version: 1, owner: 'Logistics', reviewBy: '2020-01-01', stale: true },
    ]);
    const found = JSON.parse((await kb('search', 'when do I get a full refund?', '--limit', '1')).out);
    expect(found.passages).toMatchObject([{ id: 'kb:lost@1#1', stale: true, text: 'Refund in full.' }]);
    const { data } = await ok(installation.as('auditor').get('/v1/audit-entries?action=document.imported'));
    expect(data.map(({ actor }: { actor: { kind: string } }) => actor)).toHaveLength(2);
  });

  test('tells each wrong row by its line, and imports nothing of that file', async () => {
    const before = await documents();
    const path = await file(
      'bad.jsonl',
      { ...late, id: 'fine' },
      '{"id": "cut',
      '',
      { id: 'empty', title: 'x' },
      { ...late, id: 'fine' },
    );
    const ran = await kb('import', path);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.said.split('\n')).toEqual([
      'nothing was imported:',
      expect.stringMatching(/^line 2: is not JSON: /),
      'line 4: content is missing',
      'line 5: has the id fine, as line 1 has',
      '',
    ]);
    expect(await documents()).toEqual(before);
  });

  test('imports a folder, each file by its path and what it says of itself', async () => {
    await mkdir(join(folder, 'handbook/shipping'), { recursive: true });
    await file('handbook/shipping/late.md', '---\nowner: Logistics\nreviewBy: 2099-01-01\n---\n# Late\n\nWait.');
    await file('handbook/plain.txt', 'Just text.');
    await file('handbook/picture.png', 'no document');
    expect(JSON.parse((await kb('import', join(folder, 'handbook'))).out)).toMatchObject({ documents: 2, added: 2 });
    expect(await ok(installation.as('auditor').get('/v1/documents/shipping.late'))).toMatchObject({
      title: 'Late',
      owner: 'Logistics',
      reviewBy: '2099-01-01',
    });
    await file('handbook/wrong.md', '---\nreviewBy: soon\n---\nText.');
    const ran = await kb('import', join(folder, 'handbook'));
    expect([ran.code, ran.said]).toEqual([1, 'nothing was imported:\nwrong.md: reviewBy is a day like 2026-10-01\n']);
  });

  test('says at once that Countersign is to be started, where its database does not run any more', async () => {
    await file('database-url', `postgres://countersign@127.0.0.1:${await freePort()}/postgres`);
    const { DATABASE_URL: _, ...without } = env();
    const ran = await kbWith({ ...without, COUNTERSIGN_DATA_DIR: folder }, 'list');
    const said = 'set DATABASE_URL, or start Countersign first so that its embedded database runs\n';
    expect(ran).toEqual({ code: 2, out: '', said });
  });

  test('killed in the middle it leaves whole documents, and giving the file again finishes it, each once', async () => {
    const row = (n: number) => ({ id: `many.${n}`, title: `Many ${n}`, content: `# Part\n\nWord ${n}.\n`.repeat(4) });
    const path = await file('many.jsonl', ...Array.from({ length: 400 }, (_, n) => row(n)));
    const count = async (table: string, column: string) =>
      (await installation.sql(`SELECT count(*)::int AS n FROM ${table} WHERE ${column} LIKE 'many.%'`))[0].n;
    const middle = 200;
    // It stands still there, so that it cannot come to its end before it is killed.
    await installation.sql(`CREATE FUNCTION stand_still() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_advisory_xact_lock(${middle}); RETURN NEW; END $$`);
    await installation.sql(`CREATE TRIGGER stand_still BEFORE INSERT ON document FOR EACH ROW
      WHEN (NEW.id = 'many.${middle}') EXECUTE FUNCTION stand_still()`);
    await installation.sql('SELECT pg_advisory_lock($1)', [middle]);
    const running = start('import', path);
    await eventually('it to stand still', async () => {
      const waits = await installation.sql(
        `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = ${middle} AND NOT granted`,
      );
      return waits.length > 0;
    });
    running.kill('SIGKILL');
    await once(running, 'exit');
    await installation.sql('SELECT pg_advisory_unlock($1)', [middle]);
    // What the killed one had sent may still be committed or taken back.
    await eventually('its connections to be gone', async () => (await connectionsOf('countersign-admin')) === 0);
    const stands = await count('document', 'id');
    expect(stands).toBeGreaterThan(0);
    expect(stands).toBeLessThan(400);
    expect(await count('document_version', 'document_id')).toBe(stands);
    const again = JSON.parse((await kb('import', path)).out);
    expect(again).toMatchObject({ documents: 400, added: 400 - stands, unchanged: stands, newVersions: 0 });
    expect(await count('document_version', 'document_id')).toBe(400);
    const [{ most }] = await installation.sql(
      `SELECT max(n)::int AS most FROM (SELECT count(*) AS n FROM audit_entry WHERE action = 'document.imported' GROUP BY xid) AS each`,
    );
    expect(most).toBe(20);
  });

  test.each([
    ['a file that is not there', ['import', '/no/such/file'], /can’t be read/],
    ['a limit that is none', ['search', 'x', '--limit', '0'], /--limit is 1 to 100/],
  ])('says what is wrong with %s', async (_, args, said) => {
    expect(await kb(...args)).toEqual({ code: 2, out: '', said: expect.stringMatching(said) });
  });
});

describeWithOutsideData('banking-kb/documents.jsonl', 'the help centre of a bank', (path) => {
  test('is imported as it stands, also what is called by names with a plus', async () => {
    const rows = readFileSync(path, 'utf8').split('\n').filter(Boolean);
    expect(rows.map((row) => readDocument(JSON.parse(row))).filter((read) => 'faults' in read)).toEqual([]);
    const plus = rows.filter((row) => JSON.parse(row).id.includes('+'));
    const ran = await kb('import', await file('plus.jsonl', ...plus));
    expect([ran.said, JSON.parse(ran.out)]).toEqual(['', expect.objectContaining({ added: plus.length })]);
    const found = JSON.parse((await kb('search', 'user roles of joint business holders', '--limit', '1')).out);
    const [{ id }] = found.passages;
    expect(id).toContain('_+_user_roles_');
    const opened = await ok(installation.as('auditor').get(`/v1/passages/${encodeURIComponent(id)}`));
    expect(opened).toMatchObject({ id });
  });
});
