import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Approved, actionsSince, approved, timePasses } from '../support/installation-executions.js';
import { ok } from '../support/installation-http.js';
import { callOf, refund } from '../support/installation-proposals.js';
import type { Behaviour } from '../support/installation-tool-server.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
  const takesAnything = { schema: { type: 'object' }, timeoutMs: 1_500 };
  await installation.registerTool('do_once', { ...takesAnything, retryClass: 'once' });
  await installation.registerTool('ask_later', { ...takesAnything, retryClass: 'queryable' });
  await installation.registerTool('do_again', { ...takesAnything, retryClass: 'idempotent' });
});
afterAll(() => installation.stop());

const executionOf = async ({ id }: Approved) => (await installation.as('auditor').ticket(id)).execution;

describe('an approved tool call', () => {
  test('runs once, with the very bytes that were signed, under a signature and its own key', async () => {
    const proposal = refund({ args: { note: 'é "quoted"' } });
    const ticket = await approved(installation, proposal);
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
        at: expect.any(Number),
      },
    ]);
    expect(installation.tools.effectsOf(id)).toMatchObject([{ arguments: proposal.toolCall.arguments }]);
    expect(await executionOf(ticket)).toMatchObject({ state: 'succeeded', attempts: 1, result: { done: id } });
    expect(await actionsSince(installation, ticket)).toEqual(['execution.intended', 'execution.succeeded']);
  });

  test('taken up by several workers at once runs once', async () => {
    const ticket = await approved(installation);
    await Promise.all([1, 2, 3, 4].map(() => installation.execute(ticket.execution.id)));
    expect(installation.tools.requestsOf(ticket.execution.id)).toHaveLength(1);
  });

  test('that the tool refuses has failed, and is not sent again', async () => {
    const ticket = await approved(installation);
    installation.tools.behave('refuse');
    await installation.execute(ticket.execution.id);
    await installation.execute(ticket.execution.id);
    expect(installation.tools.requestsOf(ticket.execution.id)).toHaveLength(1);
    expect(await executionOf(ticket)).toMatchObject({ state: 'failed', attempts: 1 });
    expect(await actionsSince(installation, ticket)).toEqual(['execution.intended', 'execution.failed']);
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
      const ticket = await approved(installation, callOf('do_again', {}));
      const { id } = ticket.execution;
      installation.tools.behave(behaviour);
      await installation.execute(id);
      expect(await executionOf(ticket)).toMatchObject({ state: 'intent', attempts: 1 });
      // Not before its time, which a busy machine would not wait for.
      await installation.sql(`UPDATE execution SET next_at = next_at + interval '1 minute' WHERE id = $1`, [id]);
      await installation.execute(id);
      expect(installation.tools.requestsOf(id)).toHaveLength(1);

      await timePasses(installation, ticket);
      await installation.execute(id);
      expect(await executionOf(ticket)).toMatchObject({ state: 'succeeded', attempts: 2, result: { done: id } });
      const [first, second, ...more] = installation.tools.requestsOf(id);
      expect({ ...second, at: first!.at }).toEqual(first);
      expect(more).toEqual([]);
      expect(installation.tools.effectsOf(id)).toHaveLength(1);
      expect(await actionsSince(installation, ticket)).toEqual([
        'execution.intended',
        'execution.intended',
        'execution.succeeded',
      ]);
    },
  );

  test('of an idempotent tool is given up when its key is no longer remembered', async () => {
    const ticket = await approved(installation, callOf('do_again', {}));
    installation.tools.behave('drop', 'drop');
    await installation.execute(ticket.execution.id);
    await timePasses(installation, ticket, '25 hours');
    await installation.execute(ticket.execution.id);
    expect(await executionOf(ticket)).toMatchObject({ state: 'unknown' });
  });

  test.each<[Behaviour, number]>([
    ['drop', 0],
    ['apply_then_drop', 1],
    ['break', 0],
    ['apply_then_hang', 1],
  ])('of a tool that takes one attempt only (%s) is unknown, and never sent again', async (behaviour, effects) => {
    const ticket = await approved(installation, callOf('do_once', {}));
    const { id } = ticket.execution;
    installation.tools.behave(behaviour);
    await installation.execute(id);
    await installation.execute(id);
    expect(await executionOf(ticket)).toMatchObject({ state: 'unknown', attempts: 1 });
    expect(installation.tools.requestsOf(id)).toHaveLength(1);
    expect(installation.tools.effectsOf(id)).toHaveLength(effects);
    expect(await actionsSince(installation, ticket)).toEqual(['execution.intended', 'execution.unknown']);
    expect((await ok(installation.as('operator').get('/v1/tickets/counts'))).unknown).toBeGreaterThan(0);
  });

  test('of a tool that can be asked is asked, never sent again', async () => {
    const ticket = await approved(installation, callOf('ask_later', {}));
    const { id } = ticket.execution;
    installation.tools.behave('apply_then_drop');
    await installation.execute(id);
    await timePasses(installation, ticket);
    await installation.execute(id);
    expect(await executionOf(ticket)).toMatchObject({ state: 'succeeded', result: { done: id } });
    expect(installation.tools.requestsOf(id).map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  test('that a tool has no record of counts as failed only after a quiet time', async () => {
    const ticket = await approved(installation, callOf('ask_later', {}));
    const { id } = ticket.execution;
    installation.tools.behave('drop');
    await installation.execute(id);
    await timePasses(installation, ticket);
    await installation.execute(id);
    expect(await executionOf(ticket)).toMatchObject({ state: 'intent' });
    await timePasses(installation, ticket, '61 seconds');
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
    const ticket = await approved(installation);
    await diedWhen('claimed', ticket);
    await installation.execute(ticket.execution.id);
    expect(installation.tools.requestsOf(ticket.execution.id)).toEqual([]);
    await timePasses(installation, ticket);
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
    const ticket = await approved(installation, callOf(tool, {}));
    await diedWhen('intent', ticket);
    await timePasses(installation, ticket);
    await installation.execute(ticket.execution.id);
    expect([await fenceOf(ticket), (await executionOf(ticket)).state]).toEqual([2, state]);
    expect(installation.tools.requestsOf(ticket.execution.id).map(({ method }) => method)).toEqual(methods);
  });

  test('only slow: what it brings home under its old fence is not written', async () => {
    const ticket = await approved(installation, callOf('do_again', {}));
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
