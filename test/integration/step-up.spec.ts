import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok, outcome, send } from '../support/installation-http.js';
import type { TestPerson } from '../support/installation-person.js';
import { lockAccount, refund } from '../support/installation-proposals.js';

const ANYBODY = { any_of: ['operator', 'support_lead'], count: 1 };
const REQUIRED = { status: 403, code: 'step_up_required' };

/** Step-up over 100.00, alone or in the customer's sum of the day. */
const policy = (over: object = {}) => ({
  sign_off_policy: {
    expires_after_seconds: 3600,
    rules: [
      {
        name: 'step-up over 100.00',
        tool: 'issue_refund',
        when: 'money.hundredths > 10000 || sums.customer_day > 10000',
        require: ANYBODY,
        step_up: true,
        ...over,
      },
    ],
    otherwise: ANYBODY,
  },
});

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
  await installation.addPolicy('sign_off_policy', policy());
});
afterAll(() => installation.stop());

const submitted = async (proposal: ReturnType<typeof refund>) => {
  const { id } = await installation.agent.submit(proposal);
  return installation.as('auditor').ticket(id);
};

/** An operator with a session of their own, that no other test has stepped up. */
const operator = () => installation.addPerson(`operator-${randomUUID()}`, 'operator');

/** Steps up. @returns how the person approves from then on, in the session as it goes on */
async function stepUp(person: TestPerson): Promise<(ticket: Answer) => Promise<{ status: number; code?: string }>> {
  const reply = await person.post('/v1/session/step-up', { password: person.credentials.password });
  const { csrfToken } = await ok(reply);
  const headers = { cookie: reply.headers.getSetCookie()[0]!.split(';')[0]!, 'x-csrf-token': csrfToken };
  return ({ id, revision, contentHash }) =>
    outcome(
      send(`${installation.baseUrl()}/v1/tickets/${id}/approve`, 'POST', { headers, body: { revision, contentHash } }),
    );
}

const entriesOf = async (ticketId: string) =>
  (await ok(installation.as('auditor').get(`/v1/audit-entries?ticketId=${ticketId}&sort=id`))).data;

