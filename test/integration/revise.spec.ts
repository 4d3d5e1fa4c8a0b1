import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok, outcome } from '../support/installation-http.js';
import { callOf, lockAccount, refund } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

async function submitted(proposal: object = refund()): Promise<Answer> {
  const { id } = await installation.agent.submit(proposal);
  return installation.as('operator').ticket(id);
}

/** An edit of some arguments, the others as they are. */
function withArguments({ toolCall }: Answer, change: object): object {
  return { toolCall: { name: toolCall.name, arguments: { ...toolCall.arguments, ...change } } };
}

describe('editing the arguments', () => {
  test('makes the next revision, hashed and routed anew, and shows what changed', async () => {
    const ticket = await submitted();
    const lead = installation.as('support_lead');
    const edit = { ...withArguments(ticket, { amount_minor: '2100' }), note: 'Half was used' };
    const standing = await ok(lead.revise(ticket, edit));
    expect(standing).toMatchObject({ state: 'pending_review', revision: 2, dueAt: ticket.dueAt });
    expect(standing.contentHash).not.toBe(ticket.contentHash);

    const revised = await installation.as('operator').ticket(ticket.id);
    expect(JSON.parse(revised.signedContent)).toMatchObject({ revision: 2, arguments: { amount_minor: '2100' } });
    expect(revised.routingDecision.conditions).toContainEqual(
      expect.objectContaining({ rule: 'sign_off', condition: 'edited_by_a_person', held: true }),
    );
    expect(revised.revisions).toMatchObject([
      {
        revision: 1,
        madeBy: { type: 'agent', id: installation.agent.id },
        contentHash: ticket.contentHash,
        changes: [],
      },
      {
        revision: 2,
        madeBy: { type: 'person', id: lead.id, name: 'support_lead' },
        note: 'Half was used',
        changes: [{ path: 'arguments.amount_minor', from: '4200', to: '2100' }],
      },
    ]);
    // What the agent proposed stays what it was.
    expect(revised.proposal).toEqual(ticket.proposal);
  });

  test('keeps their bytes as the reviewer sent them', async () => {
    const ticket = await submitted();
    const sent = '{ "reason":"x", "payment_id":"pay_9",  "currency":"EUR","amount_minor":"9" }';
    const { revision, contentHash } = ticket;
    const lead = installation.as('support_lead');
    const raw = `{"revision":${revision},"contentHash":"${contentHash}","toolCall":{"arguments":${sent}}}`;
    await ok(lead.request('POST', `/v1/tickets/${ticket.id}/revise`, { raw }));
    const reply = await lead.get(`/v1/tickets/${ticket.id}`);
    expect(reply.text).toContain(`"arguments":${sent}`);
    expect(reply.body.toolCall.canonical).toBe(
      '{"amount_minor":"9","currency":"EUR","payment_id":"pay_9","reason":"x"}',
    );
  });

  test('asks for the signatures that the new ones need', async () => {
    const ticket = await submitted();
    const edit = withArguments(ticket, { amount_minor: '50001' });
    expect((await ok(installation.as('support_lead').revise(ticket, edit))).signatures.required).toBe(2);
  });

  test('to those of another pending call is a repeat, and has to be signed as one', async () => {
    const other = await submitted(refund({ customer: 'cus_edits' }));
    const ticket = await submitted(refund({ customer: 'cus_edits' }));
    const edit = withArguments(ticket, other.toolCall.arguments);
    const revised = await ok(installation.as('support_lead').revise(ticket, edit));
    expect(revised.flags).toEqual(['duplicate']);
    const operator = installation.as('operator');
    expect(await outcome(operator.approve(revised))).toEqual({ status: 409, code: 'repeat_not_acknowledged' });
  });

  test.each<[string, object, number, string]>([
    ['an amount below zero', { amount_minor: '-5' }, 422, 'arguments_invalid'],
    ['an amount of twenty digits', { amount_minor: '12345678901234567890' }, 422, 'arguments_invalid'],
    ['an amount that is a number', { amount_minor: 4200 }, 422, 'arguments_invalid'],
    ['an argument that the schema does not know', { payee: 'me' }, 422, 'arguments_invalid'],
    ['a missing argument', { currency: undefined }, 422, 'arguments_invalid'],
    ['nothing new', {}, 422, 'nothing_changed'],
  ])('to %s is refused, and nothing changes', async (_, change, status, code) => {
    const ticket = await submitted();
    const reply = installation.as('support_lead').revise(ticket, withArguments(ticket, change));
    expect(await outcome(reply)).toEqual({ status, code });
    const after = await installation.as('operator').ticket(ticket.id);
    expect({ ...after, serverNow: null }).toEqual({ ...ticket, serverNow: null });
  });

  test('never changes the tool', async () => {
    const ticket = await submitted();
    const edit = { toolCall: { name: 'change_account_state', arguments: lockAccount().toolCall.arguments } };
    const reply = installation.as('support_lead').revise(ticket, edit);
    expect(await outcome(reply)).toEqual({ status: 422, code: 'other_tool' });
  });
});

