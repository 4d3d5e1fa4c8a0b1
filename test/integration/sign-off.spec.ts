import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, type Outcome, ok, outcome, type Reply } from '../support/installation-http.js';
import type { Who } from '../support/installation-people.js';
import type { TestPerson } from '../support/installation-person.js';
import { lockAccount, question, refund } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

const refused = { status: 403, code: 'not_allowed_to_sign' };

async function submitted(proposal: object = refund(), agent = installation.agent): Promise<Answer> {
  const { id } = await agent.submit(proposal);
  return installation.as('operator').ticket(id);
}

/** The state after each of these approved in turn, or the code of the refusal. */
async function approvals(ticket: Answer, ...people: Who[]): Promise<string[]> {
  const states: string[] = [];
  for (const who of people) {
    const { status, body } = await installation.as(who).approve(ticket);
    states.push(status === 200 ? body.state : body.code);
  }
  return states;
}

async function executionsOf(ticket: { id: string }): Promise<number> {
  const [{ n }] = await installation.sql('SELECT count(*)::int AS n FROM execution WHERE ticket_id = $1', [ticket.id]);
  return n;
}

async function refusalsOf(ticket: { id: string }): Promise<Answer[]> {
  const path = `/v1/audit-entries?ticketId=${ticket.id}&action=sign_off.refused&sort=id`;
  return (await ok(installation.as('auditor').get(path))).data;
}

describe('who has to sign', () => {
  test.each([
    ['a refund of exactly 500.00', { amount: '50000' }, 1],
    ['one cent more', { amount: '50001' }, 2],
    ['500 won, which has no cents', { amount: '500', currency: 'KRW' }, 1],
    ['501 won', { amount: '501', currency: 'KRW' }, 2],
    ['500.000 Kuwaiti dinar, which has three decimals', { amount: '500000', currency: 'KWD' }, 1],
    ['500.001 Kuwaiti dinar', { amount: '500001', currency: 'KWD' }, 2],
    ['a currency that nobody knows', { amount: '1', currency: 'ZZZ' }, 2],
  ])('%s', async (_, options, required) => {
    const { signatures, signOffRequirement } = await submitted(refund(options));
    expect([signatures.required, signOffRequirement.required]).toEqual([required, required]);
  });

  test('one operator or one lead for a small refund', async () => {
    expect(await approvals(await submitted(), 'operator')).toEqual(['approved']);
    expect(await approvals(await submitted(), 'support_lead')).toEqual(['approved']);
  });

  test('an operator and a lead for a large one: two operators do not suffice, in either order', async () => {
    const large = () => submitted(refund({ amount: '50001' }));
    expect(await approvals(await large(), 'operator', 'second_operator', 'support_lead')).toEqual([
      'pending_review',
      'not_allowed_to_sign',
      'approved',
    ]);
    expect(await approvals(await large(), 'support_lead', 'second_lead', 'operator')).toEqual([
      'pending_review',
      'not_allowed_to_sign',
      'approved',
    ]);
  });

  test('one person with both roles is one person, whichever place they fill', async () => {
    const large = () => submitted(refund({ amount: '50001' }));
    expect(await approvals(await large(), 'both', 'both', 'second_operator')).toEqual([
      'pending_review',
      'already_signed',
      'approved',
    ]);
    expect(await approvals(await large(), 'both', 'second_lead')).toEqual(['pending_review', 'approved']);
    expect(await approvals(await submitted(lockAccount()), 'both', 'both')).toEqual([
      'pending_review',
      'already_signed',
    ]);
  });

  test('two different people for an account, of either role', async () => {
    expect(await approvals(await submitted(lockAccount()), 'operator', 'second_operator')).toEqual([
      'pending_review',
      'approved',
    ]);
    expect(await approvals(await submitted(lockAccount()), 'support_lead', 'operator')).toEqual([
      'pending_review',
      'approved',
    ]);
  });

  test('the sum of a customer’s day counts: splitting a refund does not dodge the second signature', async () => {
    const customer = `cus_${randomUUID()}`;
    const part = (amount: string) => submitted(refund({ customer, amount }));
    expect(await approvals(await part('30000'), 'operator')).toEqual(['approved']);
    const [fits, exceeds] = [await part('20000'), await part('20001')];
    expect([fits.signatures.required, exceeds.signatures.required]).toEqual([1, 2]);
    expect(exceeds.signOffRequirement.because).toEqual([
      "issue_refund over 500.00, alone or in the customer's sum of the day",
    ]);
    expect(await approvals(exceeds, 'operator', 'second_operator', 'support_lead')).toEqual([
      'pending_review',
      'not_allowed_to_sign',
      'approved',
    ]);
    const fitsNow = async () => (await installation.as('operator').ticket(fits.id)).signatures.required;
    expect(await fitsNow()).toBe(2);
    // Yesterday's are another day's.
    await installation.sql('ALTER TABLE execution DISABLE TRIGGER execution_lifecycle');
    await installation.sql(`UPDATE execution SET ready_at = ready_at - interval '24 hours'`);
    await installation.sql('ALTER TABLE execution ENABLE TRIGGER execution_lifecycle');
    expect(await fitsNow()).toBe(1);
  });

  test('an answer without a tool call that policy sends to people takes one', async () => {
    const ticket = await submitted({ ...question(), domain: 'legal' });
    expect(await approvals(ticket, 'operator')).toEqual(['approved']);
    expect(await executionsOf(ticket)).toBe(0);
  });

  test.each(['admin', 'auditor', 'product', 'platform', 'security', 'legal', 'search'] as const)(
    'never one who is %s, neither to approve nor to reject, and the attempt is on record',
    async (who) => {
      const ticket = await submitted();
      const person = installation.as(who);
      expect(await outcome(person.approve(ticket))).toEqual(refused);
      expect(await outcome(person.reject(ticket))).toEqual(refused);
      const entries = await refusalsOf(ticket);
      expect(entries.map(({ actor, payload }) => [actor.id, payload.verdict, payload.code])).toEqual([
        [person.id, 'approve', 'not_allowed_to_sign'],
        [person.id, 'reject', 'not_allowed_to_sign'],
      ]);
    },
  );

  test('an admin who is also an operator still signs nothing', async () => {
    const person = await installation.addPerson('playing-coach', 'admin', 'operator');
    expect(await outcome(person.approve(await submitted()))).toEqual(refused);
  });

  test('no agent, and the attempt is on record', async () => {
    const ticket = await submitted();
    const { revision, contentHash } = ticket;
    const reply = installation.agent.request('POST', `/v1/tickets/${ticket.id}/approve`, {
      body: { revision, contentHash },
    });
    expect(await outcome(reply)).toEqual(refused);
    expect(await refusalsOf(ticket)).toMatchObject([{ actor: { type: 'agent', id: installation.agent.id } }]);
  });
});

