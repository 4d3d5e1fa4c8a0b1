import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok } from '../support/installation-http.js';
import { lockAccount, question, refund } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

async function entries(query: string): Promise<Answer[]> {
  return (await ok(installation.as('auditor').get(`/v1/audit-entries?limit=100&${query}`))).data;
}

const story = async (id: string): Promise<Answer[]> => entries(`ticketId=${id}&sort=id`);

/** A ticket that went through everything people do before it ran. */
async function eventful(): Promise<{ id: string; ticket: Answer; revised: Answer; execution: Answer }> {
  const { id } = await installation.agent.submit(lockAccount());
  const [operator, second, lead] = (['operator', 'second_operator', 'support_lead'] as const).map((who) =>
    installation.as(who),
  ) as [Answer, Answer, Answer];
  const ticket = await operator.ticket(id);
  await ok(operator.verb('claim', ticket));
  await ok(operator.verb('release', ticket));
  await ok(operator.verb('snooze', ticket, { until: new Date(Date.now() + 60_000).toISOString() }));
  await ok(operator.verb('escalate', ticket, { note: 'Please look' }));
  const revised = await ok(lead.revise(ticket, { draft: { answer: 'Locked.' }, note: 'Shorter' }));
  await lead.approve(revised);
  await ok(operator.approve(revised, { note: 'Called them' }));
  const { execution } = await ok(second.approve(revised));
  await installation.execute(execution.id);
  return { id, ticket, revised, execution };
}

describe('the story of a ticket', () => {
  test('has every step in its order, with its actor and what was decided', async () => {
    const { id, ticket, revised, execution } = await eventful();
    const [operator, second, lead] = (['operator', 'second_operator', 'support_lead'] as const).map(
      (who) => installation.as(who).id,
    );
    const told = (await story(id)).map(({ action, actor, payload }) => [action, actor.id, payload]);
    const routed = { queue: 'human_review', flags: [], routingPolicyVersion: 1, signOffPolicyVersion: 1 };
    const digest = expect.stringMatching(/^[0-9a-f]{64}$/);
    const about = { executionId: execution.id, fence: 1 };
    expect(told).toMatchObject([
      ['proposal.received', installation.agent.id, { domain: 'account_lock', agentKeyId: installation.agent.keyId }],
      ['ticket.routed', null, { ...routed, revision: 1, state: 'pending_review', contentHash: ticket.contentHash }],
      ['ticket.claimed', operator, {}],
      ['ticket.released', operator, {}],
      ['ticket.snoozed', operator, {}],
      ['ticket.escalated', operator, { from: 'human_review', to: 'leads', noteDigest: digest }],
      [
        'revision.made',
        lead,
        { revision: 2, previousHash: ticket.contentHash, changed: ['draft'], noteDigest: digest },
      ],
      ['ticket.routed', null, { revision: 2, contentHash: revised.contentHash, queue: 'leads' }],
      ['sign_off.refused', lead, { verdict: 'approve', code: 'not_allowed_to_sign' }],
      ['sign_off.given', operator, { revision: 2, verdict: 'approve', roles: ['operator'], noteDigest: digest }],
      ['sign_off.given', second, { contentHash: revised.contentHash, verdict: 'approve', noteDigest: null }],
      ['ticket.approved', second, { revision: 2, signers: [operator, second], executionId: execution.id }],
      [
        'execution.intended',
        null,
        { ...about, attempt: 1, tool: 'change_account_state', contentHash: revised.contentHash },
      ],
      ['execution.succeeded', null, { ...about, resultDigest: digest }],
    ]);
  });

  test('tells of endings: rejected, withdrawn, expired', async () => {
    const actions = async (id: string) => (await story(id)).map(({ action }) => action).slice(2);
    const [rejected, withdrawn, expired] = await Promise.all([1, 2, 3].map(() => installation.agent.submit(refund())));
    const operator = installation.as('operator');
    await ok(operator.reject(await operator.ticket(rejected.id)));
    await ok(installation.agent.withdraw(withdrawn.id));
    await installation.sql('UPDATE ticket SET expires_at = now() WHERE id = $1', [expired.id]);
    await installation.sweepDeadlines();
    expect(await actions(rejected.id)).toEqual(['sign_off.given', 'ticket.rejected']);
    expect(await actions(withdrawn.id)).toEqual(['proposal.withdrawn']);
    expect(await actions(expired.id)).toEqual(['ticket.expired']);
  });

  test('holds no word that a customer, a model or a reviewer wrote', async () => {
    const secret = 'Ottilie Brandt, DE89370400440532013000';
    const { id } = await installation.agent.submit({
      ...refund({ args: { note: secret } }),
      request: { text: secret, customerRef: 'cus_secret' },
      draft: { answer: secret },
      evidence: [{ id: 'e', excerpt: secret }],
    });
    const [operator, lead] = [installation.as('operator'), installation.as('support_lead')];
    const revised = await ok(lead.revise(await lead.ticket(id), { draft: { answer: `Dear ${secret}` }, note: secret }));
    await ok(operator.verb('escalate', revised, { note: secret }));
    await ok(operator.reject(revised, 'other', { note: secret }));
    const texts = await installation.sql(`SELECT convert_from(canonical, 'UTF8') AS text FROM audit_entry`);
    expect(texts.filter(({ text }) => text.includes('Ottilie') || text.includes('DE8937'))).toEqual([]);
  });
});

