import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { entriesMatchStates } from '../support/entries-match-states.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok, outcome } from '../support/installation-http.js';
import { lockAccount, question, refund } from '../support/installation-proposals.js';

const QUESTION = 'Which of the two payments is the wrong one?';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(async () => {
  const faults = await entriesMatchStates((text) => installation.sql(text));
  await installation.stop();
  expect(faults).toEqual([]);
});

/** A ticket about which the operator has asked the customer. */
async function asked(proposal: object = refund()): Promise<Answer> {
  const { id } = await installation.agent.submit(proposal);
  return ok(installation.as('operator').verb('ask', { id }, { question: QUESTION }));
}

async function inboxOf(who: 'operator' | 'support_lead'): Promise<string[]> {
  const { data } = await ok(installation.as(who).get('/v1/tickets?needsMySignature=true&limit=100'));
  return data.map(({ id }: Answer) => id);
}

/** What is on record of a ticket, oldest first. */
async function actionsOf(id: string): Promise<string[]> {
  const { data } = await ok(installation.as('auditor').get(`/v1/audit-entries?ticketId=${id}&sort=id&limit=100`));
  return data.map(({ action }: Answer) => action);
}

const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();

describe('a question to the customer', () => {
  test('reaches them through the agent, whose answer comes back as the next revision', async () => {
    const { id } = await asked();
    expect(await installation.agent.answer(id)).toMatchObject({
      status: 'needs_review',
      nextAction: 'provide_more_context',
      question: { text: QUESTION, askedAt: expect.any(String) },
      ticket: { state: 'pending_review', dueAt: null },
    });
    const answer = await ok(
      installation.agent.context(id, {
        text: 'The second one, of Friday',
        evidence: [{ id: 'bank:7', excerpt: 'paid' }],
      }),
    );
    expect(answer).toMatchObject({ nextAction: 'ask_human', ticket: { revision: 2, dueAt: expect.any(String) } });
    expect(answer).not.toHaveProperty('question');

    const ticket = await installation.as('operator').ticket(id);
    expect(ticket.exchange).toMatchObject([
      {
        question: { text: QUESTION, personName: 'operator', revision: 1 },
        answer: { revision: 2, body: { text: 'The second one, of Friday', evidence: [{ id: 'bank:7' }] } },
      },
    ]);
    expect(ticket.revisions[1]).toMatchObject({ revision: 2, madeBy: { type: 'agent' } });
    expect(ticket.proposal.request.text).toBe('I was charged twice');
  });

  test('stops the clock: what was left of it is left when they answer, and no breach is recorded meanwhile', async () => {
    const { id } = await installation.agent.submit(refund());
    await installation.sql(`UPDATE ticket SET due_at = now() + interval '100 seconds' WHERE id = $1`, [id]);
    const { slaLeftSeconds, dueAt, askedAt } = await ok(
      installation.as('operator').verb('ask', { id }, { question: QUESTION }),
    );
    expect({ dueAt, askedAt }).toEqual({ dueAt: null, askedAt: expect.any(String) });
    expect(slaLeftSeconds).toBeGreaterThan(80);
    expect(slaLeftSeconds).toBeLessThanOrEqual(100);
    await installation.sweepDeadlines();
    await installation.sql(`UPDATE question SET at = at - interval '1 hour' WHERE ticket_id = $1`, [id]);
    await ok(installation.agent.context(id, { text: 'The second' }));
    const { dueAt: due, serverNow, slaLeftSeconds: none } = await installation.as('operator').ticket(id);
    const left = (Date.parse(due) - Date.parse(serverNow)) / 1000;
    expect([left <= slaLeftSeconds, left > slaLeftSeconds - 30, none]).toEqual([true, true, null]);
    expect(await actionsOf(id)).not.toContain('ticket.breached');
  });

  test('is not counted as time to decision', async () => {
    const { id } = await asked({ ...refund(), domain: 'asked_about' });
    await ok(installation.agent.context(id, { text: 'The second' }));
    const ago = (minutes: number) => `now() - interval '${minutes} minutes'`;
    await installation.sql(`UPDATE ticket SET created_at = ${ago(60)} WHERE id = $1`, [id]);
    await installation.sql(`UPDATE question SET at = ${ago(50)} WHERE ticket_id = $1`, [id]);
    await installation.sql(`UPDATE context SET at = ${ago(10)} WHERE ticket_id = $1`, [id]);
    const operator = installation.as('operator');
    await ok(operator.approve(await operator.ticket(id)));
    const cells = await installation.sql(
      `SELECT kind, detail FROM insight_cells(now() - interval '30 minutes', now() + interval '1 minute') WHERE domain = 'asked_about'`,
    );
    const [wait] = cells.filter(({ kind }) => kind === 'wait');
    const minutes = 1.02 ** Number(wait!.detail) / 60;
    expect([Math.round(minutes), cells.some(({ kind }) => kind === 'late')]).toEqual([20, false]);
  });

  test('asked too late is on record as a breach, whoever answers when', async () => {
    const { id } = await installation.agent.submit(refund());
    await installation.sql(`UPDATE ticket SET due_at = now() - interval '5 seconds' WHERE id = $1`, [id]);
    const { slaLeftSeconds } = await ok(installation.as('operator').verb('ask', { id }, { question: QUESTION }));
    expect(slaLeftSeconds).toBeLessThanOrEqual(-5);
    expect(await actionsOf(id)).toEqual(expect.arrayContaining(['question.asked', 'ticket.breached']));
    await ok(installation.agent.context(id, { text: 'The second' }));
    await installation.sweepDeadlines();
    expect((await actionsOf(id)).filter((action) => action === 'ticket.breached')).toHaveLength(1);
  });

  test('takes the ticket out of every inbox, into a list of its own, and is counted apart', async () => {
    const before = await ok(installation.as('operator').get('/v1/tickets/counts'));
    const { id } = await asked();
    expect([await inboxOf('operator'), await inboxOf('support_lead')].flat()).not.toContain(id);
    const waiting = await ok(
      installation.as('support_lead').get('/v1/tickets?state=pending_review&asked=true&limit=100'),
    );
    expect(waiting.data.map((ticket: Answer) => ticket.id)).toContain(id);
    expect(await ok(installation.as('operator').get('/v1/tickets/counts'))).toMatchObject({
      asked: before.asked + 1,
      pending: before.pending,
    });
    await ok(installation.agent.context(id, { text: 'The second' }));
    expect(await inboxOf('operator')).toContain(id);
  });

  test('is asked once at a time, and puts nothing off', async () => {
    const ticket = await asked();
    const [operator, lead] = [installation.as('operator'), installation.as('support_lead')];
    expect(ticket.allowedActions).toEqual(expect.arrayContaining(['approve', 'reject', 'revise']));
    expect(await outcome(lead.verb('ask', ticket, { question: 'And?' }))).toEqual({
      status: 409,
      code: 'already_asked',
    });
    expect(await outcome(operator.verb('snooze', ticket, { until: inSeconds(60) }))).toEqual({
      status: 409,
      code: 'already_asked',
    });
    await ok(installation.agent.context(ticket.id, { text: 'The second' }));
    expect(await outcome(lead.verb('ask', ticket, { question: 'And the order number?' }))).toEqual({ status: 200 });
  });

  test('asked by two at the same instant is asked once', async () => {
    const { id } = await installation.agent.submit(refund());
    const people = [installation.as('operator'), installation.as('support_lead')];
    await Promise.all(people.map((person) => person.headers()));
    const outcomes = await Promise.all(
      people.map((person) => outcome(person.verb('ask', { id }, { question: QUESTION }))),
    );
    expect(new Set(outcomes)).toEqual(new Set([{ status: 200 }, { status: 409, code: 'already_asked' }]));
  });

  test('ends with a decision, an edit leaves it open, and its time is over with the revision’s', async () => {
    const decided = await asked();
    const operator = installation.as('operator');
    expect(await ok(operator.approve(decided))).toMatchObject({
      state: 'approved',
      askedAt: null,
      slaLeftSeconds: null,
    });
    expect(await installation.agent.answer(decided.id)).not.toHaveProperty('question');
    expect(await outcome(installation.agent.context(decided.id, { text: 'Late' }))).toEqual({
      status: 409,
      code: 'not_pending',
    });

    const edited = await asked();
    const lead = installation.as('support_lead');
    const args = { ...edited.toolCall.arguments, amount_minor: '100' };
    await ok(lead.revise(await lead.ticket(edited.id), { toolCall: { arguments: args } }));
    expect(await lead.ticket(edited.id)).toMatchObject({ revision: 2, askedAt: edited.askedAt, dueAt: null });

    const left = await asked();
    await installation.sql(`UPDATE ticket SET expires_at = now() WHERE id = $1`, [left.id]);
    await installation.sweepDeadlines();
    expect(await installation.agent.answer(left.id)).toMatchObject({ status: 'degraded', nextAction: 'retry' });
  });
});

