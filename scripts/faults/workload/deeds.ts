import { PASSWORD, type Signer } from '../ground/furnish.js';
import type { Run } from '../run.js';
import type { Answer } from './client.js';
import { storyOf } from './story.js';

/** Something that a person does once, and that the product commits in a transaction of several statements. */
export interface Deed {
  /** Null for somebody who is not signed in. */
  by: Signer | null;
  path: string;
  body: object;
  method?: 'POST' | 'PATCH';
}

/** A kind of deed, and where it shows. */
export interface DeedKind {
  /** What its audit entry is called. */
  action: string;
  /** The table, or the columns in brackets, whose rows say that it is done; nothing else changes them meanwhile. */
  table: string;
  /** Makes everything ready for a deed of its own. @param n differs each time */
  prepare(run: Run, n: number): Promise<Deed>;
}

const AN_HOUR_MS = 3_600_000;

const by = ({ ground: { cast } }: Run) => cast;

/** A ticket of its own, which was rejected or waits. */
function ticket(run: Run, plot: 'reject' | null, n: number): Promise<string> {
  const story = storyOf(`${run.seed}_deed_${n}`, plot ?? 'approve', 'idempotent', ['ok']);
  return plot ? run.play(story) : run.propose(story);
}

export async function idOf(answer: Promise<Answer>): Promise<string> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`what a deed needs was answered ${status} ${body?.code}`);
  return body.id as string;
}

export const person = (n: number) => ({
  email: `deed-${n}@faults.example`,
  name: `Deed ${n}`,
  password: PASSWORD,
  roles: ['operator'],
});

/** An execution whose outcome nobody knows. */
export async function unknownOutcome(run: Run, n: number): Promise<string> {
  const ticketId = await run.play(storyOf(`${run.seed}_deed_${n}`, 'approve', 'once', ['drop_after']));
  const text = `SELECT id FROM execution WHERE ticket_id = $1 AND state = 'unknown'`;
  return run.eventually('an outcome that nobody knows', async () => {
    const { rows } = await run.ground.asOwner((client) => client.query<{ id: string }>(text, [ticketId]));
    return rows[0]?.id;
  });
}

export const WORK_DEEDS: DeedKind[] = [
  {
    action: 'person.created',
    table: 'person',
    prepare: async (run, n) => ({ by: by(run).admin, path: '/v1/people', body: person(n) }),
  },
  {
    action: 'agent.created',
    table: 'agent',
    prepare: async (run, n) => ({ by: by(run).admin, path: '/v1/agents', body: { name: `deed-${n}` } }),
  },
  {
    action: 'agent_key.issued',
    table: 'agent_key',
    prepare: async (run, n) => {
      const { admin } = by(run);
      const id = await idOf(run.client.insist(admin, '/v1/agents', { name: `holder-${n}` }));
      return { by: admin, path: `/v1/agents/${id}/keys`, body: {} };
    },
  },
  {
    action: 'agent_key.revoked',
    table: 'agent_key',
    prepare: async (run, n) => {
      const { admin } = by(run);
      const agent = await idOf(run.client.insist(admin, '/v1/agents', { name: `loser-${n}` }));
      const key = await idOf(run.client.insist(admin, `/v1/agents/${agent}/keys`, {}));
      return { by: admin, path: `/v1/agents/${agent}/keys/${key}/revoke`, body: {} };
    },
  },
  {
    action: 'tool.registered',
    table: 'tool',
    prepare: async (run, n) => ({
      by: by(run).admin,
      path: '/v1/tools',
      body: {
        name: `deed_${n}`,
        description: 'A tool that nobody asks for',
        schema: { type: 'object' },
        endpoint: { url: `${run.ground.toolUrl}/tools/once` },
        retryClass: 'once',
        changesWorld: true,
      },
    }),
  },
  {
    action: 'kill_switch.stopped',
    table: 'kill_switch',
    prepare: async (run) => {
      await run.client.insist(by(run).admin, '/v1/executions/resume', { reason: 'so that it can be stopped' });
      return { by: by(run).admin, path: '/v1/executions/stop', body: { reason: 'to see what is lost' } };
    },
  },
  {
    action: 'kill_switch.resumed',
    table: 'kill_switch',
    prepare: async (run) => {
      await run.client.insist(by(run).admin, '/v1/executions/stop', { reason: 'so that it can be resumed' });
      return { by: by(run).admin, path: '/v1/executions/resume', body: { reason: 'to see what is lost' } };
    },
  },
  {
    action: 'ticket.snoozed',
    table: 'snooze',
    prepare: async (run, n) => ({
      by: by(run).operators[0]!,
      path: `/v1/tickets/${await ticket(run, null, n)}/snooze`,
      body: { until: new Date(Date.now() + AN_HOUR_MS).toISOString() },
    }),
  },
  {
    action: 'ticket.erased',
    table: 'erasure',
    prepare: async (run, n) => ({
      by: by(run).admin,
      path: `/v1/tickets/${await ticket(run, 'reject', n)}/erase`,
      body: { reason: 'the customer asked for it' },
    }),
  },
  {
    action: 'resolution.proposed',
    table: 'resolution',
    prepare: async (run, n) => ({
      by: by(run).operators[0]!,
      path: `/v1/executions/${await unknownOutcome(run, n)}/resolve`,
      body: { outcome: 'succeeded', evidence: 'The statement of the provider shows it' },
    }),
  },
  {
    action: 'resolution.confirmed',
    table: 'resolution',
    prepare: async (run, n) => {
      const [first, second] = by(run).operators;
      const path = `/v1/executions/${await unknownOutcome(run, n)}/resolve`;
      const body = { outcome: 'succeeded', evidence: 'The statement of the provider shows it' };
      await run.client.insist(first!, path, body);
      return { by: second!, path, body };
    },
  },
  {
    action: 'routing_policy.added',
    table: 'routing_policy',
    prepare: async (run, n) => {
      const { body } = await run.client.read(by(run).admin, '/v1/routing-policies?limit=1');
      const [{ version, document }] = body.data;
      // The same document again is no new version.
      document.risk_routing_policy.auto_allow_if.confidence_min = 0.9 + (n % 1_000) / 100_000;
      return { by: by(run).admin, path: '/v1/routing-policies', body: { document, basedOn: version } };
    },
  },
];
