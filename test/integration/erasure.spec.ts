import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { CheckedLog } from '../support/checked-log.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok, outcome } from '../support/installation-http.js';
import { lockAccount, refund } from '../support/installation-proposals.js';
import type { Verdict } from '../support/verifier.js';

const SECRET = 'Ottilie Brandt';

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

const erase = (id: string, reason = 'Asked for by the customer') =>
  installation.as('admin').post(`/v1/tickets/${id}/erase`, { reason });

/** Tables whose rows say the secret anywhere. */
async function saying(secret: string): Promise<string[]> {
  const tables = await installation.sql(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await installation.sql(
      `SELECT FROM ${name} AS row_of WHERE row_of::text LIKE '%' || $1 || '%' OR row_of::text LIKE '%' || encode(convert_to($1, 'UTF8'), 'hex') || '%'`,
      [secret],
    );
    if (rows.length > 0) found.push(name);
  }
  return found;
}

async function verified(...more: string[]): Promise<Verdict> {
  await log.sealer.sealAll();
  return log.verify(await log.exported(), ...more);
}

/** A refund full of the secret: revised, noted, signed and run. */
async function told(key: string): Promise<{ id: string; body: object }> {
  const body = {
    ...refund({ customer: `cus ${SECRET}`, args: { note: SECRET } }),
    request: { text: `I am ${SECRET}`, customerRef: `cus ${SECRET}` },
    draft: { answer: `Dear ${SECRET}`, citations: [SECRET] },
    evidence: [{ id: 'e', excerpt: SECRET }],
  };
  const { id } = await ok(installation.agent.propose(body, key));
  const [operator, lead] = [installation.as('operator'), installation.as('support_lead')];
  await ok(operator.verb('escalate', { id }, { note: `${SECRET} again` }));
  const revised = await ok(
    lead.revise(await lead.ticket(id), { draft: { answer: `Hello ${SECRET}` }, note: `For ${SECRET}` }),
  );
  const { execution } = await ok(operator.approve(revised, { note: `Called ${SECRET}` }));
  await installation.execute(execution.id);
  await ok(installation.agent.tell(id, { type: 'complained', text: `${SECRET} still waits` }));
  return { id, body };
}

