import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok, outcome } from '../support/installation-http.js';
import { callOf, lockAccount, refund } from '../support/installation-proposals.js';
import type { Behaviour } from '../support/installation-tool-server.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
  const takesAnything = { schema: { type: 'object' }, timeoutMs: 100 };
  await installation.registerTool('do_once', { ...takesAnything, retryClass: 'once' });
  await installation.registerTool('ask_later', { ...takesAnything, retryClass: 'queryable' });
  await installation.registerTool('do_again', { ...takesAnything, retryClass: 'idempotent' });
});
afterAll(() => installation.stop());

interface Approved {
  id: string;
  execution: { id: string };
}

/** A ticket that was signed and is ready to run. */
async function approved(
  proposal: object = refund(),
  ...more: ('support_lead' | 'second_operator')[]
): Promise<Approved> {
  const { id } = await installation.agent.submit(proposal);
  const ticket = await installation.as('operator').ticket(id);
  for (const who of ['operator', ...more] as const) await ok(installation.as(who).approve(ticket));
  const { execution } = await installation.agent.answer(id);
  return { id, execution };
}

const executionOf = async ({ id }: Approved) => (await installation.as('auditor').ticket(id)).execution;

/** As if the lease or the wait for the next attempt were over. */
function timePasses({ execution }: Approved, since = '0 seconds'): Promise<unknown> {
  return installation.sql(
    `UPDATE execution SET next_at = now(), lease_until = now(), intent_at = intent_at - $2::interval WHERE id = $1`,
    [execution.id, since],
  );
}

async function actionsOf({ id }: Approved): Promise<string[]> {
  const { data } = await ok(installation.as('auditor').get(`/v1/audit-entries?ticketId=${id}&sort=id&limit=100`));
  return data
    .map(({ action }: Answer) => action)
    .filter((action: string) => /^execution|returned|expired/.test(action));
}

describe('an approved tool call', () => {
  test('runs once, with the very bytes that were signed, under a signature and its own key', async () => {
    const proposal = refund({ args: { note: 'é "quoted"' } });
    const ticket = await approved(proposal);
    const signed = (await installation.as('auditor').ticket(ticket.id)).toolCall.canonical;
    await installation.execute(ticket.execution.id);
    await installation.execute(ticket.execution.id);
    const { id } = ticket.execution;
    expect(installation.tools.requestsOf(id)).toEqual([
      {
        method: 'POST',
        tool: 'issue_refund',
        executionId: id,
        idempotencyKey: id,
        body: `{"executionId":"${id}","ticketId":"${ticket.id}","revision":1,"tool":"issue_refund","arguments":${signed}}`,
        verified: true,
      },
    ]);
    expect(installation.tools.effectsOf(id)).toMatchObject([{ arguments: proposal.toolCall.arguments }]);
    expect(await executionOf(ticket)).toMatchObject({ state: 'succeeded', attempts: 1, result: { done: id } });
    expect(await actionsOf(ticket)).toEqual(['execution.intended', 'execution.succeeded']);
  });

  test('taken up by several workers at once runs once', async () => {
    const ticket = await approved();
    await Promise.all([1, 2, 3, 4].map(() => installation.execute(ticket.execution.id)));
    expect(installation.tools.requestsOf(ticket.execution.id)).toHaveLength(1);
  });

  test('that the tool refuses has failed, and is not sent again', async () => {
    const ticket = await approved();
    installation.tools.behave('refuse');
    await installation.execute(ticket.execution.id);
    await installation.execute(ticket.execution.id);
    expect(installation.tools.requestsOf(ticket.execution.id)).toHaveLength(1);
    expect(await executionOf(ticket)).toMatchObject({ state: 'failed', attempts: 1 });
    expect(await actionsOf(ticket)).toEqual(['execution.intended', 'execution.failed']);
    // It may be asked for again: it did not happen.
    const again = await installation.agent.submit(await proposalOf(ticket));
    expect(again.ticket.flags).toEqual([]);
  });

  async function proposalOf({ id }: Approved): Promise<object> {
    const { proposal } = await installation.as('auditor').ticket(id);
    return Object.fromEntries(Object.entries(proposal).filter(([, value]) => value !== undefined));
  }
});