describe('every entry', () => {
  test('is canonical JSON of what it says, under its own SHA-256', async () => {
    await eventful();
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    for (const entry of await entries('')) {
      const { canonical, hash, at, action, subject, payload, actor } = entry;
      const by = actor.id === null ? actor.type : `${actor.type}:${actor.id}`;
      expect(sha256(canonical)).toBe(hash);
      expect(JSON.parse(canonical)).toEqual({ v: 1, at, action, subject, payload, actor: by });
      expect(Object.keys(JSON.parse(canonical))).toEqual(['action', 'actor', 'at', 'payload', 'subject', 'v']);
      expect(canonical).toBe(JSON.stringify(JSON.parse(canonical)));
    }
  });

  test('was written in the transaction of the change it tells of', async () => {
    const { id } = await installation.agent.submit(lockAccount());
    const operator = installation.as('operator');
    const xids = async (table: string, where: string) =>
      (await installation.sql(`SELECT xmin::text FROM ${table} WHERE ${where} = $1 ORDER BY xmin::text`, [id])).map(
        ({ xmin }) => xmin,
      );
    const entryOf = async (action: string) =>
      (
        await installation.sql(`SELECT xmin::text FROM audit_entry WHERE subject = $1 AND action = $2`, [
          `ticket:${id}`,
          action,
        ])
      )[0].xmin;
    expect(await xids('ticket', 'id')).toEqual([await entryOf('ticket.routed')]);
    expect(await xids('proposal', 'id')).toEqual([await entryOf('proposal.received')]);
    await ok(operator.verb('claim', { id }));
    expect(await xids('ticket', 'id')).toEqual([await entryOf('ticket.claimed')]);
    await ok(operator.approve(await operator.ticket(id)));
    expect(await xids('sign_off', 'ticket_id')).toEqual([await entryOf('sign_off.given')]);
    const lead = installation.as('support_lead');
    const { execution } = await ok(lead.approve(await lead.ticket(id)));
    expect(await xids('execution', 'ticket_id')).toEqual([await entryOf('ticket.approved')]);
    await installation.execute(execution.id);
    expect(await xids('execution', 'ticket_id')).toEqual([await entryOf('execution.succeeded')]);
  });

  test('fails with its change: where the log cannot be written, nothing happens', async () => {
    const { id } = await installation.agent.submit(refund());
    const operator = installation.as('operator');
    const ticket = await operator.ticket(id);
    await installation.sql('REVOKE INSERT ON audit_entry FROM countersign_app');
    const replies = [
      await operator.approve(ticket),
      await operator.verb('claim', ticket),
      await operator.verb('escalate', ticket, { note: 'x' }),
      await installation.agent.withdraw(id),
      await installation.agent.propose(refund(), 'not-on-record'),
    ];
    await installation.sql(
      'GRANT INSERT (at, actor, action, subject, canonical, hash) ON audit_entry TO countersign_app',
    );
    expect(replies.map(({ status }) => status)).toEqual([500, 500, 500, 500, 500]);
    const after = await operator.ticket(id);
    expect({ ...after, serverNow: null }).toEqual({ ...ticket, serverNow: null });
    expect(await installation.sql(`SELECT FROM idempotency_key WHERE key = 'not-on-record'`)).toEqual([]);
    // The same key is free for the next attempt.
    expect((await installation.agent.propose(refund(), 'not-on-record')).status).toBe(201);
  });
});

