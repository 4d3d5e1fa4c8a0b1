import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../api/src/platform/ids.js';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Approved, actionsSince, approved, timePasses } from '../support/installation-executions.js';
import { type Answer, ok, outcome } from '../support/installation-http.js';
import type { Who } from '../support/installation-people.js';
import { callOf } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
  const takesAnything = { schema: { type: 'object' }, timeoutMs: 2_000 };
  await installation.registerTool('do_once', { ...takesAnything, retryClass: 'once' });
  await installation.registerTool('ask_later', { ...takesAnything, retryClass: 'queryable' });
});
afterAll(() => installation.stop());

/** An approved call of which nobody knows what became. */
async function unknown(
  tool = 'do_once',
  behaviour: 'drop' | 'apply_then_drop' = 'drop',
  ago = '1 second',
): Promise<Approved> {
  const ticket = await approved(installation, callOf(tool, { iban: 'DE89370400440532013000' }));
  installation.tools.behave(behaviour);
  await installation.execute(ticket.execution.id);
  if (tool === 'ask_later') {
    await timePasses(installation, ticket, ago);
    // As if it could not be asked for a day.
    await installation.sql(
      `UPDATE execution SET state = 'unknown', finished_at = now(), error = 'silent' WHERE id = $1`,
      [ticket.execution.id],
    );
  }
  return ticket;
}

const say = (who: Who, { execution }: Approved, what: string, evidence = `${who} saw the ledger of Ms Brown`) =>
  installation.as(who).post(`/v1/executions/${execution.id}/resolve`, { outcome: what, evidence });

const itemOf = async ({ execution }: Approved, who: Who = 'operator'): Promise<Answer> =>
  (await ok(installation.as(who).get('/v1/executions?state=unknown&limit=100'))).data.find(
    ({ id }: Answer) => id === execution.id,
  );

const answerOf = ({ id }: Approved): Promise<Answer> => installation.agent.answer(id);

