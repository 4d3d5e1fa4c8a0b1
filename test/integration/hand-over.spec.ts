import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { ok, outcome } from '../support/installation-http.js';
import { refund } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

const as = (who: Parameters<Installation['as']>[0]) => installation.as(who);

async function waiting() {
  const { id } = await installation.agent.submit(refund());
  return as('operator').ticket(id);
}

describe('handing over', () => {
  test('gives a ticket to a colleague, who holds it for half an hour; note and deadline go along', async () => {
    const ticket = await waiting();
    await ok(as('operator').verb('claim', ticket));
    const body = { personId: as('second_operator').id, note: 'You know this customer' };
    const after = await ok(as('operator').verb('hand-over', ticket, body));
    expect(after.claim).toMatchObject({ personId: as('second_operator').id });
    expect(Date.parse(after.claim.until) - Date.parse(after.serverNow)).toBeGreaterThan(29 * 60_000);
    const seen = await as('second_operator').ticket(ticket.id);
    expect(seen).toMatchObject({ dueAt: ticket.dueAt, queue: ticket.queue, revision: ticket.revision });
    expect(seen.notes).toMatchObject([{ personId: as('operator').id, body: 'You know this customer' }]);
    const { data } = await ok(as('auditor').get(`/v1/audit-entries?ticketId=${ticket.id}&action=ticket.handed_over`));
    expect(data[0].payload).toMatchObject({
      from: as('operator').id,
      to: `person:${as('second_operator').id}`,
      noteDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(JSON.stringify(data)).not.toContain('You know');
    expect(after.receipt.entryId).toBe(data[0].id);
  });

  test('back to the queue leaves it to anybody, with the signatures it has', async () => {
    const { id } = await installation.agent.submit(refund({ amount: '90000' }));
    const ticket = await as('operator').ticket(id);
    await ok(as('operator').approve(ticket));
    await ok(as('support_lead').verb('claim', ticket));
    const after = await ok(as('support_lead').verb('hand-over', ticket, { queue: 'human_review' }));
    expect(after).toMatchObject({ claim: null, queue: 'human_review' });
    expect(after.signatures.given).toHaveLength(1);
    const again = as('support_lead').verb('hand-over', ticket, { queue: 'human_review' });
    expect(await outcome(again)).toEqual({ status: 422, code: 'nothing_changed' });
  });

  test('of what a colleague holds is for support leads', async () => {
    const ticket = await waiting();
    await ok(as('operator').verb('claim', ticket));
    const body = { personId: as('second_operator').id };
    const others = as('second_operator').verb('hand-over', ticket, body);
    expect(await outcome(others)).toEqual({ status: 409, code: 'claimed_by_other' });
    expect((await as('second_operator').ticket(ticket.id)).allowedActions).not.toContain('hand_over');
    const after = await ok(as('support_lead').verb('hand-over', ticket, body));
    expect(after.claim.personId).toBe(as('second_operator').id);
  });

  test('out of the leads’ queue is for support leads', async () => {
    const ticket = await waiting();
    await ok(as('operator').verb('hand-over', ticket, { queue: 'leads' }));
    const back = { queue: 'human_review' };
    expect(await outcome(as('operator').verb('hand-over', ticket, back))).toEqual({ status: 403, code: 'not_allowed' });
    expect(await ok(as('support_lead').verb('hand-over', ticket, back))).toMatchObject({ queue: 'human_review' });
  });

  test.each([
    ['an auditor', 'auditor'],
    ['an admin', 'admin'],
    ['somebody whom nobody asks to sign', 'legal'],
  ] as const)('to %s is refused', async (_, who) => {
    const ticket = await waiting();
    const reply = as('operator').verb('hand-over', ticket, { personId: as(who).id });
    expect(await outcome(reply)).toEqual({ status: 422, code: 'not_a_reviewer' });
  });

  test('to somebody without access is refused', async () => {
    const gone = await installation.addPerson('gone', 'operator');
    await installation.sql('UPDATE person SET active = false WHERE id = $1', [gone.id]);
    const ticket = await waiting();
    const reply = as('operator').verb('hand-over', ticket, { personId: gone.id });
    expect(await outcome(reply)).toEqual({ status: 422, code: 'not_a_reviewer' });
  });

  test('takes one recipient, and a ticket that waits', async () => {
    const ticket = await waiting();
    for (const body of [
      {},
      { queue: 'leads', personId: as('operator').id },
      { personId: 'x'.repeat(36) },
      { queue: 'x' },
    ])
      expect(await outcome(as('operator').verb('hand-over', ticket, body))).toMatchObject({ status: 400 });
    await ok(as('operator').reject(ticket));
    const reply = as('operator').verb('hand-over', ticket, { queue: 'leads' });
    expect(await outcome(reply)).toEqual({ status: 409, code: 'not_pending' });
  });
});