describe('an interrupted call', () => {
  test.each<Behaviour>(['drop', 'apply_then_drop', 'hang', 'apply_then_hang', 'break'])(
    'of an idempotent tool (%s) is sent again under the same id, and has one effect',
    async (behaviour) => {
      const ticket = await approved(callOf('do_again', {}));
      const { id } = ticket.execution;
      installation.tools.behave(behaviour);
      await installation.execute(id);
      expect(await executionOf(ticket)).toMatchObject({ state: 'intent', attempts: 1 });
      // Not before its time.
      await installation.execute(id);
      expect(installation.tools.requestsOf(id)).toHaveLength(1);

      await timePasses(ticket);
      await installation.execute(id);
      expect(await executionOf(ticket)).toMatchObject({ state: 'succeeded', attempts: 2, result: { done: id } });
      const [first, second, ...more] = installation.tools.requestsOf(id);
      expect(second).toEqual(first);
      expect(more).toEqual([]);
      expect(installation.tools.effectsOf(id)).toHaveLength(1);
      expect(await actionsOf(ticket)).toEqual(['execution.intended', 'execution.intended', 'execution.succeeded']);
    },
  );

  test('of an idempotent tool is given up when its key is no longer remembered', async () => {
    const ticket = await approved(callOf('do_again', {}));
    installation.tools.behave('drop', 'drop');
    await installation.execute(ticket.execution.id);
    await timePasses(ticket, '25 hours');
    await installation.execute(ticket.execution.id);
    expect(await executionOf(ticket)).toMatchObject({ state: 'unknown' });
  });

  test.each<[Behaviour, number]>([
    ['drop', 0],
    ['apply_then_drop', 1],
    ['break', 0],
    ['apply_then_hang', 1],
  ])('of a tool that takes one attempt only (%s) is unknown, and never sent again', async (behaviour, effects) => {
    const ticket = await approved(callOf('do_once', {}));
    const { id } = ticket.execution;
    installation.tools.behave(behaviour);
    await installation.execute(id);
    await installation.execute(id);
    expect(await executionOf(ticket)).toMatchObject({ state: 'unknown', attempts: 1 });
    expect(installation.tools.requestsOf(id)).toHaveLength(1);
    expect(installation.tools.effectsOf(id)).toHaveLength(effects);
    expect(await actionsOf(ticket)).toEqual(['execution.intended', 'execution.unknown']);
    expect((await ok(installation.as('operator').get('/v1/tickets/counts'))).unknown).toBeGreaterThan(0);
  });

  test('of a tool that can be asked is asked, never sent again', async () => {
    const ticket = await approved(callOf('ask_later', {}));
    const { id } = ticket.execution;
    installation.tools.behave('apply_then_drop');
    await installation.execute(id);
    await timePasses(ticket);
    await installation.execute(id);
    expect(await executionOf(ticket)).toMatchObject({ state: 'succeeded', result: { done: id } });
    expect(installation.tools.requestsOf(id).map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  test('that a tool has no record of counts as failed only after a quiet time', async () => {
    const ticket = await approved(callOf('ask_later', {}));
    const { id } = ticket.execution;
    installation.tools.behave('drop');
    await installation.execute(id);
    await timePasses(ticket);
    await installation.execute(id);
    expect(await executionOf(ticket)).toMatchObject({ state: 'intent' });
    await timePasses(ticket, '61 seconds');
    await installation.execute(id);
    expect(await executionOf(ticket)).toMatchObject({ state: 'failed' });
    expect(installation.tools.requestsOf(id).map(({ method }) => method)).toEqual(['POST', 'GET', 'GET']);
  });
});

describe('a worker that dies', () => {
  /** What is left of one that claimed, and of one that also wrote the intent. */
  async function diedWhen(state: 'claimed' | 'intent', ticket: Approved): Promise<void> {
    await installation.sql(
      `UPDATE execution SET state = 'claimed', fence = fence + 1, lease_until = now() + interval '15 seconds' WHERE id = $1`,
      [ticket.execution.id],
    );
    if (state === 'claimed') return;
    await installation.sql(`UPDATE execution SET state = 'intent', attempts = 1, intent_at = now() WHERE id = $1`, [
      ticket.execution.id,
    ]);
  }

  async function fenceOf({ execution }: Approved): Promise<number> {
    return (await installation.sql('SELECT fence FROM execution WHERE id = $1', [execution.id]))[0].fence;
  }

  test('before the intent: the next one takes over with the next fence when the lease is over', async () => {
    const ticket = await approved();
    await diedWhen('claimed', ticket);
    await installation.execute(ticket.execution.id);
    expect(installation.tools.requestsOf(ticket.execution.id)).toEqual([]);
    await timePasses(ticket);
    await installation.execute(ticket.execution.id);
    expect([await fenceOf(ticket), (await executionOf(ticket)).state]).toEqual([2, 'succeeded']);
    expect(installation.tools.requestsOf(ticket.execution.id)).toHaveLength(1);
  });

  test.each([
    ['do_again', 'succeeded', ['POST']],
    // It is not known whether the first worker sent anything, and a look-up finds nothing yet.
    ['ask_later', 'intent', ['GET']],
    ['do_once', 'unknown', []],
  ])('after the intent: %s comes to %s', async (tool, state, methods) => {
    const ticket = await approved(callOf(tool, {}));
    await diedWhen('intent', ticket);
    await timePasses(ticket);
    await installation.execute(ticket.execution.id);
    expect([await fenceOf(ticket), (await executionOf(ticket)).state]).toEqual([2, state]);
    expect(installation.tools.requestsOf(ticket.execution.id).map(({ method }) => method)).toEqual(methods);
  });

  test('only slow: what it brings home under its old fence is not written', async () => {
    const ticket = await approved(callOf('do_again', {}));
    const { id } = ticket.execution;
    installation.tools.behave('apply_then_hang');
    const slow = installation.execute(id);
    while (installation.tools.requestsOf(id).length === 0) await delay(1);
    // Another worker has taken over in the meantime.
    await installation.sql(
      `UPDATE execution SET fence = fence + 1, lease_until = now() + interval '1 minute' WHERE id = $1`,
      [id],
    );
    await slow;
    const [row] = await installation.sql('SELECT state, fence, error, next_at FROM execution WHERE id = $1', [id]);
    expect(row).toEqual({ state: 'intent', fence: 2, error: null, next_at: null });
  });
});

describe('between approval and intent', () => {
  /** The call is not sent; people have to look at a new revision. */
  async function isReturned(ticket: Approved, because: string): Promise<void> {
    await installation.execute(ticket.execution.id);
    expect(installation.tools.requestsOf(ticket.execution.id)).toEqual([]);
    const seen = await installation.as('operator').ticket(ticket.id);
    expect(seen).toMatchObject({ state: 'pending_review', revision: 2, queue: 'human_review', execution: null });
    expect(seen.signatures.given).toEqual([]);
    expect(seen.revisions[1].note).toContain(because);
    expect(await actionsOf(ticket)).toEqual(['execution.revoked', 'ticket.returned']);
    const [{ state }] = await installation.sql('SELECT state FROM execution WHERE id = $1', [ticket.execution.id]);
    expect(state).toBe('revoked');
  }

  test('a signer who lost access: it is returned', async () => {
    const signer = await installation.addPerson('leaver', 'support_lead');
    const { id } = await installation.agent.submit(lockAccount());
    const shown = await signer.ticket(id);
    await ok(signer.approve(shown));
    const { execution } = await ok(installation.as('operator').approve(shown));
    await ok(installation.as('admin').request('PATCH', `/v1/people/${signer.id}`, { body: { active: false } }));
    await isReturned({ id, execution }, 'sign-offs no longer suffice');
  });

  test('a signer who loses access at the very last moment: it is not sent', async () => {
    const signer = await installation.addPerson('last-moment', 'operator');
    const { id } = await installation.agent.submit(refund());
    const { execution } = await ok(signer.approve(await signer.ticket(id)));
    // The worker has looked and found everything well; its intent is about to be written.
    await installation.whileLocked({
      lock: 'ticket IN SHARE MODE',
      waiters: 1,
      start: () => installation.execute(execution.id),
      meanwhile: async () => {
        await installation.sql('UPDATE person SET active = false WHERE id = $1', [signer.id]);
      },
    });
    expect(installation.tools.requestsOf(execution.id)).toEqual([]);
    await timePasses({ id, execution });
    await isReturned({ id, execution }, 'sign-offs no longer suffice');
  });

  test('a signer who lost the role: it is returned', async () => {
    const signer = await installation.addPerson('changer', 'support_lead');
    const { id } = await installation.agent.submit(refund({ amount: '50001' }));
    const shown = await signer.ticket(id);
    await ok(signer.approve(shown));
    const { execution } = await ok(installation.as('operator').approve(shown));
    await ok(installation.as('admin').request('PATCH', `/v1/people/${signer.id}`, { body: { roles: ['product'] } }));
    await isReturned({ id, execution }, 'sign-offs no longer suffice');
  });

  test('a new version of the tool: it is returned, and what people sign next is the new version', async () => {
    const ticket = await approved(callOf('do_again', {}));
    await installation.registerTool('do_again', { schema: { type: 'object' }, timeoutMs: 150 });
    await isReturned(ticket, 'the tool is not the version that was signed');
    const operator = installation.as('operator');
    const { execution } = await ok(operator.approve(await operator.ticket(ticket.id)));
    await installation.execute(execution.id);
    expect(installation.tools.effectsOf(execution.id)).toHaveLength(1);
  });

  test('content that is no longer what was signed: it is returned', async () => {
    const ticket = await approved();
    await installation.sql(`UPDATE proposal SET request = '{"text":"I changed my mind"}' WHERE id = $1`, [ticket.id]);
    await isReturned(ticket, 'the stored content is not what was signed');
  });

  test('an agent that was switched off: it is returned', async () => {
    const agent = await installation.addAgent('retired-desk');
    const { id } = await agent.submit(refund());
    const operator = installation.as('operator');
    const { execution } = await ok(operator.approve(await operator.ticket(id)));
    await installation.sql('UPDATE agent SET active = false WHERE id = $1', [agent.id]);
    await isReturned({ id, execution }, 'the agent is no longer active');
  });

  test('sums that grew past the limit at the same instant: one runs, the other takes a second signature', async () => {
    const customer = 'cus_of_two_halves';
    const halves = [refund({ customer, amount: '30000' }), refund({ customer, amount: '30000' })];
    const shown = await Promise.all(
      halves.map(async (half) => installation.as('operator').ticket((await installation.agent.submit(half)).id)),
    );
    const here = installation.as('operator');
    const there = here.at(await installation.startSecondProcess());
    await there.headers();
    const [one, other] = await installation.whileLocked({
      lock: 'ticket IN SHARE MODE',
      waiters: 2,
      start: () => Promise.all([ok(here.approve(shown[0])), ok(there.approve(shown[1]))]),
    });
    await isReturned(one, 'sign-offs no longer suffice');
    await installation.execute(other.execution.id);
    expect(installation.tools.effectsOf(other.execution.id)).toHaveLength(1);
  });

  test('its expiry: it has expired, and nothing was sent', async () => {
    const ticket = await approved();
    await installation.sql('UPDATE ticket SET expires_at = now() WHERE id = $1', [ticket.id]);
    await installation.execute(ticket.execution.id);
    expect(installation.tools.requestsOf(ticket.execution.id)).toEqual([]);
    expect(await installation.as('operator').ticket(ticket.id)).toMatchObject({
      state: 'expired',
      execution: { state: 'revoked' },
    });
    expect(await actionsOf(ticket)).toEqual(['execution.revoked', 'ticket.expired']);
  });

  test('the agent takes it back at the same instant: it is taken back or it runs, never both', async () => {
    const ticket = await approved();
    const [, taken] = await installation.whileLocked({
      lock: 'ticket IN SHARE MODE',
      waiters: 2,
      start: () =>
        Promise.all([installation.execute(ticket.execution.id), outcome(installation.agent.withdraw(ticket.id))]),
    });
    const ran = installation.tools.requestsOf(ticket.execution.id).length;
    expect([taken.status, ran]).toEqual(taken.status === 200 ? [200, 0] : [409, 1]);
    expect((await installation.agent.answer(ticket.id)).ticket.state).toBe(ran === 0 ? 'withdrawn' : 'approved');
  });

  test('the agent took it back: it never runs', async () => {
    const ticket = await approved();
    await ok(installation.agent.withdraw(ticket.id));
    await installation.execute(ticket.execution.id);
    expect(installation.tools.requestsOf(ticket.execution.id)).toEqual([]);
    expect(await actionsOf(ticket)).toEqual(['execution.revoked']);
  });

  test('a host that is no longer allowed is not called', async () => {
    const ticket = await approved();
    await installation.restart({ COUNTERSIGN_ALLOWED_TOOL_HOSTS: '127.0.0.1:1' });
    await installation.execute(ticket.execution.id);
    await installation.restart();
    expect(installation.tools.requestsOf(ticket.execution.id)).toEqual([]);
    expect(await executionOf(ticket)).toMatchObject({ state: 'failed' });
  });

  test('a host that was never allowed cannot even be registered', async () => {
    const tool = { name: 'exfiltrate', description: '', schema: {}, retryClass: 'once', changesWorld: true };
    for (const url of ['http://169.254.169.254/latest', 'http://127.0.0.1:1/', `file://${installation.tools.host}/`]) {
      const reply = installation.as('admin').post('/v1/tools', { ...tool, endpoint: { url } });
      expect([url, await outcome(reply)]).toEqual([url, { status: 400, code: 'validation_failed' }]);
    }
  });

  test('a policy that blocks it by now: it is returned, blocked as it stands', async () => {
    const ticket = await approved();
    const policy = JSON.parse(readFileSync(new URL('../../config/routing-policy.json', import.meta.url), 'utf8'));
    policy.risk_routing_policy.hard_block_if.tool_call = ['issue_refund'];
    await installation.addPolicy('routing_policy', policy);
    await isReturned(ticket, 'the routing policy in force denies it');
    expect((await installation.as('operator').ticket(ticket.id)).routingDecision.outcome).toBe('block');
  });
});
