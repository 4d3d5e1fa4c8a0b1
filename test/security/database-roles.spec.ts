import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { newId } from '../../api/src/platform/ids.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { ok } from '../support/installation-http.js';
import { refund } from '../support/installation-proposals.js';
import { TestSealer } from '../support/sealed-log.js';

const ROLES = ['countersign_app', 'countersign_sealer', 'countersign_auditor'] as const;
type RoleName = (typeof ROLES)[number];

let installation: Installation;
let roles: Record<RoleName, pg.Client>;
beforeAll(async () => {
  installation = await startInstallation();
  await installation.agent.submit(refund());
  const sealer = await TestSealer.connect(installation.database);
  await sealer.sealAll();
  await sealer.close();
  const { appUrl, sealerUrl, auditorUrl } = installation.database;
  roles = {
    countersign_app: await connect(appUrl),
    countersign_sealer: await connect(sealerUrl),
    countersign_auditor: await connect(auditorUrl),
  };
});
afterAll(async () => {
  await Promise.all(Object.values(roles).map((client) => client.end()));
  await installation.stop();
});

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'roles spec' });
  await client.connect();
  return client;
}

/** The SQL state of the refusal; null when it was done, which is then undone. */
async function refusal(role: RoleName, text: string, values: unknown[] = []): Promise<string | null> {
  const client = roles[role];
  await client.query('BEGIN');
  try {
    await client.query(text, values);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.query('ROLLBACK');
  }
}

const NO_RIGHT = '42501';

const AUDIT = ['audit_entry', 'audit_leaf', 'audit_node', 'audit_checkpoint'];
const KEPT = [
  ...AUDIT,
  'sign_off',
  'revision',
  'proposal',
  'document_version',
  'passage',
  'routing_policy',
  'sign_off_policy',
  'queue_policy',
  'tool',
  'agent',
  'change_sign_off',
  'erasure',
  'witness',
  'witness_end',
  'cosignature',
];

const ENTRY = `INSERT INTO audit_entry (at, actor, action, subject, canonical, hash) VALUES (now(), 'system', 'x', 'x:1', '{}', sha256('{}'))`;