describe('the log', () => {
  const CHANGES = [
    `UPDATE audit_entry SET actor = 'system'`,
    'DELETE FROM audit_entry',
    'TRUNCATE audit_entry CASCADE',
    'DELETE FROM audit_leaf',
    'DELETE FROM audit_node',
    `UPDATE audit_checkpoint SET note = ''`,
    'DELETE FROM sign_off',
    `UPDATE revision SET draft = ''`,
    `UPDATE routing_policy SET document = ''`,
    'DELETE FROM tool',
  ];

  test.each(CHANGES)('refuses "%s" to the application by its rights, and to the owner by a trigger', async (text) => {
    const app = new pg.Client({ connectionString: installation.database.appUrl, application_name: 'spec as app' });
    await app.connect();
    await expect(app.query(text)).rejects.toThrow('permission denied');
    await app.end();
    await expect(installation.sql(text)).rejects.toThrow('append-only');
  });

  test('is filtered by ticket, actor, action and time', async () => {
    const { id } = await installation.agent.submit(question());
    const [received, routed] = await story(id);
    expect((await entries(`actorId=${installation.agent.id}`)).map(({ actor }) => actor.type)).toContain('agent');
    expect(await entries(`actorId=${installation.as('legal').id}`)).toEqual([]);
    expect(await entries(`ticketId=${id}&action=ticket.routed`)).toEqual([routed]);
    expect(await entries(`ticketId=${id}&action=no.such.action`)).toEqual([]);
    const later = new Date(Date.parse(received.at) + 1000).toISOString();
    expect(await entries(`ticketId=${id}&from=${received.at}&to=${later}`)).toHaveLength(2);
    expect(await entries(`ticketId=${id}&to=${received.at}`)).toEqual([]);
    expect(await entries(`ticketId=${id}&from=${later}`)).toEqual([]);
  });

  test('comes whole and once through its pages, newest or oldest first', async () => {
    const newestFirst = await installation.sql('SELECT e.id::text FROM audit_entry e ORDER BY e.id DESC');
    for (const sort of ['-id', 'id']) {
      const ids: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const path = `/v1/audit-entries?sort=${sort}&limit=40${cursor && `&cursor=${cursor}`}`;
        const page: Answer = await ok(installation.as('auditor').request('GET', path));
        ids.push(...page.data.map(({ id }: Answer) => id));
        cursor = page.nextCursor;
      }
      const all = newestFirst.map(({ id }) => id);
      expect(ids).toEqual(sort === '-id' ? all : all.reverse());
    }
  });

  test('tells of rules and people too', async () => {
    const added = await entries('action=routing_policy.added');
    expect(added).toMatchObject([{ actor: { type: 'system', name: 'Countersign' }, subject: 'routing_policy:1' }]);
    const registered = await entries('action=tool.registered&sort=id');
    expect(registered.map(({ actor, payload }) => [actor.name, payload.name, payload.version])).toEqual([
      ['admin', 'issue_refund', 1],
      ['admin', 'change_account_state', 1],
    ]);
    expect(await entries('action=agent_key.issued')).toMatchObject([{ payload: { keyId: installation.agent.keyId } }]);
  });
});