describe('a closed ticket that is erased', () => {
  test('leaves no word of it in any table, and the log as whole as before', async () => {
    const { id, body } = await told('to-be-erased');
    expect(await saying(SECRET)).toEqual([
      'execution',
      'idempotency_key',
      'note',
      'proposal',
      'revision',
      'sign_off',
      'ticket',
      'user_event',
    ]);
    const before = await verified();
    expect(before).toMatchObject({ code: 0 });
    const kept = await ok(installation.as('auditor').get('/v1/audit-log/checkpoints/latest'));
    await writeFile(join(log.folder, 'kept.note'), kept.note);
    const hashes = await installation.sql(
      'SELECT revision, content_hash FROM revision WHERE ticket_id = $1 ORDER BY 1',
      [id],
    );

    const answer = await ok(erase(id));
    // The key by which sums of a day are found is forgotten a week later.
    await installation.sql(`UPDATE ticket SET created_at = created_at - interval '8 days' WHERE id = $1`, [id]);
    expect(await saying(SECRET)).toEqual(['execution']);
    await installation.sweepDeadlines();
    expect(await saying(SECRET)).toEqual([]);
    expect(
      await installation.sql('SELECT revision, content_hash FROM revision WHERE ticket_id = $1 ORDER BY 1', [id]),
    ).toEqual(hashes);

    const { entryId, entryHash } = answer.receipt;
    const after = await verified('--since', join(log.folder, 'kept.note'), '--receipt', `${entryId}:${entryHash}`);
    expect(after).toMatchObject({ code: 0, checked: { kept: 1, receipts: 1 } });
    expect(after.sealed).toBeGreaterThan(before.sealed);
    const entries: Answer[] = (await ok(installation.as('auditor').get(`/v1/audit-entries?ticketId=${id}&sort=id`)))
      .data;
    const received = entries.find(({ action }) => action === 'proposal.received').payload.digests;
    const erased = entries.at(-1);
    expect(erased).toMatchObject({ action: 'ticket.erased', actor: { id: installation.as('admin').id } });
    expect(erased.payload.digests).toEqual(answer.digests);
    expect(answer.digests).toEqual(expect.arrayContaining([received.request, received.evidence, received.draft]));

    await everyAnswerSaysErased(id);
    const replayed = await installation.agent.propose(body, 'to-be-erased');
    expect([replayed.status, replayed.body.code]).toEqual([422, 'idempotency_key_reused']);
  });

  async function everyAnswerSaysErased(id: string): Promise<void> {
    for (const who of ['operator', 'admin', 'auditor'] as const) {
      const ticket = await installation.as(who).ticket(id);
      expect(ticket).toMatchObject({
        erased: true,
        customerRef: null,
        draft: { answer: '' },
        toolCall: { arguments: {} },
      });
      expect(ticket.allowedActions).toEqual([]);
      expect(ticket.erasure).toMatchObject({ byName: expect.any(String), reason: 'Asked for by the customer' });
      expect(ticket.signOffs).toMatchObject([{ verdict: 'approve', note: null }]);
    }
    const list = await ok(installation.as('operator').get('/v1/tickets?state=approved'));
    expect(list.data.find((ticket: Answer) => ticket.id === id)).toMatchObject({ erased: true, requestExcerpt: '' });
    await ok(installation.as('auditor').get(`/v1/approvals?ticketId=${id}`));
    const answer = await installation.agent.answer(id);
    expect(answer).toMatchObject({ status: 'ok', answer: '', citations: [], erased: true });
    const verbs = ['approve', 'reject', 'revise', 'claim'].map((verb) =>
      installation.as('second_operator').verb(verb, { id }, { revision: 2, contentHash: 'x', reason: 'other' }),
    );
    expect((await Promise.all(verbs)).map(({ status }) => status)).toEqual([409, 409, 409, 409]);
  }

  test('answers a repeated request without a word of it, while its key is fresh', async () => {
    const body = { ...refund(), draft: { answer: 'Dear Wilhelmine' } };
    const { id } = await ok(installation.agent.propose(body, 'fresh'));
    await ok(installation.agent.withdraw(id));
    await ok(erase(id));
    const { text, body: answer } = await installation.agent.propose(body, 'fresh');
    expect(answer).toMatchObject({ id, erased: true, answer: '' });
    expect(text).not.toContain('Wilhelmine');
  });

  test('still keeps an equal call from being made unknowingly', async () => {
    const body = refund();
    const operator = installation.as('operator');
    const { id } = await installation.agent.submit(body);
    const { execution } = await ok(operator.approve(await operator.ticket(id)));
    await installation.execute(execution.id);
    await ok(erase(id));
    const again = await installation.agent.submit(body);
    expect(again.ticket.flags).toContain('duplicate');
    expect(await outcome(operator.approve(await operator.ticket(again.id)))).toEqual({
      status: 409,
      code: 'repeat_not_acknowledged',
    });
  });
});

