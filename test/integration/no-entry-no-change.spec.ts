import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import type { AuditAction } from '../../api/src/audit-log/rules/audit-actions.js';
import { entriesMatchStates } from '../support/entries-match-states.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { approved, timePasses } from '../support/installation-executions.js';
import { type Answer, ok, type Reply, send } from '../support/installation-http.js';
import { callOf, lockAccount, refund } from '../support/installation-proposals.js';
import type { Behaviour } from '../support/installation-tool-server.js';
import { TestWitness } from '../support/witness.js';

let installation: Installation;
let signingSecret: string;
beforeAll(async () => {
  installation = await startInstallation();
  const anything = { schema: { type: 'object' }, timeoutMs: 2_000 };
  await installation.registerTool('do_once', { ...anything, retryClass: 'once' });
  await installation.registerTool('do_again', { ...anything, retryClass: 'idempotent' });
  ({ signingSecret } = await installation.registerTool('do_it_yourself', { ...anything, runner: 'agent' }));
  await installation.registerTool('do_if_open', {
    schema: { type: 'object', properties: { id: { type: 'string' } } },
    preconditions: [{ name: 'thing', url: installation.tools.readUrl('thing'), query: { id: 'id' }, watch: ['open'] }],
  });
  // Signing in writes an entry of its own.
  await Promise.all(Object.values(who()).map((person) => person.headers()));
});
afterAll(() => installation.stop());

/** Makes the database refuse this one kind of entry, as a full disk or a constraint would, until `writable`. */
async function unwritable(action: AuditAction): Promise<void> {
  await installation.sql(`CREATE FUNCTION refuse_entry() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'this entry cannot be written'; END $$`);
  await installation.sql(`CREATE TRIGGER refuse_entry BEFORE INSERT ON audit_entry FOR EACH ROW
    WHEN (NEW.action = '${action}') EXECUTE FUNCTION refuse_entry()`);
}

async function writable(): Promise<void> {
  await installation.sql('DROP TRIGGER IF EXISTS refuse_entry ON audit_entry');
  await installation.sql('DROP FUNCTION IF EXISTS refuse_entry()');
}
afterEach(writable);

/** Not part of any change: who is signed in, and what a worker holds while it looks. */
const APART = ['session', 'known_device', 'sign_in_attempt', 'presence'];

