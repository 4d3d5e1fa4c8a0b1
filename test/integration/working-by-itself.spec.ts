import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok } from '../support/installation-http.js';
import type { TestPerson } from '../support/installation-person.js';
import { callOf, question, refund } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

async function approve(id: string, as: TestPerson = installation.as('operator')): Promise<Answer> {
  return ok(as.approve(await as.ticket(id)));
}

/** The answer once it has run, or is over without. Every wait ends with the first change of several. */
async function settled(id: string): Promise<Answer> {
  for (;;) {
    const answer = await ok(installation.agent.get(`/v1/proposals/${id}?wait=30`));
    if (answer.status !== 'needs_review') return answer;
  }
}

describe('a worker', () => {
  test('finds at its start what was approved while none ran, also where the bell for it was lost', async () => {
    const { id } = await installation.agent.submit(refund());
    await approve(id);
    await installation.sql('DELETE FROM outbox');
    await installation.sql('ALTER TABLE execution DISABLE TRIGGER execution_lifecycle');
    await installation.sql(`UPDATE execution SET ready_at = ready_at - interval '6 seconds'`);
    await installation.sql('ALTER TABLE execution ENABLE TRIGGER execution_lifecycle');
    installation.startWorking();
    expect((await settled(id)).execution.state).toBe('succeeded');
  });

  test('runs what is approved in its own process and in others', async () => {
    const elsewhere = installation.as('second_operator').at(await installation.startSecondProcess());
    const [here, there] = [await installation.agent.submit(refund()), await installation.agent.submit(refund())];
    await approve(here.id);
    await approve(there.id, elsewhere);
    for (const { id } of [here, there]) {
      const { status, execution } = await settled(id);
      expect({ status, state: execution.state }).toEqual({ status: 'ok', state: 'succeeded' });
      expect(installation.tools.effectsOf(execution.id)).toHaveLength(1);
    }
    expect(await installation.sql('SELECT id FROM outbox')).toEqual([]);
  });

  test('runs what the policy allows without a signature', async () => {
    await installation.registerTool('look_up', { changesWorld: false, schema: { type: 'object' } });
    const { domain, policy, draft } = question();
    const { id } = await installation.agent.submit(callOf('look_up', {}, { domain, policy, draft }));
    expect(await settled(id)).toMatchObject({ status: 'ok', answer: draft.answer, execution: { state: 'succeeded' } });
  });

  test('sends an idempotent call again by itself', async () => {
    const { id } = await installation.agent.submit(refund());
    installation.tools.behave('apply_then_drop');
    await approve(id);
    const { execution } = await settled(id);
    expect(execution).toMatchObject({ state: 'succeeded', attempts: 2 });
    expect(installation.tools.effectsOf(execution.id)).toHaveLength(1);
  });

  test('ends what has expired by itself', async () => {
    const { id } = await installation.agent.submit(refund());
    await installation.sql('UPDATE ticket SET expires_at = now() WHERE id = $1', [id]);
    expect((await settled(id)).ticket.state).toBe('expired');
  });
});

describe('the live feed', () => {
  test('says hello, then names every ticket that changes, and how', async () => {
    const { cookie } = await installation.as('auditor').headers();
    const stop = new AbortController();
    const response = await fetch(`${installation.baseUrl()}/v1/live`, { headers: { cookie }, signal: stop.signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const { id } = await installation.agent.submit(refund());
    let seen = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body!) {
      seen += decoder.decode(chunk as Uint8Array);
      if (seen.includes(id)) break;
    }
    stop.abort();
    expect(seen.startsWith('event: hello\ndata: {}\n\n')).toBe(true);
    expect(seen).toContain(`event: change\ndata: {"ticketId":"${id}","action":"ticket.routed"}\n\n`);
  });
});

describe('stopping', () => {
  test('waits for the calls that are under way and writes what became of them', async () => {
    await installation.registerTool('take_a_while', {
      retryClass: 'once',
      schema: { type: 'object' },
      timeoutMs: 1_500,
    });
    const { id } = await installation.agent.submit(callOf('take_a_while', {}));
    installation.tools.behave('hang');
    const { execution } = await approve(id);
    while (installation.tools.requestsOf(execution.id).length === 0) await delay(1);
    await installation.restart();
    expect((await installation.agent.answer(id)).execution).toMatchObject({ state: 'unknown', attempts: 1 });
  });
});