describe.each(ROLES)('%s', (role) => {
  test.each(KEPT)('neither changes, deletes nor empties %s, nor takes its guards away', async (table) => {
    const [{ column }] = await installation.sql(
      `SELECT attname AS column FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum DESC LIMIT 1`,
      [table],
    );
    for (const text of [
      `UPDATE ${table} SET ${column} = ${column}`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table} CASCADE`,
      `ALTER TABLE ${table} DISABLE TRIGGER USER`,
      `ALTER TABLE ${table} OWNER TO ${role}`,
      `DROP TABLE ${table}`,
      `LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`,
      `CREATE INDEX ON ${table} (${column})`,
    ]) {
      expect([text, await refusal(role, text)]).toEqual([text, NO_RIGHT]);
    }
  });

  test('becomes nobody else and gives itself nothing', async () => {
    const others = ['countersign_owner', 'postgres', 'pg_write_all_data', ...ROLES.filter((other) => other !== role)];
    for (const text of [
      ...others.map((other) => `SET ROLE ${other}`),
      'SET session_replication_role = replica',
      `GRANT countersign_owner TO ${role}`,
      `ALTER ROLE ${role} SUPERUSER`,
      'CREATE TABLE mine (id int)',
      'CREATE SCHEMA mine',
      'CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$',
      `COPY audit_entry TO PROGRAM 'cat'`,
      `SELECT pg_read_file('postgresql.conf')`,
    ]) {
      expect([text, await refusal(role, text)]).toEqual([text, NO_RIGHT]);
    }
  });

  test('may empty no table at all, nor hang triggers or references on one', async () => {
    const rows = await installation.sql(
      `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')
         AND (has_table_privilege($1, c.oid, 'TRUNCATE, TRIGGER, REFERENCES'))`,
      [role],
    );
    expect(rows).toEqual([]);
  });
});

describe('countersign_app', () => {
  test('adds entries, and says neither which they are nor in which transaction they came', async () => {
    expect(await refusal('countersign_app', ENTRY)).toBeNull();
    for (const [columns, values] of [
      ['xid', `'3'`],
      ['id', '1'],
    ]) {
      const text = ENTRY.replace('(at,', `(${columns}, at,`).replace(
        'VALUES (',
        `OVERRIDING SYSTEM VALUE VALUES (${values}, `,
      );
      expect([columns, await refusal('countersign_app', text)]).toEqual([columns, NO_RIGHT]);
    }
  });

  test('adds no entry whose hash is not its own', async () => {
    expect(await refusal('countersign_app', ENTRY.replace(`sha256('{}')`, `sha256('x')`))).toBe('23514');
  });

  test('seals nothing', async () => {
    for (const text of [
      `INSERT INTO audit_leaf VALUES (99, 1, sha256('x'))`,
      `INSERT INTO audit_node VALUES (9, 9, sha256('x'))`,
      `INSERT INTO audit_checkpoint VALUES (99, 99, now(), '')`,
    ]) {
      expect([text, await refusal('countersign_app', text)]).toEqual([text, NO_RIGHT]);
    }
  });

  test('signs no ticket for whoever owns the agent, issued its key or made the revision, also by raw SQL', async () => {
    const other = await installation.addPerson('issuer', 'admin', 'operator');
    const agent = await installation.addKey(installation.agent.id, {}, other);
    const { id } = await agent.submit(refund());
    const operator = installation.as('operator');
    await ok(operator.revise(await operator.ticket(id), { draft: { answer: 'Shorter.' } }));
    const [{ hash }] = await installation.sql(
      `SELECT content_hash AS hash FROM revision WHERE ticket_id = $1 AND revision = 2`,
      [id],
    );
    const sign = (personId: string, contentHash: Buffer = hash) =>
      refusal(
        'countersign_app',
        `INSERT INTO sign_off (id, ticket_id, revision, person_id, roles, verdict, content_hash, knowing_repeat, at)
         VALUES ($1, $2, 2, $3, '{operator}', 'approve', $4, false, now())`,
        [newId(), id, personId, contentHash],
      );
    expect(await sign(installation.as('admin').id)).toBe('23514');
    expect(await sign(other.id)).toBe('23514');
    expect(await sign(operator.id)).toBe('23514');
    expect(await sign(installation.as('second_operator').id, Buffer.alloc(32))).toBe('23514');
    expect(await sign(installation.as('second_operator').id)).toBeNull();
  });

  test('moves no agent to another owner, no key to another issuer and no call to another ticket', async () => {
    const changed = await installation.sql(
      `SELECT c.relname || '.' || a.attname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       WHERE c.oid = ANY('{agent,agent_key,person,execution}'::regclass[]) AND a.attnum > 0 AND NOT a.attisdropped
         AND has_column_privilege('countersign_app', c.oid, a.attnum, 'UPDATE') ORDER BY 1`,
    );
    expect(changed.map(({ name }) => name)).toEqual([
      'agent_key.expires_at',
      'agent_key.last_used_at',
      'agent_key.revoked_at',
      'execution.attempts',
      'execution.error',
      'execution.fence',
      'execution.finished_at',
      'execution.grant_expires_at',
      'execution.granted_at',
      'execution.intent_at',
      'execution.lease_until',
      'execution.next_at',
      'execution.redeemed_at',
      'execution.result',
      'execution.state',
      'person.active',
      'person.name',
      'person.password_hash',
      'person.roles',
    ]);
  });
});

/** What a role may touch at all, by table or by column. */
async function reach(role: RoleName, right: 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE'): Promise<string[]> {
  const anyColumn = right === 'DELETE' ? '' : `OR has_any_column_privilege($1, c.oid, '${right}')`;
  const rows = await installation.sql(
    `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')
       AND (has_table_privilege($1, c.oid, '${right}') ${anyColumn}) ORDER BY 1`,
    [role],
  );
  return rows.map(({ name }) => name);
}

describe('countersign_sealer', () => {
  test('reads the log, adds to the tree over it, and touches nothing else', async () => {
    expect(await reach('countersign_sealer', 'SELECT')).toEqual([...AUDIT].sort());
    expect(await reach('countersign_sealer', 'INSERT')).toEqual(AUDIT.slice(1).sort());
    expect(await reach('countersign_sealer', 'UPDATE')).toEqual([]);
    expect(await reach('countersign_sealer', 'DELETE')).toEqual([]);
  });
});

describe('countersign_auditor', () => {
  test('changes nothing anywhere', async () => {
    for (const right of ['INSERT', 'UPDATE', 'DELETE'] as const) {
      expect(await reach('countersign_auditor', right)).toEqual([]);
    }
  });

  test.each([
    'SELECT * FROM audit_entry JOIN audit_leaf ON entry_id = id',
    'SELECT * FROM audit_node, audit_checkpoint',
    'SELECT s.person_id, p.name, s.verdict, s.content_hash FROM sign_off s JOIN person p ON p.id = s.person_id',
    'SELECT t.id, t.state, e.state, e.fence FROM ticket t LEFT JOIN execution e ON e.ticket_id = t.id',
    'SELECT * FROM routing_policy, sign_off_policy',
  ])('reads who decided what, under which rules: %s', async (text) => {
    expect(await refusal('countersign_auditor', text)).toBeNull();
  });

  test.each([
    ['person', 'password_hash'],
    ['person', 'email'],
    ['session', 'token_hash'],
    ['agent_key', 'key_hash'],
    ['tool', 'signing_secret'],
    ['proposal', 'request'],
    ['proposal', 'request_salt'],
    ['proposal', 'evidence'],
    ['revision', 'draft'],
    ['revision', 'arguments_raw'],
    ['revision', 'signed_content'],
    ['sign_off', 'note'],
    ['note', 'body'],
    ['ticket', 'customer_ref'],
    ['execution', 'result'],
    ['idempotency_key', 'answer'],
  ])('reads no secret and nothing personal: %s.%s', async (table, column) => {
    expect(await refusal('countersign_auditor', `SELECT ${column} FROM ${table}`)).toBe(NO_RIGHT);
  });
});
