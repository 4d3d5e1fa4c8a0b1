import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Approved, actionsSince, approved, timePasses } from '../support/installation-executions.js';
import { type Answer, ok, outcome } from '../support/installation-http.js';
import { callOf, question, refund } from '../support/installation-proposals.js';

const because = { reason: 'Refunds to Ms Brown are paid twice' };

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
  await installation.registerTool('do_again', {
    schema: { type: 'object' },
    timeoutMs: 2_000,
    retryClass: 'idempotent',
  });
});
afterAll(() => installation.stop());

const executionOf = async ({ id }: Approved) => (await installation.as('auditor').ticket(id)).execution;
const requestsOf = ({ execution }: Approved) => installation.tools.requestsOf(execution.id).length;
const stop = (scope: string) => ok(installation.as('support_lead').post(`/v1/${scope}/stop`, because));
const resume = (scope: string) => ok(installation.as('security').post(`/v1/${scope}/resume`, because));

const toolOf = async (name: string): Promise<Answer> =>
  (await ok(installation.as('auditor').get('/v1/tools'))).data.find((tool: Answer) => tool.name === name);

describe('a tool that somebody stopped', () => {
  test('parks what is approved: nothing is claimed or sent, the agent is told, and it runs after the resume', async () => {
    await stop('tools/issue_refund');
    const ticket = await approved(installation);
    await installation.execute(ticket.execution.id);
    expect([requestsOf(ticket), await executionOf(ticket)]).toMatchObject([0, { state: 'ready', parked: true }]);
    expect(await toolOf('issue_refund')).toMatchObject({
      parked: 1,
      circuit: 'closed',
      stopped: { by: installation.as('support_lead').id, ...because, everything: false },
    });
    const parked = { status: 'needs_review', reasonCode: 'TOOL_UNAVAILABLE', nextAction: 'ask_human' };
    expect(await installation.agent.answer(ticket.id)).toMatchObject({ ...parked, ticket: { state: 'approved' } });

    await resume('tools/issue_refund');
    await installation.execute(ticket.execution.id);
    expect([requestsOf(ticket), await executionOf(ticket)]).toMatchObject([1, { state: 'succeeded', parked: false }]);
    expect(await actionsSince(installation, ticket)).toEqual(['execution.intended', 'execution.succeeded']);
    expect(await toolOf('issue_refund')).toMatchObject({ parked: 0, stopped: null });
  });

  test('is alone in that: others run', async () => {
    await stop('tools/change_account_state');
    const ticket = await approved(installation);
    await installation.execute(ticket.execution.id);
    expect(requestsOf(ticket)).toBe(1);
    await resume('tools/change_account_state');
  });

  test('and everything besides stays stopped until both are resumed', async () => {
    await stop('tools/issue_refund');
    await stop('executions');
    const ticket = await approved(installation);
    await resume('executions');
    await installation.execute(ticket.execution.id);
    expect(requestsOf(ticket)).toBe(0);
    await resume('tools/issue_refund');
    await installation.execute(ticket.execution.id);
    expect(requestsOf(ticket)).toBe(1);
  });

  test('lets nothing be sent again either, until it is resumed', async () => {
    const ticket = await approved(installation, callOf('do_again', {}));
    installation.tools.behave('drop');
    await installation.execute(ticket.execution.id);
    await stop('tools/do_again');
    await timePasses(installation, ticket);
    await installation.execute(ticket.execution.id);
    expect([requestsOf(ticket), await executionOf(ticket)]).toMatchObject([1, { state: 'intent', attempts: 1 }]);
    await resume('tools/do_again');
    await installation.execute(ticket.execution.id);
    expect([requestsOf(ticket), await executionOf(ticket)]).toMatchObject([2, { state: 'succeeded', attempts: 2 }]);
  });

  test('is in the very first answer of what needs no people, and in every later one', async () => {
    await installation.registerTool('look_up', { schema: { type: 'object' }, changesWorld: false, signOff: 'none' });
    const proposal = { ...question(), toolCall: { name: 'look_up', arguments: { n: 1 } } };
    await stop('tools/look_up');
    const first = await installation.agent.submit(proposal);
    const told = {
      status: 'needs_review',
      reasonCode: 'TOOL_UNAVAILABLE',
      execution: { state: 'ready', parked: true },
    };
    expect(first).toMatchObject({ ...told, ticket: { state: 'auto_allowed' } });
    expect(await installation.agent.answer(first.id)).toMatchObject(told);
    await resume('tools/look_up');
    const second = await installation.agent.submit({ ...proposal, toolCall: { name: 'look_up', arguments: { n: 2 } } });
    expect(second.execution.parked).toBe(false);
    expect(second.reasonCode).not.toBe('TOOL_UNAVAILABLE');
  });

  test('keeps no ticket for ever: what expires while it is parked has expired', async () => {
    await stop('tools/issue_refund');
    const ticket = await approved(installation);
    await installation.sql('UPDATE ticket SET expires_at = now() WHERE id = $1', [ticket.id]);
    await installation.execute(ticket.execution.id);
    await resume('tools/issue_refund');
    expect(await installation.as('operator').ticket(ticket.id)).toMatchObject({
      state: 'expired',
      execution: { state: 'revoked' },
    });
    expect(requestsOf(ticket)).toBe(0);
  });
});