describe('where the policy asks for step-up', () => {
  test('an approval is refused without one, says why, changes nothing, and is taken after it', async () => {
    const person = await operator();
    const ticket = await submitted(refund({ amount: '10001' }));
    expect(ticket.signOffRequirement.stepUp).toEqual(['step-up over 100.00']);
    const refused = await person.approve(ticket);
    expect(await outcome(refused)).toEqual(REQUIRED);
    expect(refused.body.detail).toContain('/v1/session/step-up');
    expect(refused.body.detail).toContain('step-up over 100.00');
    expect((await installation.as('auditor').ticket(ticket.id)).state).toBe('pending_review');
    const approve = await stepUp(person);
    expect(await approve(ticket)).toEqual({ status: 200 });
    const { signOffs, state } = await installation.as('auditor').ticket(ticket.id);
    expect([state, signOffs[0].steppedUp]).toEqual(['approved', true]);
    const given = (await entriesOf(ticket.id)).find(({ action }: Answer) => action === 'sign_off.given');
    expect(given.payload.steppedUp).toBe(true);
    await installation.execute(await executionOf(ticket.id));
    expect((await installation.as('auditor').ticket(ticket.id)).execution.state).toBe('succeeded');
  });

  test('a small amount takes none, and its signature says so', async () => {
    const person = await operator();
    const ticket = await submitted(refund({ amount: '10000' }));
    expect(ticket.signOffRequirement.stepUp).toEqual([]);
    await ok(person.approve(ticket));
    const given = (await entriesOf(ticket.id)).find(({ action }: Answer) => action === 'sign_off.given');
    expect(given.payload.steppedUp).toBe(false);
  });

  test('splitting an amount does not get round it', async () => {
    const person = await operator();
    const [one, other] = [
      await submitted(refund({ amount: '6000', customer: 'cus_split' })),
      await submitted(refund({ amount: '6000', customer: 'cus_split' })),
    ];
    await ok(person.approve(one));
    expect(await outcome(person.approve(other))).toEqual(REQUIRED);
  });

  test('a condition that can’t be evaluated asks for it', async () => {
    const person = await operator();
    const ticket = await submitted(refund({ currency: 'XTS' }));
    expect(await outcome(person.approve(ticket))).toEqual(REQUIRED);
  });

  test('it lasts five minutes by the database’s clock, for the session that it was given in', async () => {
    const person = await operator();
    const elsewhere = person.at(installation.baseUrl);
    await elsewhere.headers();
    const approve = await stepUp(person);
    const ticket = await submitted(refund({ amount: '20000' }));
    expect(await outcome(elsewhere.approve(ticket))).toEqual(REQUIRED);
    const ago = (seconds: number) =>
      installation.sql(
        'UPDATE session SET stepped_up_at = now() - make_interval(secs => $2) WHERE person_id = $1 AND stepped_up_at IS NOT NULL',
        [person.id, seconds],
      );
    await ago(301);
    expect(await approve(ticket)).toEqual(REQUIRED);
    await ago(290);
    expect(await approve(ticket)).toEqual({ status: 200 });
  });

  test('a wrong password steps nothing up, nor does signing in', async () => {
    const person = await operator();
    const ticket = await submitted(refund({ amount: '20000' }));
    const wrong = person.post('/v1/session/step-up', { password: 'wrong' });
    expect(await outcome(wrong)).toEqual({ status: 403, code: 'proof_failed' });
    expect(await outcome(person.approve(ticket))).toEqual(REQUIRED);
    expect(await outcome(person.at(installation.baseUrl).approve(ticket))).toEqual(REQUIRED);
  });

  test('who may not sign, or looks at an old revision, is told that first', async () => {
    const person = await operator();
    const ticket = await submitted(refund({ amount: '20000' }));
    expect(await outcome(person.approve({ ...ticket, contentHash: '0'.repeat(64) }))).toEqual({
      status: 409,
      code: 'stale_revision',
    });
    expect(await outcome(installation.as('legal').approve(ticket))).toEqual({
      status: 403,
      code: 'not_allowed_to_sign',
    });
  });

  test('rejecting takes none, nor does another tool', async () => {
    const person = await operator();
    await ok(person.reject(await submitted(refund({ amount: '20000' }))));
    const { id } = await installation.agent.submit(lockAccount());
    await ok(person.approve(await installation.as('auditor').ticket(id)));
  });
});

describe('where the policy asks for it only after the signature', () => {
  test('nothing is sent: it is returned to people, who sign anew', async () => {
    await installation.addPolicy('sign_off_policy', policy({ when: 'money.hundredths > 90000000' }));
    const person = await operator();
    const ticket = await submitted(refund({ amount: '20000' }));
    await ok(person.approve(ticket));
    await installation.addPolicy('sign_off_policy', policy());
    await installation.execute(await executionOf(ticket.id));
    const returned = await installation.as('auditor').ticket(ticket.id);
    expect([returned.state, returned.revision]).toEqual(['pending_review', 2]);
    const entry = (await entriesOf(ticket.id)).find(({ action }: Answer) => action === 'ticket.returned');
    expect(entry.payload.because).toMatch(/step-up/);
    expect(installation.tools.requests.filter((request) => JSON.stringify(request).includes(ticket.id))).toEqual([]);
    const approve = await stepUp(person);
    expect(await approve(returned)).toEqual({ status: 200 });
    await installation.execute(await executionOf(ticket.id));
    expect((await installation.as('auditor').ticket(ticket.id)).execution.state).toBe('succeeded');
  });
});

async function executionOf(ticketId: string): Promise<string> {
  const [row] = await installation.sql(`SELECT id FROM execution WHERE ticket_id = $1 AND state = 'ready'`, [ticketId]);
  return row.id;
}
