import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CheckedLog } from '../support/checked-log.js';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok } from '../support/installation-http.js';
import { lockAccount, question, refund } from '../support/installation-proposals.js';
import { parseCsv } from '../support/parse-csv.js';
import { TestSealer } from '../support/sealed-log.js';
import { layersOf, runVerifier, type Verdict } from '../support/verifier.js';

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

const exported = (query = ''): Promise<string> => log.exported(query);
const verify = (text: string, ...more: string[]): Promise<Verdict> => log.verify(text, ...more);
const linesOf = (text: string): Answer[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
const entriesOf = (text: string): Answer[] => linesOf(text).filter(({ type }) => type === 'entry');

/** A refund that was approved and has run. */
async function refunded(): Promise<string> {
  const { id } = await installation.agent.submit(refund());
  const operator = installation.as('operator');
  const { execution } = await ok(operator.approve(await operator.ticket(id), { note: 'Looks right' }));
  await installation.execute(execution.id);
  return id;
}

describe('a whole export', () => {
  test('is verified by itself: before anything is sealed, in between, and when all is', async () => {
    await refunded();
    expect(await verify(await exported())).toMatchObject({ code: 0, sealed: 0, unsealed: expect.any(Number) });
    await log.sealer.sealAll();
    await refunded();
    const half = await verify(await exported());
    expect(half).toMatchObject({ code: 0, warnings: [expect.stringContaining('under no checkpoint')] });
    expect([half.sealed, half.unsealed].every((count) => count > 3)).toBe(true);
    await log.sealer.sealAll();
    const [{ count }] = (await installation.sql('SELECT count(*)::int FROM audit_entry')) as [Answer];
    expect(await verify(await exported())).toMatchObject({ code: 0, sealed: count, unsealed: 0, warnings: [] });
  });

  test('has everything the list has, to the byte', async () => {
    const page = await ok(installation.as('auditor').get('/v1/audit-entries?limit=100&sort=id'));
    const byId = new Map(entriesOf(await exported()).map((entry) => [entry.id, entry]));
    expect(byId.size).toBeGreaterThan(10);
    for (const { id, at, action, subject, canonical, hash } of page.data) {
      expect(byId.get(id)).toMatchObject({ at, action, subject, canonical, hash });
    }
  });

  test('holds the receipts of decisions', async () => {
    const [{ id, hash }] = (await installation.sql(
      `SELECT id::text, encode(hash, 'hex') AS hash FROM audit_entry WHERE action = 'sign_off.given' LIMIT 1`,
    )) as [Answer];
    expect(await verify(await exported(), '--receipt', `${id}:${hash}`)).toMatchObject({ code: 0 });
  });

  test('comes in pages of many, with every checkpoint behind what it covers', async () => {
    await installation.sql(`
      INSERT INTO audit_entry (at, actor, action, subject, canonical, hash)
      SELECT '2026-01-01T00:00:00.000Z', 'system', 'tool.registered', 'tool:' || n, c, sha256(c)
      FROM generate_series(1, 2600) AS n, LATERAL (SELECT convert_to('{"action":"tool.registered","actor":"system",'
        || '"at":"2026-01-01T00:00:00.000Z","payload":{"n":' || n || '},"subject":"tool:' || n || '","v":1}', 'UTF8') AS c) made`);
    const small = await TestSealer.connect(installation.database, 700);
    await small.sealAll();
    await small.close();
    const text = await exported();
    const { code, checked, sealed } = await verify(text);
    expect([code, checked.entries, checked.roots]).toEqual([
      0,
      sealed,
      linesOf(text).filter(({ type }) => type === 'checkpoint').length,
    ]);
    expect(sealed).toBeGreaterThan(2600);
  });

  test('still comes when the log was changed by its owner: that is for the verifier to say', async () => {
    const [{ id }] = (await installation.sql('SELECT max(id)::text AS id FROM audit_entry')) as [Answer];
    const restore = await changedByOwner(
      `UPDATE audit_entry SET canonical = '\\xff00', hash = sha256('\\xff00') WHERE id = ${id}`,
    );
    const verdict = await verify(await exported());
    await restore();
    expect(verdict.code).toBe(1);
    expect(layersOf(verdict)).toEqual(expect.arrayContaining(['entry hash', 'leaf', 'root']));
    expect(verdict.findings[0]!.entryId).toBe(id);
    expect(await verify(await exported())).toMatchObject({ code: 0 });
  });
});

/** @returns what takes it back */
async function changedByOwner(change: string): Promise<() => Promise<void>> {
  const owner = async (...texts: string[]) => {
    await installation.sql('ALTER TABLE audit_entry DISABLE TRIGGER USER');
    for (const text of texts) await installation.sql(text);
    await installation.sql('ALTER TABLE audit_entry ENABLE TRIGGER USER');
  };
  await owner('CREATE TABLE kept AS SELECT id, canonical, hash FROM audit_entry', change);
  return () =>
    owner(
      'UPDATE audit_entry e SET canonical = k.canonical, hash = k.hash FROM kept k WHERE k.id = e.id AND k.canonical <> e.canonical',
      'DROP TABLE kept',
    );
}

describe('beside the export', () => {
  test('the proof of one entry holds, and does not for another text or another receipt', async () => {
    const id = await refunded();
    await log.sealer.sealAll();
    const page = await ok(installation.as('auditor').get(`/v1/audit-entries?ticketId=${id}&action=sign_off.given`));
    const [entry] = page.data;
    const proof = await ok(installation.as('auditor').get(`/v1/audit-entries/${entry.id}/proof`));
    const path = join(log.folder, 'proof.json');
    const check = async (answer: object, receipt = `${entry.id}:${entry.hash}`) => {
      await writeFile(path, JSON.stringify(answer));
      return runVerifier('proof', path, '--key', join(log.folder, 'log.pem'), '--receipt', receipt);
    };
    expect(await check(proof)).toMatchObject({ code: 0, ok: true, hash: entry.hash });
    const changed = { ...proof, canonical: proof.canonical.replace('approve', 'reject') };
    expect(layersOf(await check(changed))).toEqual(['entry hash', 'leaf', 'receipt', 'root']);
    expect(layersOf(await check({ ...proof, seq: proof.seq - 1 }))).toEqual(['root']);
    expect(layersOf(await check(proof, `${entry.id}:${proof.leafHash}`))).toEqual(['receipt']);
  });

  test('a witness follows the service itself, by its consistency proofs', async () => {
    const state = join(log.folder, 'witness');
    await runVerifier('witness', 'init', '--state', state, '--name', 'w', '--log-key', join(log.folder, 'log.pem'));
    const cosign = () => runVerifier('witness', 'cosign', '--state', state, '--log', installation.baseUrl());
    const first = await cosign();
    await installation.agent.submit(question());
    await log.sealer.sealAll();
    const second = await cosign();
    expect(first).toMatchObject({ code: 0, from: 0 });
    expect(second).toMatchObject({ code: 0, from: (first as Answer).size });
    expect((second as Answer).size).toBeGreaterThan((first as Answer).size);
    expect(second.note).toContain('\n\u2014 w ');
  });
});

describe('a filtered export', () => {
  test('has just what was asked for, each sealed entry with a proof that holds', async () => {
    const id = await refunded();
    await installation.agent.submit(lockAccount());
    await installation.agent.submit(question());
    await log.sealer.sealAll();
    await installation.agent.submit(refund());
    const operator = installation.as('operator').id;
    const [first] = entriesOf(await exported(`ticketId=${id}`));
    const filters: [string, (entry: Answer) => boolean][] = [
      [`ticketId=${id}`, ({ subject }) => subject === `ticket:${id}`],
      [`personId=${operator}`, ({ actor }) => actor === `person:${operator}`],
      ['action=ticket.routed', ({ action }) => action === 'ticket.routed'],
      [`from=${first.at}`, ({ at }) => at >= first.at],
      [`from=2026-01-01&to=${first.at}`, ({ at }) => at >= '2026-01-01' && at < first.at],
      [
        `personId=${operator}&action=sign_off.given&from=${first.at}`,
        ({ action, actor, at }) => action === 'sign_off.given' && actor === `person:${operator}` && at >= first.at,
      ],
    ];
    const all = entriesOf(await exported());
    for (const [query, passes] of filters) {
      const text = await exported(query);
      const found = entriesOf(text).map((entry) => entry.id);
      const wanted = all.filter(passes);
      expect([query, found]).toEqual([query, wanted.map((entry) => entry.id).sort((a, b) => Number(a) - Number(b))]);
      expect(found.length).toBeGreaterThan(0);
      const verdict = await verify(text);
      const sealed = wanted.filter(({ seq }) => seq !== null).length;
      expect([query, verdict.code, verdict.checked.proofs]).toEqual([query, 0, sealed]);
    }
  });

  test('calls no entry dated back for being older than the checkpoint that proves it', async () => {
    await installation.sql(`INSERT INTO audit_entry (at, actor, action, subject, canonical, hash)
      SELECT '2020-01-01', 'system', 'x.y', 'tool:x', c, sha256(c) FROM (SELECT convert_to(
      '{"action":"x.y","actor":"system","at":"2020-01-01T00:00:00.000Z","payload":{},"subject":"tool:x","v":1}', 'UTF8') AS c) made`);
    await log.sealer.sealAll();
    const old = await verify(await exported('to=2020-02-01T00:00:00Z'));
    expect(old).toMatchObject({ code: 0, sealed: 1, unsealed: 0, warnings: [] });
  });

  test('by tool has the entries of the tickets whose tool it is', async () => {
    const of = async (tool: string) => new Set(entriesOf(await exported(`tool=${tool}`)).map(({ subject }) => subject));
    const tickets = await installation.sql(`SELECT 'ticket:' || id AS subject, tool_name FROM ticket`);
    for (const tool of ['issue_refund', 'change_account_state']) {
      const wanted = tickets.filter(({ tool_name }) => tool_name === tool).map(({ subject }) => subject);
      expect(await of(tool)).toEqual(new Set(wanted));
    }
    expect(await of('no_such_tool')).toEqual(new Set());
  });

  test('is found out when an entry in it was changed on the way', async () => {
    const lines = linesOf(await exported('action=sign_off.given'));
    const at = lines.findIndex(({ seq }) => typeof seq === 'number');
    const { canonical } = lines[at];
    lines[at].canonical = canonical.replace('approve', 'reject');
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    expect(layersOf(await verify(text))).toEqual(['entry hash', 'leaf', 'root']);
  });

  test.each(['ticketId=1', 'personId=me', 'from=yesterday', 'format=xlsx', 'limit=5'])('refuses %s', async (query) => {
    const { status, body } = await installation.as('auditor').get(`/v1/audit-log/export?${query}`);
    expect([status, body.code]).toEqual([400, 'validation_failed']);
  });
});

describe('as CSV', () => {
  test('it is RFC 4180 with the same entries, and no cell is a formula', async () => {
    await installation.sql(`
      INSERT INTO audit_entry (at, actor, action, subject, canonical, hash)
      SELECT now(), actor, '=1+1', E'@a,"b"\\r\\nc', c, sha256(c)
      FROM unnest(ARRAY['+x', '-x', '\t=x', '＝x', 'plain, "quoted"']) AS actor, LATERAL (SELECT convert_to('{"a":"=1"}', 'UTF8') AS c) made`);
    const headers = await installation.as('auditor').headers();
    const response = await fetch(`${installation.baseUrl()}/v1/audit-log/export?format=csv`, { headers });
    // `text()` would take the mark off.
    const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
    expect(text.startsWith('\ufeffseq,id,at,actor,action,subject,hash,leaf,canonical\r\n')).toBe(true);
    const rows = parseCsv(text.slice(1));
    const entries = entriesOf(await exported());
    const escaped = (cell: unknown) => (/^[=+\-@\t\r＝]/.test(String(cell)) ? `'${cell}` : String(cell ?? ''));
    expect(rows.slice(1)).toEqual(
      entries.map((e) => [e.seq, e.id, e.at, e.actor, e.action, e.subject, e.hash, e.leaf, e.canonical].map(escaped)),
    );
    expect(rows.slice(-5).map((row) => row[3])).toEqual(["'+x", "'-x", "'\t=x", "'＝x", 'plain, "quoted"']);
  });
});

describe('a reader who is slow, and then hangs up', () => {
  /** When a page of sealed entries was last read. */
  const lastRead = async (): Promise<string> => {
    const [row] = await installation.sql(
      `SELECT max(query_start)::text AS at FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%FROM audit_leaf l JOIN%'
         AND pid <> pg_backend_pid()`,
    );
    return row.at;
  };

  test('makes the reading of the log wait, and ends it', async () => {
    // More than the sockets between us hold.
    await installation.sql(`
      INSERT INTO audit_entry (at, actor, action, subject, canonical, hash)
      SELECT now(), 'system', 'x', 'tool:' || n, c, sha256(c)
      FROM generate_series(1, 40000) AS n, LATERAL (SELECT convert_to('{"n":' || n || ',"x":"' || repeat('x', 400) || '"}', 'UTF8') AS c) made`);
    await log.sealer.sealAll();
    const headers = await installation.as('auditor').headers();
    const controller = new AbortController();
    const { signal } = controller;
    const response = await fetch(`${installation.baseUrl()}/v1/audit-log/export`, { headers, signal });
    await response.body!.getReader().read();
    await eventually('the reading to wait', async () => {
      const before = await lastRead();
      await delay(1_000);
      return (await lastRead()) === before;
    });
    const before = await lastRead();
    controller.abort();
    await delay(300);
    expect(await lastRead()).toBe(before);
    // The process is none the worse for it.
    expect(await verify(await exported(`personId=${installation.as('operator').id}`))).toMatchObject({ code: 0 });
  });
});