describe('what an agent adds', () => {
  test('is part of what is signed: it runs, and what was signed before no longer counts', async () => {
    const { id } = await installation.agent.submit(lockAccount());
    const [operator, lead] = [installation.as('operator'), installation.as('support_lead')];
    await ok(operator.approve(await operator.ticket(id)));
    await ok(operator.verb('ask', { id }, { question: 'Is it your account?' }));
    await ok(installation.agent.context(id, { text: 'Yes' }));
    const shown = await operator.ticket(id);
    expect(JSON.parse(shown.signedContent).digests.context).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(shown.signatures.given).toEqual([]);
    await ok(operator.approve(shown));
    const { execution } = await ok(lead.approve(await lead.ticket(id)));
    await installation.execute(execution.id);
    expect((await lead.ticket(id)).execution.state).toBe('succeeded');
    expect(installation.tools.effectsOf(execution.id)).toHaveLength(1);
  });

  test('changed behind the signers’ backs stops the call', async () => {
    const { id } = await asked();
    await ok(installation.agent.context(id, { text: 'The second' }));
    const operator = installation.as('operator');
    const { execution } = await ok(operator.approve(await operator.ticket(id)));
    await installation.sql(`UPDATE context SET body = '{"text":"The first"}' WHERE ticket_id = $1`, [id]);
    await installation.execute(execution.id);
    expect(await operator.ticket(id)).toMatchObject({ state: 'pending_review', revision: 3 });
    expect(installation.tools.effectsOf(execution.id)).toEqual([]);
  });

  test('may be a better draft and another tool call, which are checked and routed as at first', async () => {
    const { id } = await asked();
    const call = refund({ amount: '1900' }).toolCall;
    const draft = { answer: 'We refund 19 euros.', confidence: 0.4 };
    await ok(installation.agent.context(id, { text: 'It was 19 euros', draft, toolCall: call }));
    const ticket = await installation.as('operator').ticket(id);
    expect(ticket).toMatchObject({ confidence: 0.4, draft, toolCall: { arguments: call.arguments } });
    expect(ticket.routingDecision.conditions).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ condition: 'confidence_below', held: true }),
        expect.objectContaining({ condition: 'context_added', held: true }),
      ]),
    );
    const wrong = { ...call, arguments: { ...call.arguments, amount_minor: 'a lot' } };
    expect(await outcome(installation.agent.context(id, { text: 'More', toolCall: wrong }))).toEqual({
      status: 422,
      code: 'arguments_invalid',
    });
  });

  test('unasked is taken, too, and is never let through by that', async () => {
    const { id } = await installation.agent.submit({ ...question(), draft: { answer: 'Perhaps.', confidence: 0.2 } });
    const draft = { answer: 'Under Settings, Address.', confidence: 0.97 };
    const answer = await ok(installation.agent.context(id, { text: 'My postal address, I mean', draft }));
    expect(answer).toMatchObject({ status: 'needs_review', answer: '', ticket: { revision: 2 } });
    expect((await installation.as('operator').ticket(id)).exchange).toMatchObject([
      { question: null, answer: { body: { text: 'My postal address, I mean' } } },
    ]);
  });

  test('sent again because its answer was lost makes no other revision, and gets the same receipt', async () => {
    const { id } = await asked();
    const body = { text: 'The second' };
    const first = await ok(installation.agent.context(id, body));
    const again = await ok(installation.agent.context(id, body));
    expect([again.ticket.revision, again.receipt]).toEqual([2, first.receipt]);
    expect((await ok(installation.agent.context(id, { text: 'No, the first' }))).ticket.revision).toBe(3);
  });

  test('is nobody else’s to add, and hides nothing', async () => {
    const { id } = await asked();
    const stranger = await installation.addAgent('stranger');
    expect(await outcome(stranger.context(id, { text: 'Let me' }))).toMatchObject({ status: 404 });
    expect(await outcome(installation.agent.context(id, { text: '' }))).toEqual({
      status: 400,
      code: 'validation_failed',
    });
    await ok(installation.agent.context(id, { text: 'pay \u202eeno\u202c' }));
    expect((await installation.as('operator').ticket(id)).flags).toContain('hidden_text');
  });

  test('is erased with the ticket, question and all', async () => {
    const ticket = await asked();
    await ok(installation.agent.context(ticket.id, { text: 'I am Ottilie Brandt' }));
    const operator = installation.as('operator');
    await ok(operator.reject(await operator.ticket(ticket.id)));
    const why = { reason: 'Asked for by the customer' };
    await ok(installation.as('admin').post(`/v1/tickets/${ticket.id}/erase`, why));
    const { exchange } = await installation.as('auditor').ticket(ticket.id);
    expect(exchange).toMatchObject([{ question: { text: null }, answer: { body: null } }]);
  });
});