describe('two different people with evidence', () => {
  test('who say that it happened end it: the agent is told so, and nothing is sent again', async () => {
    const ticket = await unknown('do_once', 'apply_then_drop');
    expect(await answerOf(ticket)).toMatchObject({ status: 'degraded', nextAction: 'ask_human' });
    expect(await ok(say('operator', ticket, 'succeeded'))).toMatchObject({ resolution: 'proposed' });
    expect(await answerOf(ticket)).toMatchObject({ status: 'degraded', nextAction: 'ask_human' });
    expect(await itemOf(ticket, 'support_lead')).toMatchObject({
      proposed: {
        personId: installation.as('operator').id,
        outcome: 'succeeded',
        evidence: expect.stringContaining('ledger'),
      },
      allowedActions: ['resolve'],
    });
    expect((await itemOf(ticket, 'operator')).allowedActions).toEqual([]);
    expect(await ok(say('support_lead', ticket, 'succeeded'))).toMatchObject({
      resolution: 'confirmed',
      receipt: { entryId: expect.any(String), entryHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(await answerOf(ticket)).toMatchObject({ status: 'ok', execution: { state: 'succeeded', attempts: 1 } });
    expect(await itemOf(ticket)).toBeUndefined();
    await installation.execute(ticket.execution.id);
    expect(installation.tools.requestsOf(ticket.execution.id)).toHaveLength(1);
    expect(await actionsSince(installation, ticket)).toEqual([
      'execution.intended',
      'execution.unknown',
      'resolution.proposed',
      'resolution.confirmed',
      'execution.succeeded',
    ]);
  });

  test('who say that it did not happen end it as failed, and it may be asked for again', async () => {
    const ticket = await unknown();
    await ok(say('security', ticket, 'failed'));
    await ok(say('legal', ticket, 'failed'));
    expect(await answerOf(ticket)).toMatchObject({
      status: 'degraded',
      reasonCode: 'TOOL_UNAVAILABLE',
      nextAction: 'retry',
    });
  });

  test('who contradict each other leave it unknown, and both words are void', async () => {
    const ticket = await unknown();
    await ok(say('operator', ticket, 'succeeded'));
    expect(await outcome(say('support_lead', ticket, 'failed'))).toEqual({
      status: 409,
      code: 'resolution_contradicted',
    });
    expect(await itemOf(ticket)).toMatchObject({ state: 'unknown', proposed: null });
    // Neither word counts any more: it takes two new ones.
    await ok(say('operator', ticket, 'failed'));
    expect(await itemOf(ticket)).toMatchObject({ state: 'unknown', proposed: { outcome: 'failed' } });
    await ok(say('support_lead', ticket, 'failed'));
    expect((await answerOf(ticket)).execution.state).toBe('failed');
  });

  test('at the same instant are still two: one proposes, the other confirms', async () => {
    const ticket = await unknown();
    const both = await Promise.all([say('operator', ticket, 'failed'), say('second_operator', ticket, 'failed')]);
    expect(both.map(({ body }) => body.resolution).sort()).toEqual(['confirmed', 'proposed']);
  });

  test('are never one: who said it once does not say it twice, not even at the same instant', async () => {
    const ticket = await unknown();
    const twice = await Promise.all([say('operator', ticket, 'failed'), say('operator', ticket, 'failed')]);
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await outcome(say('operator', ticket, 'succeeded'))).toEqual({ status: 409, code: 'already_proposed' });
    expect(await itemOf(ticket)).toMatchObject({ state: 'unknown' });
    const refused = { executionId: ticket.execution.id, code: 'already_proposed', because: expect.any(String) };
    expect(await refusalsOn(ticket)).toEqual([refused, refused]);
  });
});

async function refusalsOn({ id }: Pick<Approved, 'id'>, subject = `ticket:${id}`): Promise<Answer[]> {
  const rows = await installation.sql(
    `SELECT convert_from(canonical, 'UTF8')::json -> 'payload' AS payload FROM audit_entry
     WHERE action = 'resolution.refused' AND subject = $1 ORDER BY id`,
    [subject],
  );
  return rows.map(({ payload }) => payload);
}

describe('four eyes', () => {
  test('keep out who owns the agent, by code and by trigger', async () => {
    const owner = await installation.addPerson('owning-lead', 'support_lead');
    const ticket = await unknown();
    await installation.sql('UPDATE agent SET owner_id = $1 WHERE id = (SELECT agent_id FROM execution WHERE id = $2)', [
      owner.id,
      ticket.execution.id,
    ]);
    const path = `/v1/executions/${ticket.execution.id}`;
    const refused = { status: 403, code: 'not_allowed_to_resolve' };
    expect(await outcome(owner.post(`${path}/resolve`, { outcome: 'failed', evidence: 'x' }))).toEqual(refused);
    expect(await outcome(owner.post(`${path}/look-up`))).toEqual(refused);
    const { code } = refused;
    const recorded = { executionId: ticket.execution.id, code, because: 'You own the agent that proposed this.' };
    expect(await refusalsOn(ticket)).toEqual([recorded, recorded]);
    for (const who of ['admin', 'auditor'] as const) {
      const stranger = installation.as(who).post(`${path}/resolve`, { outcome: 'failed', evidence: 'x' });
      expect(await outcome(stranger)).toEqual({ status: 403, code: 'not_allowed' });
    }
    const atTheDoor = { executionId: ticket.execution.id, code: 'not_allowed' };
    expect(await refusalsOn(ticket)).toMatchObject([recorded, recorded, atTheDoor, atTheDoor]);
    // Of what there is not, no ticket can tell.
    const nowhere = newId();
    await installation.as('admin').post(`/v1/executions/${nowhere}/resolve`, { outcome: 'failed', evidence: 'x' });
    expect(await refusalsOn({ id: '' }, `execution:${nowhere}`)).toMatchObject([{ code: 'not_allowed' }]);
    const raw = `INSERT INTO resolution (id, execution_id, person_id, outcome) VALUES (gen_random_uuid(), $1, $2, 'failed')`;
    await expect(installation.sql(raw, [ticket.execution.id, owner.id])).rejects.toThrow('four eyes');
    await installation.sql('UPDATE agent SET owner_id = $1', [installation.as('admin').id]);
  });

  test('take evidence, an outcome, and something that is unknown', async () => {
    const ticket = await unknown();
    const path = `/v1/executions/${ticket.execution.id}/resolve`;
    for (const body of [
      {},
      { outcome: 'failed' },
      { outcome: 'unknown', evidence: 'x' },
      { outcome: 'failed', evidence: ' ' },
    ]) {
      const refused = { status: 400, code: 'validation_failed' };
      expect(await outcome(installation.as('operator').post(path, body))).toEqual(refused);
    }
    const ready = await approved(installation);
    expect(await outcome(say('operator', ready, 'failed'))).toEqual({ status: 409, code: 'not_unknown' });
    expect(await outcome(say('operator', { ...ready, execution: { id: ready.id } }, 'failed'))).toMatchObject({
      status: 404,
    });
  });
});

describe('a look-up', () => {
  test('is only for tools that can be asked', async () => {
    const ticket = await unknown();
    const reply = installation.as('operator').post(`/v1/executions/${ticket.execution.id}/look-up`);
    expect(await outcome(reply)).toEqual({ status: 409, code: 'not_queryable' });
  });

  test('is made by a worker, and ends it when the provider knows', async () => {
    const applied = await unknown('ask_later', 'apply_then_drop');
    const lost = await unknown('ask_later', 'drop', '2 minutes');
    const ask = ({ execution }: Approved) => installation.as('operator').post(`/v1/executions/${execution.id}/look-up`);
    for (const ticket of [applied, lost]) expect((await ask(ticket)).status).toBe(202);
    expect(await itemOf(applied)).toMatchObject({
      lookUp: { answeredAt: null },
      allowedActions: ['resolve', 'look_up'],
    });
    installation.startWorking();
    // On a busy machine the provider may be late with its answer, and is asked once more.
    const found = (ticket: Approved, state: string) => async () => {
      if ((await answerOf(ticket)).execution.state === state) return true;
      await ask(ticket);
      return false;
    };
    await eventually('the provider to be asked', found(applied, 'succeeded'));
    await eventually('the other, too', found(lost, 'failed'));
    const [first, ...more] = installation.tools.requestsOf(applied.execution.id).map(({ method }) => method);
    expect([first, new Set(more)]).toEqual(['POST', new Set(['GET'])]);
  });
});

test('the list is for readers, masks personal data, and pages by cursor', async () => {
  const reader = installation.as('auditor');
  const first = await ok(reader.get('/v1/executions?state=unknown&limit=1'));
  expect(first.data).toHaveLength(1);
  expect(first.data[0].allowedActions).toEqual([]);
  expect(JSON.stringify(first.data[0].arguments)).not.toContain('DE89370400440532013000');
  const next = await ok(reader.get(`/v1/executions?state=unknown&limit=100&cursor=${first.nextCursor}`));
  expect(next.data.map(({ id }: Answer) => id)).not.toContain(first.data[0].id);
  expect(await outcome(reader.get('/v1/executions?state=ready'))).toEqual({ status: 400, code: 'validation_failed' });
});