describe('editing the draft', () => {
  test('changes what the customer will be told, and nothing else of it', async () => {
    const ticket = await submitted();
    await ok(installation.as('support_lead').revise(ticket, { draft: { answer: 'We pay back 42.00 EUR.' } }));
    const revised = await installation.as('operator').ticket(ticket.id);
    expect(revised.draft).toEqual({ ...ticket.draft, answer: 'We pay back 42.00 EUR.' });
    expect(revised.customerView.whenDone.text).toBe('We pay back 42.00 EUR.');
    expect(revised.toolCall).toEqual(ticket.toolCall);
    const { execution } = await ok(installation.as('operator').approve(revised));
    await installation.execute(execution.id);
    expect((await installation.agent.answer(ticket.id)).answer).toBe('We pay back 42.00 EUR.');
  });

  test('takes the whole draft back as it was shown, and refuses other words for what the model said of itself', async () => {
    const ticket = await submitted();
    const lead = installation.as('support_lead');
    const surer = { ...ticket.draft, answer: 'Yes.', confidence: 1 };
    expect(await outcome(lead.revise(ticket, { draft: surer }))).toEqual({ status: 422, code: 'not_editable' });
    const edited = await ok(lead.revise(ticket, { draft: { ...ticket.draft, answer: 'Yes.' } }));
    expect(edited.revision).toBe(2);
  });
});

describe('sign-offs given before an edit', () => {
  test('are void: shown, and not counted; whoever gave them may sign again', async () => {
    const ticket = await submitted(lockAccount());
    const [operator, lead] = [installation.as('operator'), installation.as('support_lead')];
    await ok(operator.approve(ticket));
    const revised = await ok(lead.revise(ticket, { draft: { answer: 'Locked until you call us.' } }));
    expect(revised.signOffs).toMatchObject([{ personId: operator.id, revision: 1, counts: false }]);
    expect(revised.signatures).toMatchObject({ required: 2, given: [] });

    expect(await outcome(operator.approve(ticket))).toEqual({ status: 409, code: 'stale_revision' });
    expect((await ok(operator.approve(revised))).state).toBe('pending_review');
    expect(await outcome(lead.approve(revised))).toEqual({ status: 403, code: 'not_allowed_to_sign' });
    expect((await ok(installation.as('second_operator').approve(revised))).state).toBe('approved');
  });

  test('end with their own time; an edit starts a new one', async () => {
    const ticket = await submitted({ ...lockAccount(), expiresInSeconds: 3600 });
    const revised = await ok(installation.as('support_lead').revise(ticket, { draft: { answer: '' } }));
    expect(Date.parse(revised.expiresAt)).toBeGreaterThan(Date.parse(ticket.expiresAt));
  });
});

describe('an edit is routed again', () => {
  test('and is never allowed by that, even where the policy would', async () => {
    const { id } = await installation.agent.submit({
      request: { text: 'Where do I find it?' },
      domain: 'faq',
      draft: { answer: 'There.', confidence: 0.93 },
      policy: { decision: 'allow' },
    });
    const operator = installation.as('operator');
    const revised = await ok(operator.revise(await operator.ticket(id), { draft: { answer: 'Here.' } }));
    expect(revised).toMatchObject({ state: 'pending_review', queue: 'human_review' });
  });

  test('and takes in that its tool was registered meanwhile', async () => {
    const ticket = await submitted(callOf('close_case', { case: 'c-1' }));
    expect(ticket.flags).toEqual(['tool_unregistered']);
    await installation.registerTool('close_case');
    const operator = installation.as('operator');
    expect(await outcome(operator.approve(ticket))).toEqual({ status: 409, code: 'tool_changed' });
    const revised = await ok(installation.as('support_lead').revise(ticket, withArguments(ticket, {})));
    expect(revised.flags).toEqual([]);
    expect((await ok(operator.approve(revised))).state).toBe('approved');
  });

  test('and can be blocked by that', async () => {
    const ticket = await submitted();
    const policy = JSON.parse(readFileSync(new URL('../../config/routing-policy.json', import.meta.url), 'utf8'));
    policy.risk_routing_policy.hard_block_if.risk_score_min = 40;
    await installation.addPolicy('routing_policy', policy);
    const edit = withArguments(ticket, { amount_minor: '999999999' });
    const revised = await ok(installation.as('support_lead').revise(ticket, edit));
    expect(revised).toMatchObject({ state: 'blocked', queue: null, revision: 2, allowedActions: [] });
    expect((await installation.agent.answer(ticket.id)).status).toBe('blocked');
  });
});