describe('rejecting', () => {
  test('once ends it, whatever was signed before', async () => {
    const ticket = await submitted(lockAccount());
    await ok(installation.as('operator').approve(ticket));
    const rejected = await ok(installation.as('support_lead').reject(ticket, 'unsafe', { note: 'Not the holder' }));
    expect(rejected).toMatchObject({ state: 'rejected', queue: null, allowedActions: [], execution: null });
    expect(await approvals(ticket, 'second_operator')).toEqual(['not_pending']);
    expect(await executionsOf(ticket)).toBe(0);
  });

  test('takes one of the reasons there are', async () => {
    const ticket = await submitted();
    const { data } = await ok(installation.as('operator').get('/v1/reject-reasons'));
    expect(data.map(({ code }: Answer) => code)).toContain('wrong_customer');
    const invented = installation.as('operator').reject(ticket, 'bad_mood');
    expect(await outcome(invented)).toEqual({ status: 400, code: 'validation_failed' });
    expect(await outcome(installation.as('operator').reject(ticket, 'wrong_customer'))).toEqual({ status: 200 });
  });
});

describe('a repeat', () => {
  test('takes a signature that knows of it; the first one does not', async () => {
    const proposal = refund();
    const [first, second] = [await submitted(proposal), await submitted(proposal)];
    const operator = installation.as('operator');
    const unknowing = await operator.approve(second);
    expect(unknowing).toMatchObject({ status: 409, body: { code: 'repeat_not_acknowledged' } });
    expect(unknowing.body.detail).toContain(`T-${first.number}`);
    expect(await approvals(first, 'operator')).toEqual(['approved']);
    expect(await outcome(operator.approve(second))).toEqual({ status: 409, code: 'repeat_not_acknowledged' });
    expect((await ok(operator.approve(second, { knowingRepeat: true }))).state).toBe('approved');
  });
});

