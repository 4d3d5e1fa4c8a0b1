import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { ok, outcome } from '../support/installation-http.js';
import type { TestPerson } from '../support/installation-person.js';
import { lockAccount, refund } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

const NOWHERE = '01920000-0000-7000-8000-000000000000';

async function decided(amount: string, verdict: 'approve' | 'reject', over: object = {}): Promise<string> {
  const { id } = await installation.agent.submit(refund({ amount, ...over }));
  const operator = installation.as('operator');
  const { revision, contentHash } = await operator.ticket(id);
  const reason = verdict === 'reject' ? { reason: 'not_justified' } : {};
  await ok(operator.post(`/v1/tickets/${id}/${verdict}`, { revision, contentHash, ...reason }));
  return id;
}

describe('similar cases', () => {
  const similarTo = (id: string) => ok(installation.as('operator').get(`/v1/tickets/${id}/similar`));

  test('are none where nothing like it was decided', async () => {
    const { id } = await installation.agent.submit(lockAccount());
    expect(await similarTo(id)).toEqual({ data: [], approved: 0, rejected: 0 });
  });

  test('are decided refunds of about the amount, the nearest first, with who decided and why', async () => {
    const near = await decided('4100', 'approve');
    const far = await decided('40000', 'approve', { currency: 'JPY' });
    const same = await decided('4200', 'reject');
    const twice = await decided('8400', 'approve');
    await installation.agent.submit(refund({ amount: '4200' }));
    const { id } = await installation.agent.submit(refund({ amount: '4200' }));
    const { data, approved, rejected } = await similarTo(id);
    expect(data.map((one: { id: string }) => one.id)).toEqual([same, near, twice]);
    expect(data.map((one: { id: string }) => one.id)).not.toContain(far);
    expect({ approved, rejected }).toEqual({ approved: 2, rejected: 1 });
    expect(data[0]).toMatchObject({
      state: 'rejected',
      toolCall: { name: 'issue_refund', arguments: { amount_minor: '4200' } },
      executionState: null,
      decisions: [{ personId: installation.as('operator').id, verdict: 'reject', reason: 'not_justified' }],
    });
  });

  test('mask what they hold of people', async () => {
    await decided('7777', 'approve', { args: { reason: 'write to ada@example.com' } });
    const { id } = await installation.agent.submit(refund({ amount: '7777' }));
    expect(JSON.stringify(await similarTo(id))).not.toContain('ada@example.com');
  });

  test('of a ticket that does not exist are not found', async () => {
    const reply = installation.as('operator').get(`/v1/tickets/${NOWHERE}/similar`);
    expect(await outcome(reply)).toMatchObject({ status: 404 });
  });
});

describe('who has a ticket on screen', () => {
  /** What the live feed of one person said, and how to end it. */
  async function follow(person: TestPerson, baseUrl = installation.baseUrl) {
    const { cookie } = await person.headers();
    const stop = new AbortController();
    const response = await fetch(`${baseUrl()}/v1/live`, { headers: { cookie }, signal: stop.signal });
    const said = { text: '' };
    const read = (async () => {
      const decoder = new TextDecoder();
      for await (const chunk of response.body!) said.text += decoder.decode(chunk as Uint8Array);
    })().catch(() => undefined);
    const last = (id: string) =>
      said.text
        .split('\n')
        .filter((line) => line.startsWith('data: ') && line.includes(id) && line.includes('people'))
        .map((line) => JSON.parse(line.slice('data: '.length)).people as { personId: string }[])
        .at(-1)
        ?.map(({ personId }) => personId);
    const end = () => {
      stop.abort();
      return read;
    };
    return { last, end };
  }

  test('is told to others, in every process, until they leave or say nothing more; the ticket is not touched', async () => {
    const { id } = await installation.agent.submit(refund());
    const operator = installation.as('operator');
    const lead = installation.as('support_lead');
    const [before] = await installation.sql('SELECT t::text, xmin::text, xmax::text FROM ticket t WHERE id = $1', [id]);
    const second = await installation.startSecondProcess();
    const here = await follow(lead);
    const there = await follow(installation.as('auditor').at(second), second);
    expect((await operator.post(`/v1/tickets/${id}/presence`)).status).toBe(204);
    await eventually('both to hear of it', async () => here.last(id)?.length === 1 && there.last(id)?.length === 1);
    expect(here.last(id)).toEqual([operator.id]);
    // Who comes later hears of it, too.
    const late = await follow(lead);
    await eventually('the late one to hear of it', async () => late.last(id)?.length === 1);
    await ok(operator.request('DELETE', `/v1/tickets/${id}/presence`));
    await eventually(
      'both to hear that nobody looks',
      async () => here.last(id)?.length === 0 && there.last(id)?.length === 0,
    );
    await operator.post(`/v1/tickets/${id}/presence`);
    await eventually('to be told again', async () => here.last(id)?.length === 1);
    await installation.sql(`UPDATE presence SET seen_at = now() - interval '46 seconds' WHERE ticket_id = $1`, [id]);
    await eventually('it to end by itself', async () => here.last(id)?.length === 0);
    const [after] = await installation.sql('SELECT t::text, xmin::text, xmax::text FROM ticket t WHERE id = $1', [id]);
    expect(after).toEqual(before);
    await Promise.all([here.end(), there.end(), late.end()]);
  });

  test('keeps no session alive', async () => {
    const { id } = await installation.agent.submit(refund());
    const person = await installation.addPerson('looker', 'operator');
    await person.headers();
    const seen = async () =>
      (await installation.sql('SELECT seen_at FROM session WHERE person_id = $1', [person.id]))[0]!.seen_at;
    await installation.sql(`UPDATE session SET seen_at = now() - interval '5 minutes' WHERE person_id = $1`, [
      person.id,
    ]);
    const before = await seen();
    await ok(person.post(`/v1/tickets/${id}/presence`));
    await delay(50);
    expect(await seen()).toEqual(before);
    await ok(person.post(`/v1/tickets/${id}/claim`, {}));
    expect(await seen()).not.toEqual(before);
  });

  test('is cleaned up, and asks for a ticket that there is', async () => {
    const operator = installation.as('operator');
    expect(await outcome(operator.post(`/v1/tickets/${NOWHERE}/presence`))).toMatchObject({ status: 404 });
    await installation.sql(`UPDATE presence SET seen_at = now() - interval '11 minutes'`);
    const { id } = await installation.agent.submit(refund());
    await ok(operator.post(`/v1/tickets/${id}/presence`));
    expect(await installation.sql('SELECT ticket_id AS id FROM presence')).toEqual([{ id }]);
  });
});
