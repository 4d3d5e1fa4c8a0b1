import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../api/src/platform/ids.js';
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

describe('four eyes', () => {
  /** Somebody who was admin when the agent or its key was made, and is an operator by now. */
  async function former(name: string, made: (admin: TestPerson) => Promise<unknown>): Promise<TestPerson> {
    const person = await installation.addPerson(name, 'admin');
    await made(person);
    await ok(installation.as('admin').request('PATCH', `/v1/people/${person.id}`, { body: { roles: ['operator'] } }));
    return person;
  }

  async function signsNeitherWay(person: TestPerson, ticket: Answer): Promise<void> {
    expect(await outcome(person.approve(ticket))).toEqual(refused);
    expect(await outcome(person.reject(ticket))).toEqual(refused);
    expect((await person.ticket(ticket.id)).refusals.approve.code).toBe('not_allowed_to_sign');
    await expect(insertSignOff(ticket, person.id)).rejects.toThrow('four eyes');
  }

  function insertSignOff(ticket: Answer, personId: string, contentHash = ticket.contentHash): Promise<unknown> {
    return installation.sql(
      `INSERT INTO sign_off (id, ticket_id, revision, person_id, roles, verdict, content_hash, knowing_repeat, at)
       VALUES ($1, $2, $3, $4, '{operator}', 'approve', decode($5, 'hex'), false, now())`,
      [newId(), ticket.id, ticket.revision, personId, contentHash],
    );
  }

  test('keep the owner of the agent from signing what it proposes, also past the code', async () => {
    let agent = installation.agent;
    const owner = await former('owner', async (admin) => {
      agent = await installation.addAgent('owned-desk', {}, admin);
    });
    agent = await installation.addKey(agent.id);
    await signsNeitherWay(owner, await submitted(refund(), agent));
  });

  test('keep the issuer of its key from signing', async () => {
    let agent = installation.agent;
    const issuer = await former('issuer', async (admin) => {
      agent = await installation.addKey(installation.agent.id, {}, admin);
    });
    await signsNeitherWay(issuer, await submitted(refund(), agent));
  });

  test('keep whoever made the revision from signing', async () => {
    const editor = installation.as('support_lead');
    const revised = await ok(editor.revise(await submitted(), { draft: { answer: 'Soon.' } }));
    await signsNeitherWay(editor, revised);
  });

  test('and the database binds a sign-off to the hash of its revision, and takes one per person', async () => {
    const ticket = await submitted(lockAccount());
    const operator = installation.as('operator');
    await expect(insertSignOff(ticket, operator.id, '00'.repeat(32))).rejects.toThrow('bound to the hash');
    await ok(operator.approve(ticket));
    await expect(insertSignOff(ticket, operator.id)).rejects.toThrow('unique');
  });
});

describe('what is signed', () => {
  /** RFC 8785, written here once more so that the product's own is not asked about itself. */
  function rfc8785(value: Answer): string {
    if (Array.isArray(value)) return `[${value.map(rfc8785).join(',')}]`;
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    const members = Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${rfc8785(value[key])}`);
    return `{${members.join(',')}}`;
  }

  test('is the SHA-256 of canonical content that names ticket, revision, tool, arguments, digests and expiry', async () => {
    const proposal = { ...refund({ args: { note: 'é "quoted" \u2028 😀' } }), evidence: [{ id: 'e-1', excerpt: 'x' }] };
    const ticket = await submitted(proposal);
    const { signedContent, contentHash } = ticket;
    expect(createHash('sha256').update(signedContent).digest('hex')).toBe(contentHash);
    expect(rfc8785(JSON.parse(signedContent))).toBe(signedContent);
    const digest = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(JSON.parse(signedContent)).toEqual({
      ticketId: ticket.id,
      revision: 1,
      tool: { name: 'issue_refund', version: 1, endpointVersion: 1 },
      arguments: proposal.toolCall.arguments,
      digests: { request: digest, evidence: digest, draft: digest },
      expiresAt: ticket.expiresAt,
    });
  });

  test('holds digests that are salted: of what is stored, and never the same for the same words', async () => {
    const same = question();
    const [one, other] = [await submitted({ ...same, domain: 'legal' }), await submitted({ ...same, domain: 'legal' })];
    const digests = (ticket: Answer) => JSON.parse(ticket.signedContent).digests;
    expect(digests(one).request).not.toBe(digests(other).request);
    const [row] = await installation.sql('SELECT request, request_salt FROM proposal WHERE id = $1', [one.id]);
    expect(createHash('sha256').update(row.request_salt).update(row.request).digest('hex')).toBe(digests(one).request);
    expect(digests(one).evidence).toBeNull();
  });

  test.each<[string, (ticket: Answer) => object]>([
    ['an earlier revision', () => ({ revision: 0 })],
    ['a later revision', () => ({ revision: 2 })],
    ['the revision as text', () => ({ revision: '1' })],
    ['the hash in capitals', ({ contentHash }) => ({ contentHash: contentHash.toUpperCase() })],
    ['a shortened hash', ({ contentHash }) => ({ contentHash: contentHash.slice(0, 63) })],
    ['a hash with a space', ({ contentHash }) => ({ contentHash: `${contentHash} ` })],
    ['an empty hash', () => ({ contentHash: '' })],
    ['another hash', () => ({ contentHash: 'ab'.repeat(32) })],
    ['a number for a hash', () => ({ contentHash: 7 })],
    ['a list for a hash', ({ contentHash }) => ({ contentHash: [contentHash] })],
  ])('with %s is 409 for approve, reject and revise alike, and signs nothing', async (_, wrong) => {
    const ticket = await submitted();
    const body = { revision: ticket.revision, contentHash: ticket.contentHash, ...wrong(ticket) };
    const operator = installation.as('operator');
    const stale = { status: 409, code: 'stale_revision' };
    expect(await outcome(operator.verb('approve', ticket, body))).toEqual(stale);
    expect(await outcome(operator.verb('reject', ticket, { ...body, reason: 'other' }))).toEqual(stale);
    expect(await outcome(operator.verb('revise', ticket, { ...body, draft: { answer: '' } }))).toEqual(stale);
    expect(await operator.ticket(ticket.id)).toMatchObject({ state: 'pending_review', revision: 1, signOffs: [] });
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