describe('at the same instant, in two processes', () => {
  let there: () => string;
  beforeAll(async () => {
    there = await installation.startSecondProcess();
  });

  /** Lets two people decide on the same state of the ticket: neither decision is written before both are taken. */
  async function together(
    one: { who: Who; decides: (person: TestPerson) => Promise<Reply> },
    other: { who: Who; decides: (person: TestPerson) => Promise<Reply> },
  ): Promise<[Outcome, Outcome]> {
    const [here, elsewhere] = [installation.as(one.who), installation.as(other.who).at(there)];
    await Promise.all([here.headers(), elsewhere.headers()]);
    return installation.whileLocked({
      lock: 'ticket IN SHARE MODE',
      waiters: 2,
      start: () => Promise.all([outcome(one.decides(here)), outcome(other.decides(elsewhere))]),
    });
  }

  const won = { status: 200 };
  const late = { status: 409, code: 'not_pending' };

  test('two approve what takes one: one signature counts, and it is readied once', async () => {
    const ticket = await submitted();
    const decides = (person: TestPerson) => person.approve(ticket);
    const outcomes = await together({ who: 'operator', decides }, { who: 'support_lead', decides });
    expect(new Set(outcomes)).toEqual(new Set([won, late]));
    expect(await executionsOf(ticket)).toBe(1);
    expect((await installation.as('auditor').ticket(ticket.id)).signOffs).toHaveLength(1);
  });

  test('two approve what takes two: both count, and it is readied once', async () => {
    const ticket = await submitted(lockAccount());
    const decides = (person: TestPerson) => person.approve(ticket);
    expect(await together({ who: 'operator', decides }, { who: 'support_lead', decides })).toEqual([won, won]);
    expect(await executionsOf(ticket)).toBe(1);
    expect(await installation.as('auditor').ticket(ticket.id)).toMatchObject({ state: 'approved' });
  });

  test('one approves and one rejects: one of them wins, whole', async () => {
    const ticket = await submitted();
    const [approved, rejected] = await together(
      { who: 'operator', decides: (person) => person.approve(ticket) },
      { who: 'support_lead', decides: (person) => person.reject(ticket) },
    );
    expect(new Set([approved, rejected])).toEqual(new Set([won, late]));
    const { state, signOffs } = await installation.as('auditor').ticket(ticket.id);
    const approveWon = approved.status === 200;
    expect(state).toBe(approveWon ? 'approved' : 'rejected');
    expect(signOffs).toMatchObject([{ verdict: approveWon ? 'approve' : 'reject' }]);
    expect(await executionsOf(ticket)).toBe(approveWon ? 1 : 0);
  });

  test('one person signs twice: one signature counts', async () => {
    const ticket = await submitted(lockAccount());
    const decides = (person: TestPerson) => person.approve(ticket);
    const outcomes = await together({ who: 'operator', decides }, { who: 'operator', decides });
    expect(new Set(outcomes)).toEqual(new Set([won, { status: 409, code: 'already_signed' }]));
    expect((await installation.as('auditor').ticket(ticket.id)).state).toBe('pending_review');
  });

  test('one approves and one edits: the edit is not approved by what was signed before it', async () => {
    const ticket = await submitted();
    const [approved, edited] = await together(
      { who: 'operator', decides: (person) => person.approve(ticket) },
      { who: 'support_lead', decides: (person) => person.revise(ticket, { draft: { answer: 'Soon.' } }) },
    );
    const { state, revision } = await installation.as('auditor').ticket(ticket.id);
    const approveWon = approved.status === 200;
    expect(approveWon ? edited : approved).toMatchObject({ status: 409 });
    expect([state, revision]).toEqual(approveWon ? ['approved', 1] : ['pending_review', 2]);
  });
});