describe('erasing is refused', () => {
  const refused = { status: 409, code: 'not_terminal' };

  test('while a ticket waits, is approved and has not run, runs, or nobody knows whether it ran', async () => {
    const { id } = await installation.agent.submit(refund());
    expect(await outcome(erase(id))).toEqual(refused);
    const operator = installation.as('operator');
    const { execution } = await ok(operator.approve(await operator.ticket(id)));
    expect(await outcome(erase(id))).toEqual(refused);
    for (const state of ['claimed', 'intent', 'unknown']) {
      await installation.sql(`UPDATE execution SET state = '${state}' WHERE id = $1`, [execution.id]);
      expect([state, await outcome(erase(id))]).toEqual([state, refused]);
    }
    await installation.sql(
      `INSERT INTO resolution (id, execution_id, person_id, outcome, evidence, evidence_salt, ended) VALUES ($1, $1, $2, 'failed', $3, $4, 'confirmed')`,
      [execution.id, operator.id, 'Mechthild said so', Buffer.alloc(16)],
    );
    await installation.sql(
      `UPDATE execution SET state = 'failed', error = 'Mechthild', finished_at = now() WHERE id = $1`,
      [execution.id],
    );
    expect(await saying('Mechthild')).toEqual(['execution', 'resolution']);
    expect(await outcome(erase(id))).toEqual({ status: 200 });
    expect(await saying('Mechthild')).toEqual([]);
    await operator.ticket(id);
  });

  test('a second time, without a reason, and for what is not there', async () => {
    const { id } = await installation.agent.submit(lockAccount());
    await ok(installation.agent.withdraw(id));
    expect(await outcome(erase(id, ' '))).toEqual({ status: 400, code: 'validation_failed' });
    expect(await outcome(erase(id))).toEqual({ status: 200 });
    expect(await outcome(erase(id))).toEqual({ status: 409, code: 'already_erased' });
    expect(await outcome(erase('0199aaaa-0000-7000-8000-000000000000'))).toEqual({ status: 404, code: 'not_found' });
  });

  test('to two at once: it is erased and recorded once', async () => {
    const { id } = await installation.agent.submit(refund());
    await ok(installation.agent.withdraw(id));
    const statuses = (await Promise.all([erase(id), erase(id), erase(id)])).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 409, 409]);
    const entries = await ok(installation.as('auditor').get(`/v1/audit-entries?ticketId=${id}&action=ticket.erased`));
    expect(entries.data).toHaveLength(1);
  });
});

describe('in the database', () => {
  async function asApp(...texts: string[]): Promise<void> {
    const app = new pg.Client({ connectionString: installation.database.appUrl, application_name: 'erasure spec' });
    await app.connect();
    try {
      for (const text of texts) await app.query(text);
    } finally {
      await app.end();
    }
  }

  test('the application erases by that one function only, and not without an entry', async () => {
    const { id } = await installation.agent.submit(refund());
    await ok(installation.agent.withdraw(id));
    const admin = installation.as('admin').id;
    const calls: [string, RegExp][] = [
      [`UPDATE revision SET draft = NULL WHERE ticket_id = '${id}'`, /permission denied/],
      [`UPDATE proposal SET request = NULL WHERE id = '${id}'`, /permission denied/],
      [`UPDATE sign_off SET note = NULL`, /permission denied/],
      [`INSERT INTO erasure VALUES ('${id}', now(), '${admin}', 'x', '\\x00')`, /permission denied/],
      [`SELECT erase_ticket('${id}', '${admin}', 'x', '\\x00')`, /without its audit entry/],
      [
        `INSERT INTO revision (ticket_id, revision, made_at, signed_content, content_hash, routing_policy_version, sign_off_policy_version,
            routing_decision, erased_at)
          SELECT ticket_id, 9, made_at, '', content_hash, routing_policy_version, sign_off_policy_version, routing_decision, '2026-01-01'
          FROM revision WHERE ticket_id = '${id}'`,
        /append-only/,
      ],
    ];
    for (const [text, message] of calls) await expect(asApp(text)).rejects.toThrow(message);
    expect(await installation.as('admin').ticket(id)).not.toHaveProperty('erased');
  });

  test('the owner changes nothing else of an erased row, nor the erasure', async () => {
    const { id } = await installation.agent.submit(refund());
    await ok(installation.agent.withdraw(id));
    const early = `UPDATE revision SET draft = NULL, draft_salt = NULL, arguments_raw = '{}', arguments_canonical = '{}', signed_content = '', erased_at = now() WHERE ticket_id = '${id}'`;
    await expect(installation.sql(early)).rejects.toThrow('append-only');
    await ok(erase(id));
    for (const text of [
      `UPDATE revision SET draft = 'Other words' WHERE ticket_id = '${id}'`,
      `UPDATE revision SET content_hash = sha256('x') WHERE ticket_id = '${id}'`,
      'DELETE FROM erasure',
    ]) {
      await expect(installation.sql(text)).rejects.toThrow('append-only');
    }
  });
});
