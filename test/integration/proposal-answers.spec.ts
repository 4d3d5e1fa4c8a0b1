import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { approved } from '../support/installation-executions.js';
import { type Answer, ok, outcome, send } from '../support/installation-http.js';
import { question, refund } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

const contract = ({ status, answer, reasonCode, nextAction }: Answer) => ({ status, answer, reasonCode, nextAction });
const waiting = { status: 'needs_review', answer: '', reasonCode: 'POLICY_RESTRICTED', nextAction: 'ask_human' };

describe('what an agent is told', () => {
  test('approved and not yet run: still needs_review', async () => {
    const { id } = await approved(installation);
    const answer = await installation.agent.answer(id);
    expect(contract(answer)).toEqual(waiting);
    expect(answer).toMatchObject({ ticket: { state: 'approved' }, execution: { state: 'ready', attempts: 0 } });
  });

  test('approved and done: ok, with the draft and what the tool answered', async () => {
    const { id, execution } = await approved(installation);
    await installation.execute(execution.id);
    const answer = await installation.agent.answer(id);
    expect(contract(answer)).toEqual({
      status: 'ok',
      answer: 'Your money is on its way.',
      reasonCode: null,
      nextAction: null,
    });
    expect(answer.execution).toEqual({
      id: execution.id,
      state: 'succeeded',
      attempts: 1,
      result: { done: execution.id },
      error: null,
      readyAt: expect.any(String),
      intentAt: expect.any(String),
      finishedAt: expect.any(String),
      runner: 'countersign',
      grant: null,
      parked: false,
    });
  });

  test('approved without a tool call: ok at once', async () => {
    const { id } = await installation.agent.submit({ ...question(), domain: 'legal' });
    const lead = installation.as('support_lead');
    await ok(lead.approve(await lead.ticket(id)));
    expect(contract(await installation.agent.answer(id))).toMatchObject({
      status: 'ok',
      answer: 'Under Settings, Address.',
    });
  });

  test('the tool refused: degraded, retry', async () => {
    const { id, execution } = await approved(installation);
    installation.tools.behave('refuse');
    await installation.execute(execution.id);
    const answer = await installation.agent.answer(id);
    expect(contract(answer)).toEqual({
      status: 'degraded',
      answer: '',
      reasonCode: 'TOOL_UNAVAILABLE',
      nextAction: 'retry',
    });
    expect(answer.execution).toMatchObject({
      state: 'failed',
      result: null,
      error: 'HTTP 422: the payment was refunded in full already',
    });
  });

  test('nobody knows what the tool did: degraded, ask_human and never retry', async () => {
    await installation.registerTool('tell_partner', { retryClass: 'once' });
    const { id } = await installation.agent.submit({ ...refund(), toolCall: { name: 'tell_partner', arguments: {} } });
    const operator = installation.as('operator');
    const { execution } = await ok(operator.approve(await operator.ticket(id)));
    installation.tools.behave('drop');
    await installation.execute(execution.id);
    expect(contract(await installation.agent.answer(id))).toEqual({
      status: 'degraded',
      answer: '',
      reasonCode: 'TOOL_UNAVAILABLE',
      nextAction: 'ask_human',
    });
  });

  test('rejected: blocked, with the reason', async () => {
    const { id } = await installation.agent.submit(refund());
    const operator = installation.as('operator');
    await ok(operator.reject(await operator.ticket(id), 'wrong_amount', { note: 'It was 24.00' }));
    const answer = await installation.agent.answer(id);
    expect(contract(answer)).toEqual({
      status: 'blocked',
      answer: '',
      reasonCode: 'POLICY_RESTRICTED',
      nextAction: 'view_policy_doc',
    });
    expect(answer.ticket.rejectReason).toBe('wrong_amount');
    expect(JSON.stringify(answer)).not.toContain('24.00');
  });

  test('expired: degraded, retry, no reason code', async () => {
    const { id } = await installation.agent.submit(refund());
    await installation.sql('UPDATE ticket SET expires_at = now() WHERE id = $1', [id]);
    await installation.sweepDeadlines();
    expect(contract(await installation.agent.answer(id))).toEqual({
      status: 'degraded',
      answer: '',
      reasonCode: null,
      nextAction: 'retry',
    });
  });
});

describe('taking a proposal back', () => {
  const withdrawn = { status: 'blocked', answer: '', reasonCode: null, nextAction: null };

  test('works while it waits, and once more changes nothing', async () => {
    const { id } = await installation.agent.submit(refund());
    const first = await ok(installation.agent.withdraw(id));
    expect(contract(first)).toEqual(withdrawn);
    expect(first.ticket.state).toBe('withdrawn');
    expect(await ok(installation.agent.withdraw(id))).toEqual(first);
    const operator = installation.as('operator');
    expect(await outcome(operator.approve(await operator.ticket(id)))).toEqual({ status: 409, code: 'not_pending' });
  });

  test('works after approval while nothing has run, and then it never runs', async () => {
    const { id, execution } = await approved(installation);
    const answer = await ok(installation.agent.withdraw(id));
    expect(contract(answer)).toEqual(withdrawn);
    expect(answer.execution.state).toBe('revoked');
    await installation.execute(execution.id);
    expect(installation.tools.requestsOf(execution.id)).toEqual([]);
  });

  test.each([
    [
      'ran',
      async () => {
        const { id, execution } = await approved(installation);
        await installation.execute(execution.id);
        return id;
      },
    ],
    [
      'was rejected',
      async () => {
        const { id } = await installation.agent.submit(refund());
        const operator = installation.as('operator');
        await operator.reject(await operator.ticket(id));
        return id;
      },
    ],
    ['was answered at once', async () => (await installation.agent.submit(question())).id],
    ['was blocked', async () => (await installation.agent.submit({ ...refund(), policy: { decision: 'deny' } })).id],
  ])('is refused once it %s', async (_, made: () => Promise<string>) => {
    const id = await made();
    const before = await installation.agent.answer(id);
    expect(await outcome(installation.agent.withdraw(id))).toEqual({ status: 409, code: 'not_withdrawable' });
    expect(await installation.agent.answer(id)).toEqual(before);
  });
});

