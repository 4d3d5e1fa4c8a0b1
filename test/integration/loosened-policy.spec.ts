import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { entriesMatchStates } from '../support/entries-match-states.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok, outcome } from '../support/installation-http.js';
import { refund } from '../support/installation-proposals.js';

let installation: Installation;
let policy: { sign_off_policy: object };
beforeAll(async () => {
  installation = await startInstallation();
  const [{ document }] = await installation.sql('SELECT document FROM sign_off_policy ORDER BY version DESC LIMIT 1');
  policy = JSON.parse(document);
});
afterAll(async () => {
  expect(await entriesMatchStates((text) => installation.sql(text))).toEqual([]);
  await installation.stop();
});

const inForce = (any_of: string[], count: number): Promise<unknown> =>
  installation.addPolicy('sign_off_policy', {
    sign_off_policy: { ...policy.sign_off_policy, rules: [], otherwise: { any_of, count } },
  });

const entriesOf = async ({ id }: Answer): Promise<string[]> => {
  const rows = await installation.sql(`SELECT action FROM audit_entry WHERE subject = 'ticket:' || $1 ORDER BY id`, [
    id,
  ]);
  return rows.map(({ action }) => action).slice(2);
};

describe('a policy that is loosened while a ticket has half of its signatures', () => {
  let ticket: Answer;
  beforeEach(async () => {
    await inForce(['operator', 'support_lead'], 2);
    const { id } = await installation.agent.submit(refund());
    const operator = installation.as('operator');
    await ok(operator.approve(await operator.ticket(id), { note: 'It fits.' }));
    await inForce(['operator'], 1);
    ticket = await operator.ticket(id);
  });

  test('approves nothing by itself: it still waits, and whom the policy names may approve', async () => {
    await installation.sweepDeadlines();
    expect(await installation.as('operator').ticket(ticket.id)).toMatchObject({
      state: 'pending_review',
      execution: null,
    });
    const may = async (who: 'operator' | 'second_operator' | 'support_lead') =>
      (await installation.as(who).ticket(ticket.id)).allowedActions.includes('approve');
    expect([await may('operator'), await may('second_operator'), await may('support_lead')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('is approved by the one who has signed it, whose sign-off is not given twice', async () => {
    const operator = installation.as('operator');
    const { state, execution, receipt } = await ok(operator.approve(ticket));
    expect(state).toBe('approved');
    expect(await entriesOf(ticket)).toEqual(['sign_off.given', 'ticket.approved']);
    const [{ action }] = await installation.sql('SELECT action FROM audit_entry WHERE id = $1', [receipt.entryId]);
    expect(action).toBe('ticket.approved');
    await installation.execute(execution.id);
    expect(installation.tools.effectsOf(execution.id)).toHaveLength(1);
    expect(await outcome(operator.approve(ticket))).toEqual({ status: 409, code: 'not_pending' });
  });

  test('is approved by another whom it names, with a sign-off of theirs', async () => {
    const { state, signOffs } = await ok(installation.as('second_operator').approve(ticket));
    expect([state, signOffs.length]).toEqual(['approved', 2]);
    expect(await entriesOf(ticket)).toEqual(['sign_off.given', 'sign_off.given', 'ticket.approved']);
  });

  test('is approved by nobody whom it does not name, and rejected by whoever may', async () => {
    const lead = installation.as('support_lead');
    expect(await outcome(lead.approve(ticket))).toEqual({ status: 403, code: 'not_allowed_to_sign' });
    expect(await outcome(installation.as('operator').reject(ticket))).toEqual({ status: 409, code: 'already_signed' });
    expect((await ok(installation.as('second_operator').reject(ticket))).state).toBe('rejected');
  });

  test('takes no second click for a second signature where one is still missing', async () => {
    await inForce(['operator', 'support_lead'], 2);
    const operator = installation.as('operator');
    expect(await outcome(operator.approve(ticket))).toEqual({ status: 409, code: 'already_signed' });
  });
});

describe('whose inbox a pending ticket is in', () => {
  const inboxOf = async (who: 'operator' | 'support_lead'): Promise<string[]> => {
    const { data } = await ok(installation.as(who).get('/v1/tickets?needsMySignature=true&limit=100'));
    return data.map(({ id }: Answer) => id);
  };

  test('follows the sign-off policy in force, whichever it was routed by, and no entry tells of it', async () => {
    await inForce(['operator'], 1);
    const { id } = await installation.agent.submit(refund());
    expect([(await inboxOf('operator')).includes(id), (await inboxOf('support_lead')).includes(id)]).toEqual([
      true,
      false,
    ]);
    await inForce(['support_lead'], 1);
    await installation.renewWaits();
    expect([(await inboxOf('operator')).includes(id), (await inboxOf('support_lead')).includes(id)]).toEqual([
      false,
      true,
    ]);
    expect(await entriesOf({ id })).toEqual([]);
    await inForce(['operator'], 1);
    await installation.renewWaits();
    expect((await inboxOf('operator')).includes(id)).toBe(true);
  });

  test('is that of everybody whom a loosened policy names, where the signatures that there are fill it', async () => {
    await inForce(['operator', 'support_lead'], 2);
    const { id } = await installation.agent.submit(refund());
    const lead = installation.as('support_lead');
    await ok(lead.approve(await lead.ticket(id), { note: 'It fits.' }));
    await inForce(['operator', 'support_lead'], 1);
    await installation.renewWaits();
    const [row] = await installation.sql('SELECT waits_for FROM ticket WHERE id = $1', [id]);
    expect(row.waits_for).toEqual(['operator', 'support_lead']);
  });

  test('is the same for every one of more tickets than one look takes', async () => {
    await inForce(['operator'], 1);
    const ids = await Promise.all(
      Array.from({ length: 70 }, async () => (await installation.agent.submit(refund())).id),
    );
    await inForce(['support_lead'], 1);
    const left = async () =>
      (
        await installation.sql(
          `SELECT count(*)::int AS n FROM ticket WHERE id = ANY($1::uuid[]) AND waits_for <> '{support_lead}'`,
          [ids],
        )
      )[0]!.n;
    for (let round = 0; round < 20 && (await left()) > 0; round += 1) await installation.renewWaits();
    expect(await left()).toBe(0);
  });
});