/** Everything that stands, as one hash for each table. */
async function everything(): Promise<Answer> {
  const tables = await installation.sql(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> ALL ($1)`,
    [APART],
  );
  const hashes: Record<string, string> = {};
  for (const { name } of tables) {
    const row =
      name === 'execution'
        ? `to_jsonb(t) - '{fence,lease_until}'::text[] || jsonb_build_object('state', replace(t.state, 'claimed', 'ready'))`
        : name === 'agent_key'
          ? // Noted for whatever is asked, as a session's is.
            `to_jsonb(t) - 'last_used_at'`
          : 'to_jsonb(t)';
    const [{ hash }] = await installation.sql(
      `SELECT md5(string_agg((${row})::text, ' ' ORDER BY (${row})::text)) AS hash FROM ${name} t`,
    );
    hashes[name] = hash;
  }
  return hashes;
}

type Ready = Answer;

/** A change that tells of itself by one kind of entry: what it takes, the deed, and how it ends where that cannot be written. */
interface Story {
  entry: AuditAction;
  given?: () => Promise<Ready>;
  deed: (ready: Ready) => Promise<Reply | unknown>;
}

const who = () => ({
  operator: installation.as('operator'),
  second: installation.as('second_operator'),
  lead: installation.as('support_lead'),
  admin: installation.as('admin'),
});

const pending = async (): Promise<Ready> => {
  const { id } = await installation.agent.submit(refund());
  return who().operator.ticket(id);
};

const claimed = async (): Promise<Ready> => {
  const ticket = await pending();
  await ok(who().operator.verb('claim', ticket));
  return ticket;
};

/** A ticket that takes two signatures and has one. */
const signedOnce = async (): Promise<Ready> => {
  const { id } = await installation.agent.submit(lockAccount());
  await ok(who().operator.approve(await who().operator.ticket(id)));
  return who().operator.ticket(id);
};

const soon = (): string => new Date(Date.now() + 60_000).toISOString();

const VERBS: Record<string, Story> = {
  'propose, received': { entry: 'proposal.received', deed: () => installation.agent.propose(refund()) },
  'propose, routed': { entry: 'ticket.routed', deed: () => installation.agent.propose(refund()) },
  withdraw: { entry: 'proposal.withdrawn', given: pending, deed: ({ id }) => installation.agent.withdraw(id) },
  'withdraw what is approved': {
    entry: 'execution.revoked',
    given: () => approved(installation),
    deed: ({ id }) => installation.agent.withdraw(id),
  },
  revoke: {
    entry: 'ticket.revoked',
    given: async () => who().operator.ticket((await approved(installation)).id),
    deed: ({ id, revision, contentHash }) =>
      who().operator.verb('revoke', { id }, { revision, contentHash, note: 'Not yet.' }),
  },
  claim: { entry: 'ticket.claimed', given: pending, deed: (ticket) => who().operator.verb('claim', ticket) },
  release: { entry: 'ticket.released', given: claimed, deed: (ticket) => who().operator.verb('release', ticket) },
  snooze: {
    entry: 'ticket.snoozed',
    given: pending,
    deed: (ticket) => who().operator.verb('snooze', ticket, { until: soon() }),
  },
  escalate: {
    entry: 'ticket.escalated',
    given: pending,
    deed: (ticket) => who().operator.verb('escalate', ticket, { note: 'Look' }),
  },
  'hand over': {
    entry: 'ticket.handed_over',
    given: pending,
    deed: (ticket) => who().operator.verb('hand-over', ticket, { queue: 'leads', note: 'Look' }),
  },
  revise: {
    entry: 'revision.made',
    given: pending,
    deed: (ticket) => who().operator.revise(ticket, { draft: { answer: 'No.' } }),
  },
  'revise, routed': {
    entry: 'ticket.routed',
    given: pending,
    deed: (ticket) => who().operator.revise(ticket, { draft: { answer: 'No.' } }),
  },
  'approve as the first of two': {
    entry: 'sign_off.given',
    given: async () => who().operator.ticket((await installation.agent.submit(lockAccount())).id),
    deed: (ticket) => who().operator.approve(ticket),
  },
  'approve as the last, signed': {
    entry: 'sign_off.given',
    given: signedOnce,
    deed: (ticket) => who().second.approve(ticket),
  },
  'approve as the last, approved': {
    entry: 'ticket.approved',
    given: pending,
    deed: (ticket) => who().operator.approve(ticket),
  },
  'reject, signed': { entry: 'sign_off.given', given: pending, deed: (ticket) => who().operator.reject(ticket) },
  'reject, rejected': { entry: 'ticket.rejected', given: pending, deed: (ticket) => who().operator.reject(ticket) },
  'approve what one may not': {
    entry: 'sign_off.refused',
    given: pending,
    deed: (ticket) => who().admin.approve(ticket),
  },
};

const granted = async (): Promise<Ready> => {
  const ticket = await approved(installation, callOf('do_it_yourself', {}));
  return { ...ticket, ...(await ok(installation.agent.request('POST', `/v1/proposals/${ticket.id}/grant`))) };
};

const redeem = ({ grant }: Ready): Promise<Reply> => {
  const raw = JSON.stringify({ grant });
  const at = new Date();
  const headers = {
    'webhook-id': grant.slice(-20),
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(signingSecret).sign(grant.slice(-20), at, raw),
  };
  return send(`${installation.baseUrl()}/v1/grants/redeem`, 'POST', { raw, headers });
};

const report = ({ id, execution }: Ready, state: string): Promise<Reply> => {
  const body = { executionId: execution.id, state };
  return installation.agent.request('POST', `/v1/proposals/${id}/outcome`, { body });
};

const GRANTS: Record<string, Story> = {
  'grant a call': {
    entry: 'execution.granted',
    given: () => approved(installation, callOf('do_it_yourself', {})),
    deed: ({ id }) => installation.agent.request('POST', `/v1/proposals/${id}/grant`),
  },
  'redeem a grant': { entry: 'execution.redeemed', given: granted, deed: redeem },
  'report a success': { entry: 'execution.succeeded', given: granted, deed: (ticket) => report(ticket, 'succeeded') },
  'report a failure': { entry: 'execution.failed', given: granted, deed: (ticket) => report(ticket, 'failed') },
};

const SETTINGS: Record<string, Story> = {
  'add a person': {
    entry: 'person.created',
    deed: () =>
      who().admin.post('/v1/people', {
        email: 'new@example.test',
        name: 'New',
        password: 'a long enough password',
        roles: ['operator'],
      }),
  },
  'take a person’s access away': {
    entry: 'person.changed',
    given: () => installation.addPerson(`gone_${Date.now()}`, 'operator'),
    deed: ({ id }) => who().admin.request('PATCH', `/v1/people/${id}`, { body: { active: false } }),
  },
  'add an agent': { entry: 'agent.created', deed: () => who().admin.post('/v1/agents', { name: 'new-agent' }) },
  'issue a key': {
    entry: 'agent_key.issued',
    deed: () => who().admin.post(`/v1/agents/${installation.agent.id}/keys`, {}),
  },
  'rotate a key': {
    entry: 'agent_key.rotated',
    given: () => installation.addKey(installation.agent.id),
    deed: ({ keyId }) =>
      who().admin.post(`/v1/agents/${installation.agent.id}/keys/${keyId}/rotate`, {
        until: new Date(Date.now() + 3_600_000).toISOString(),
      }),
  },
  'revoke a key': {
    entry: 'agent_key.revoked',
    given: () => installation.addKey(installation.agent.id),
    deed: ({ keyId }) => who().admin.post(`/v1/agents/${installation.agent.id}/keys/${keyId}/revoke`),
  },
  'register a witness': {
    entry: 'witness.added',
    given: async () => new TestWitness(),
    deed: ({ verifierKey }) => who().admin.post('/v1/audit-log/witnesses', { verifierKey }),
  },
  'end a witness': {
    entry: 'witness.ended',
    given: () => ok(who().admin.post('/v1/audit-log/witnesses', { verifierKey: new TestWitness().verifierKey })),
    deed: ({ id }) => who().admin.post(`/v1/audit-log/witnesses/${id}/end`),
  },
  'register a tool': {
    entry: 'tool.registered',
    deed: () =>
      who().admin.post('/v1/tools', {
        name: 'new_tool',
        description: 'New',
        schema: { type: 'object' },
        endpoint: { url: installation.tools.urlOf('new_tool') },
        retryClass: 'once',
        changesWorld: true,
      }),
  },
};

let written = 0;
const changeToFile = async () => {
  const [{ version: basedOn }] = (await ok(who().admin.get('/v1/routing-policies?limit=1'))).data;
  written += 1;
  const document = { risk_routing_policy: { review_required_if: { domain: `domain ${written}` } } };
  return { kind: 'routing_policy', basedOn, document, reason: 'It must be.' };
};
const filed = async () => ok(who().lead.post('/v1/changes', await changeToFile()));
const onChange = (role: 'product' | 'security', verb: string, { id, contentHash }: Ready, more: object = {}) =>
  installation.as(role).post(`/v1/changes/${id}/${verb}`, { contentHash, ...more });
const approvedOnce = async (): Promise<Ready> => {
  const change = await filed();
  await Promise.all([ok(onChange('product', 'approve', change)), installation.as('security').headers()]);
  return change;
};

const CHANGES: Record<string, Story> = {
  'file a change': {
    entry: 'change.filed',
    given: changeToFile,
    deed: (change) => who().lead.post('/v1/changes', change),
  },
  'approve a change, signed': {
    entry: 'change.signed',
    given: approvedOnce,
    deed: (change) => onChange('security', 'approve', change),
  },
  'approve a change, live': {
    entry: 'change.approved',
    given: approvedOnce,
    deed: (change) => onChange('security', 'approve', change),
  },
  'approve a change, in force': {
    entry: 'routing_policy.added',
    given: approvedOnce,
    deed: (change) => onChange('security', 'approve', change),
  },
  'reject a change': {
    entry: 'change.rejected',
    given: approvedOnce,
    deed: (change) => onChange('security', 'reject', change, { reason: 'No.' }),
  },
  'withdraw a change': {
    entry: 'change.withdrawn',
    given: filed,
    deed: ({ id }) => who().lead.post(`/v1/changes/${id}/withdraw`, {}),
  },
};

describe.each(Object.entries({ ...VERBS, ...GRANTS, ...SETTINGS, ...CHANGES }))(
  'to %s',
  (_, { entry, given, deed }) => {
    test(`fails where ${entry} cannot be written, leaves everything as it was, and works once it can`, async () => {
      const ready = await given?.();
      // Whoever asks has signed in by now, so that the change is all that is written.
      const before = await everything();
      await unwritable(entry);
      expect(((await deed(ready)) as Reply).status).toBe(500);
      expect(await everything()).toEqual(before);
      await writable();
      const after = ((await deed(ready)) as Reply).status;
      expect(entry === 'sign_off.refused' ? after === 403 : after < 300).toBe(true);
      expect(await everything()).not.toEqual(before);
    });
  },
);

describe('what happens by itself', () => {
  test.each<[AuditAction, string]>([
    ['ticket.expired', 'expires_at = now()'],
    ['ticket.breached', 'due_at = now()'],
  ])('%s is not without its entry', async (entry, change) => {
    const { id } = await pending();
    await installation.sql(`UPDATE ticket SET ${change} WHERE id = $1`, [id]);
    const before = await everything();
    await unwritable(entry);
    await installation.sweepDeadlines();
    expect(await everything()).toEqual(before);
    await writable();
    await installation.sweepDeadlines();
    expect(await everything()).not.toEqual(before);
  });

  test('policies are not in force without their entry', async () => {
    const [routing, signOff, queues] = ['routing', 'sign-off', 'queue'].map((name) =>
      JSON.parse(readFileSync(new URL(`../../config/${name}-policy.json`, import.meta.url), 'utf8')),
    );
    routing.risk_routing_policy.auto_allow_if.confidence_min = 0.9;
    signOff.sign_off_policy.expires_after_seconds = 3_600;
    queues.queue_policy.human_review.sla_seconds.low = 7_200;
    for (const [table, entry, document] of [
      ['routing_policy', 'routing_policy.added', routing],
      ['sign_off_policy', 'sign_off_policy.added', signOff],
      ['queue_policy', 'queue_policy.added', queues],
    ] as const) {
      const before = await everything();
      await unwritable(entry);
      await expect(installation.addPolicy(table, document)).rejects.toThrow('cannot be written');
      expect(await everything()).toEqual(before);
      await writable();
    }
  });

  test('what was seen late is in no revision without its entry', async () => {
    const { id } = await installation.agent.submit(callOf('do_if_open', { id: 'a' }));
    expect((await who().operator.ticket(id)).flags).toContain('unobserved');
    installation.tools.say('thing', { open: true });
    await unwritable('revision.observed');
    await installation.observe();
    expect((await who().operator.ticket(id)).revision).toBe(1);
    await writable();
    await installation.sql('UPDATE observing SET next_at = now()');
    await installation.observe();
    expect(await who().operator.ticket(id)).toMatchObject({ revision: 2, flags: [] });
  });

  test('nothing is sent where the intent cannot be written', async () => {
    const ticket = await approved(installation, callOf('do_again', {}));
    const before = await everything();
    await unwritable('execution.intended');
    await expect(installation.execute(ticket.execution.id)).rejects.toThrow('cannot be written');
    expect(await everything()).toEqual(before);
    expect(installation.tools.requestsOf(ticket.execution.id)).toEqual([]);
    await writable();
    await timePasses(installation, ticket);
    await installation.execute(ticket.execution.id);
    expect(installation.tools.effectsOf(ticket.execution.id)).toHaveLength(1);
  });

  test.each<[AuditAction, Behaviour]>([
    ['execution.succeeded', 'apply'],
    ['execution.failed', 'refuse'],
    ['execution.unknown', 'apply_then_drop'],
  ])('no outcome stands without %s', async (entry, behaviour) => {
    const ticket = await approved(installation, callOf('do_once', {}));
    await unwritable(entry);
    installation.tools.behave(behaviour);
    await expect(installation.execute(ticket.execution.id)).rejects.toThrow('cannot be written');
    const [execution] = await installation.sql('SELECT state, result, error FROM execution WHERE id = $1', [
      ticket.execution.id,
    ]);
    expect(execution).toEqual({ state: 'intent', result: null, error: null });
    await writable();
    await timePasses(installation, ticket);
    await installation.execute(ticket.execution.id);
    const [later] = await installation.sql('SELECT state FROM execution WHERE id = $1', [ticket.execution.id]);
    // A tool that promises nothing is not called twice: nobody knows any more.
    expect(later.state).toBe('unknown');
    expect(installation.tools.requestsOf(ticket.execution.id)).toHaveLength(1);
  });

  test.each<AuditAction>(['execution.revoked', 'ticket.returned', 'ticket.routed'])(
    'an approval is not taken back without %s',
    async (entry) => {
      const ticket = await approved(installation, callOf('do_again', {}));
      await installation.registerTool('do_again', { schema: { type: 'object' }, timeoutMs: 2_000, description: entry });
      const before = await everything();
      await unwritable(entry);
      await expect(installation.execute(ticket.execution.id)).rejects.toThrow('cannot be written');
      expect(await everything()).toEqual(before);
      await writable();
      await timePasses(installation, ticket);
      await installation.execute(ticket.execution.id);
      expect((await who().operator.ticket(ticket.id)).state).toBe('pending_review');
    },
  );
});

test('after all of this, what stands and what is on record match one to one', async () => {
  expect(await entriesMatchStates(installation.sql)).toEqual([]);
});