describe('waiting for a change', () => {
  test('ends with the change', async () => {
    const { id } = await installation.agent.submit(refund());
    const operator = installation.as('operator');
    const ticket = await operator.ticket(id);
    const asked = ok(installation.agent.get(`/v1/proposals/${id}?wait=30`));
    await ok(operator.reject(ticket));
    expect((await asked).ticket.state).toBe('rejected');
  });

  test('ends with a change that another process made', async () => {
    const elsewhere = installation.agent.at(await installation.startSecondProcess());
    const { id } = await installation.agent.submit(refund());
    const asked = ok(elsewhere.get(`/v1/proposals/${id}?wait=30`));
    await ok(installation.agent.withdraw(id));
    expect((await asked).ticket.state).toBe('withdrawn');
  });

  test('ends with the time when nothing changes, and at once when nothing can', async () => {
    const { id, receipt: _, ...before } = await installation.agent.submit(refund());
    const from = performance.now();
    expect(await ok(installation.agent.get(`/v1/proposals/${id}?wait=0.3`))).toEqual({ id, ...before });
    expect(performance.now() - from).toBeGreaterThanOrEqual(290);
    const { receipt, ...done } = await installation.agent.submit(question());
    expect(receipt).toBeDefined();
    expect(await ok(installation.agent.get(`/v1/proposals/${done.id}?wait=30`))).toEqual(done);
  });

  test('ends when whoever asked hangs up, and nothing goes on waiting', async () => {
    const { id } = await installation.agent.submit(refund());
    const waiting = async () => {
      const { text } = await send(`${installation.baseUrl()}/metrics`, 'GET');
      return Number(/^countersign_waiting_requests (\d+)$/m.exec(text)![1]);
    };
    const impatient = new AbortController();
    const headers = { authorization: `Bearer ${installation.agent.key}` };
    const url = `${installation.baseUrl()}/v1/proposals/${id}?wait=30`;
    const asked = fetch(url, { headers, signal: impatient.signal }).catch(() => 'hung up');
    await eventually('the request to wait', async () => (await waiting()) === 1);
    impatient.abort();
    expect(await asked).toBe('hung up');
    await eventually('nothing to wait', async () => (await waiting()) === 0, 10);
  });

  test.each(['-1', 'soon', 'NaN', '1e'])('takes a number of seconds, not %s', async (wait) => {
    const { id } = await installation.agent.submit(question());
    const reply = installation.agent.get(`/v1/proposals/${id}?wait=${wait}`);
    expect(await outcome(reply)).toEqual({ status: 400, code: 'validation_failed' });
  });
});

describe('waiting for another answer than the one that is known', () => {
  const ask = (id: string, known: string | null, wait = 30) =>
    installation.agent.request('GET', `/v1/proposals/${id}?wait=${wait}`, {
      headers: known === null ? {} : { 'if-none-match': known },
    });
  const tagOf = async (id: string): Promise<string> => (await ask(id, null, 0)).headers.get('etag')!;

  test('misses nothing that happened between two questions', async () => {
    const { id } = await installation.agent.submit(refund());
    const known = await tagOf(id);
    const operator = installation.as('operator');
    await ok(operator.reject(await operator.ticket(id)));
    const reply = await ask(id, known);
    expect([reply.status, reply.body.ticket.state]).toEqual([200, 'rejected']);
    expect(reply.headers.get('etag')).not.toBe(known);
  });

  test('ends with the change, and not with one that the answer says nothing of', async () => {
    const { id } = await installation.agent.submit(refund());
    const asked = ask(id, await tagOf(id));
    const operator = installation.as('operator');
    await ok(operator.verb('claim', { id }));
    await ok(operator.verb('ask', { id }, { question: 'Which order?' }));
    expect((await ok(asked)).question.text).toBe('Which order?');
  });

  test('is 304 when the known one stands at the end of the wait, and at once when it can’t change', async () => {
    const { id } = await installation.agent.submit(refund());
    const known = await tagOf(id);
    for (const names of [known, `W/${known}`, `"other", ${known}`, '*']) {
      const { status, text, headers } = await ask(id, names, 0.1);
      expect([status, text]).toEqual([304, '']);
      expect(headers.get('content-type')).toBeNull();
    }
    const done = await installation.agent.submit(question());
    expect((await ask(done.id, await tagOf(done.id))).status).toBe(304);
  });

  test('names answers by what they say, in any process and in each language', async () => {
    const { id } = await installation.agent.submit(refund());
    const known = await tagOf(id);
    const elsewhere = installation.agent.at(await installation.startSecondProcess());
    expect((await elsewhere.get(`/v1/proposals/${id}`)).headers.get('etag')).toBe(known);
    const korean = await elsewhere.get(`/v1/proposals/${id}?language=ko`);
    expect(korean.headers.get('etag')).not.toBe(known);
    expect((await ask(id, '"of another answer"')).status).toBe(200);
  });

  test('is 404 for whoever may not see it, whatever they say they know', async () => {
    const { id } = await installation.agent.submit(refund());
    const stranger = await installation.addAgent('stranger');
    const headers = { 'if-none-match': '*' };
    const asked = stranger.request('GET', `/v1/proposals/${id}?wait=30`, { headers });
    expect(await outcome(asked)).toEqual({ status: 404, code: 'not_found' });
  });
});