describe('everything', () => {
  test('can be stopped and resumed, and every reader sees by whom and why', async () => {
    const reader = installation.as('auditor');
    expect(await ok(reader.get('/v1/executions/stop'))).toEqual({ stopped: null });
    const { stopped } = await stop('executions');
    const lead = installation.as('support_lead').id;
    expect(stopped).toEqual({ by: lead, byName: 'support_lead', at: expect.any(String), ...because });
    expect(await ok(reader.get('/v1/executions/stop'))).toEqual({ stopped });
    expect((await toolOf('do_again')).stopped).toEqual({ ...stopped, everything: true });
    // Somebody else who stops it too changes nothing.
    expect(await ok(installation.as('admin').post('/v1/executions/stop', { reason: 'Me too' }))).toEqual({ stopped });
    expect(await resume('executions')).toEqual({ stopped: null });
    expect(await resume('executions')).toEqual({ stopped: null });
  });

  test('is on record with who did it, and with no word of why', async () => {
    await stop('executions');
    await resume('executions');
    const { data } = await ok(installation.as('auditor').get('/v1/audit-entries?limit=2'));
    expect(data.map(({ actor, action, payload }: Answer) => [actor.id, action, payload])).toEqual([
      [installation.as('security').id, 'kill_switch.resumed', { scope: '*', reasonDigest: expect.any(String) }],
      [installation.as('support_lead').id, 'kill_switch.stopped', { scope: '*', reasonDigest: expect.any(String) }],
    ]);
    const [row] =
      await installation.sql(`SELECT reason, encode(sha256(reason_salt || convert_to(reason, 'UTF8')), 'hex') AS digest
      FROM kill_switch ORDER BY stopped_at DESC LIMIT 1`);
    expect(row).toEqual({ ...because, digest: data[1].payload.reasonDigest });
  });

  test('takes a reason, a tool that there is, and for the resume somebody who may', async () => {
    const lead = installation.as('support_lead');
    for (const body of [{}, { reason: '' }, { reason: '  ' }, { reason: 'x', more: 1 }]) {
      const refused = { status: 400, code: 'validation_failed' };
      expect(await outcome(lead.post('/v1/executions/stop', body))).toEqual(refused);
    }
    expect(await outcome(lead.post('/v1/executions/resume', because))).toEqual({ status: 403, code: 'not_allowed' });
    const admin = installation.as('admin');
    for (const name of ['no_such_tool', '*', '%00', '..%2Fx']) {
      expect([name, await outcome(admin.post(`/v1/tools/${name}/stop`, because))]).toEqual([
        name,
        { status: 404, code: 'not_found' },
      ]);
    }
    expect(await ok(admin.get('/v1/executions/stop'))).toEqual({ stopped: null });
  });
});

describe('a stop at the very last moment', () => {
  test('that is answered is never overtaken by an intent that had looked before', async () => {
    const ticket = await approved(installation);
    const owner = new pg.Client({ connectionString: installation.database.ownerUrl, application_name: 'test stop' });
    await owner.connect();
    try {
      // The stop holds its lock and has not committed. The intent's statement has begun by then, with its old snapshot.
      await owner.query('BEGIN');
      await owner.query(`SELECT pg_advisory_xact_lock(hashtext('kill switch'))`);
      await owner.query(
        `INSERT INTO kill_switch (id, scope, stopped_by, stopped_at) VALUES (gen_random_uuid(), 'issue_refund', $1, now())`,
        [installation.as('admin').id],
      );
      const running = installation.execute(ticket.execution.id);
      await eventually('the intent to wait for it', async () => {
        const { rows } = await owner.query(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`);
        return rows.length > 0;
      });
      await owner.query('COMMIT');
      await running;
    } finally {
      await owner.end();
    }
    expect([requestsOf(ticket), await executionOf(ticket)]).toMatchObject([0, { state: 'ready', attempts: 0 }]);
    await resume('tools/issue_refund');
    await installation.execute(ticket.execution.id);
    expect(requestsOf(ticket)).toBe(1);
  });

  test('waits for the intents that went before it, and does not touch their calls', async () => {
    const ticket = await approved(installation, refund());
    await installation.whileLocked({
      lock: 'execution IN SHARE MODE',
      waiters: 1,
      start: async () => installation.execute(ticket.execution.id),
    });
    await stop('tools/issue_refund');
    expect([requestsOf(ticket), (await executionOf(ticket)).state]).toEqual([1, 'succeeded']);
    await resume('tools/issue_refund');
  });
});

describe('the database', () => {
  test('keeps what was stopped and resumed, also from the application', async () => {
    const app = new pg.Client({
      connectionString: installation.database.appUrl,
      application_name: 'kill switch as app',
    });
    await app.connect();
    for (const text of [
      'DELETE FROM kill_switch',
      'TRUNCATE kill_switch',
      `UPDATE kill_switch SET stopped_at = now()`,
      `UPDATE kill_switch SET scope = 'x'`,
      'UPDATE kill_switch SET resumed_at = now() WHERE resumed_at IS NOT NULL',
    ]) {
      await expect(app.query(text)).rejects.toMatchObject({ code: '42501' });
    }
    await app.end();
  });
});
