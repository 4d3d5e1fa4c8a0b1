import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok, outcome } from '../support/installation-http.js';
import type { Who } from '../support/installation-people.js';
import { callOf, lockAccount, question, refund } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

async function submitted(proposal: object = refund()): Promise<Answer> {
  const { id } = await installation.agent.submit(proposal);
  return installation.as('operator').ticket(id);
}

async function idsOf(who: Who, query: string): Promise<string[]> {
  const { data } = await ok(installation.as(who).get(`/v1/tickets?limit=100&${query}`));
  return data.map(({ id }: Answer) => id);
}

const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();

describe('a claim', () => {
  test('is one person’s for ten minutes, and hers alone to release', async () => {
    const ticket = await submitted();
    const [operator, second] = [installation.as('operator'), installation.as('second_operator')];
    const claimed = await ok(operator.verb('claim', ticket));
    const lease = Date.parse(claimed.claim.until) - Date.parse(claimed.serverNow);
    expect(claimed.claim).toMatchObject({ personId: operator.id, personName: 'operator' });
    expect(lease).toBeGreaterThan(9.9 * 60_000);
    expect(lease).toBeLessThanOrEqual(10 * 60_000);

    expect(await outcome(second.verb('claim', ticket))).toEqual({ status: 409, code: 'claimed_by_other' });
    expect(await outcome(second.verb('release', ticket))).toEqual({ status: 409, code: 'not_claimed' });
    expect(await outcome(operator.verb('claim', ticket))).toEqual({ status: 200 });
    expect((await ok(operator.verb('release', ticket))).claim).toBeNull();
    expect(await outcome(second.verb('claim', ticket))).toEqual({ status: 200 });
  });

  test('that ran out is anybody’s', async () => {
    const ticket = await submitted();
    await ok(installation.as('operator').verb('claim', ticket));
    await installation.sql(`UPDATE ticket SET claimed_until = now() - interval '1 second' WHERE id = $1`, [ticket.id]);
    const second = installation.as('second_operator');
    expect(await second.ticket(ticket.id)).toMatchObject({
      claim: null,
      allowedActions: expect.arrayContaining(['claim']),
    });
    expect(await outcome(installation.as('operator').verb('release', ticket))).toMatchObject({ code: 'not_claimed' });
    expect((await ok(second.verb('claim', ticket))).claim.personId).toBe(second.id);
  });

  test('asked for by two at the same instant, in two processes, is given to one', async () => {
    const ticket = await submitted();
    const operator = installation.as('operator');
    const second = installation.as('second_operator').at(await installation.startSecondProcess());
    await Promise.all([operator.headers(), second.headers()]);
    const outcomes = await installation.whileLocked({
      lock: 'ticket IN SHARE MODE',
      waiters: 2,
      start: () => Promise.all([operator, second].map((person) => outcome(person.verb('claim', ticket)))),
    });
    expect(new Set(outcomes)).toEqual(new Set([{ status: 200 }, { status: 409, code: 'claimed_by_other' }]));
  });

  test('of somebody else never refuses a signature, and signing ends one’s own', async () => {
    const ticket = await submitted(lockAccount());
    const [operator, lead] = [installation.as('operator'), installation.as('support_lead')];
    await ok(operator.verb('claim', ticket));
    expect((await ok(lead.approve(ticket))).claim.personId).toBe(operator.id);
    expect(await ok(operator.approve(ticket))).toMatchObject({ state: 'approved', claim: null });
  });

  test('shows in "mine" as long as it lasts', async () => {
    const ticket = await submitted();
    const operator = installation.as('operator');
    await ok(operator.verb('claim', ticket));
    expect(await idsOf('operator', 'claimedBy=me')).toContain(ticket.id);
    expect(await idsOf('support_lead', `claimedBy=${operator.id}`)).toContain(ticket.id);
    expect(await idsOf('second_operator', 'claimedBy=me')).not.toContain(ticket.id);
    await ok(operator.verb('release', ticket));
    expect(await idsOf('operator', 'claimedBy=me')).not.toContain(ticket.id);
  });

  test('works on an id in capital letters', async () => {
    const ticket = await submitted();
    const shouted = { id: ticket.id.toUpperCase() };
    const operator = installation.as('operator');
    expect((await ok(operator.verb('claim', shouted))).claim.personId).toBe(operator.id);
    expect((await ok(operator.verb('release', shouted))).claim).toBeNull();
  });
});

describe('escalating', () => {
  test('moves the ticket to the leads with a note, and keeps its sign-offs and its target', async () => {
    const ticket = await submitted(lockAccount());
    const [operator, lead] = [installation.as('operator'), installation.as('support_lead')];
    await ok(operator.verb('claim', ticket));
    await ok(operator.approve(ticket));
    const note = 'The customer is <b>angry</b>';
    const escalated = await ok(operator.verb('escalate', ticket, { note }));
    expect(escalated).toMatchObject({ queue: 'leads', revision: 1, claim: null, dueAt: ticket.dueAt });
    expect(escalated.signOffs).toMatchObject([{ personId: operator.id, counts: true }]);
    expect((await lead.ticket(ticket.id)).notes).toMatchObject([{ personId: operator.id, body: note }]);
    expect(await idsOf('support_lead', 'queue=leads')).toContain(ticket.id);
    expect(await outcome(lead.verb('escalate', ticket, { note }))).toEqual({ status: 409, code: 'already_escalated' });
    expect((await ok(lead.approve(ticket))).state).toBe('approved');
  });
});

describe('snoozing', () => {
  test('hides the ticket from my inbox until the time, and from nobody else’s', async () => {
    const ticket = await submitted();
    await ok(installation.as('operator').verb('snooze', ticket, { until: inSeconds(60) }));
    expect(await idsOf('operator', 'needsMySignature=true')).not.toContain(ticket.id);
    expect(await idsOf('operator', 'state=pending_review')).toContain(ticket.id);
    expect(await idsOf('support_lead', 'needsMySignature=true')).toContain(ticket.id);
    await installation.sql(`UPDATE snooze SET until = now() WHERE ticket_id = $1`, [ticket.id]);
    expect(await idsOf('operator', 'needsMySignature=true')).toContain(ticket.id);
  });

  test('lasts at most until the ticket is due', async () => {
    const ticket = await submitted();
    await ok(installation.as('operator').verb('snooze', ticket, { until: inSeconds(30 * 24 * 3600) }));
    const [{ until }] = await installation.sql('SELECT until FROM snooze WHERE ticket_id = $1', [ticket.id]);
    expect(until.toISOString()).toBe(ticket.dueAt);
  });

  test('is refused for a ticket that is due, and for a time that is over', async () => {
    const ticket = await submitted();
    const operator = installation.as('operator');
    const over = operator.verb('snooze', ticket, { until: inSeconds(-60) });
    expect(await outcome(over)).toEqual({ status: 400, code: 'validation_failed' });
    await installation.sql('UPDATE ticket SET due_at = now() WHERE id = $1', [ticket.id]);
    const late = operator.verb('snooze', ticket, { until: inSeconds(60) });
    expect(await outcome(late)).toEqual({ status: 409, code: 'overdue' });
  });

  test.each(['2026-W01-1', '2026-326T10:00', '2026-02-30T00:00:00Z', 'tomorrow'])(
    'takes a time, not %s',
    async (until) => {
      const ticket = await submitted();
      const reply = installation.as('operator').verb('snooze', ticket, { until });
      expect(await outcome(reply)).toEqual({ status: 400, code: 'validation_failed' });
    },
  );
});

describe('deadlines', () => {
  test('passing the target is a breach: recorded once, and the ticket still waits', async () => {
    const ticket = await submitted();
    await installation.sql('UPDATE ticket SET due_at = now() WHERE id = $1', [ticket.id]);
    await installation.sweepDeadlines();
    await installation.sweepDeadlines();
    const { data } = await ok(installation.as('auditor').get(`/v1/audit-entries?ticketId=${ticket.id}`));
    expect(data.filter(({ action }: Answer) => action === 'ticket.breached')).toHaveLength(1);
    expect(await ok(installation.as('operator').approve(ticket))).toMatchObject({ state: 'approved' });
  });

  test('passing the expiry ends it, and nobody signs it in the meantime', async () => {
    const ticket = await submitted();
    await installation.sql('UPDATE ticket SET expires_at = now() WHERE id = $1', [ticket.id]);
    const operator = installation.as('operator');
    expect(await outcome(operator.approve(ticket))).toEqual({ status: 409, code: 'expired' });
    expect(await idsOf('operator', 'needsMySignature=true')).not.toContain(ticket.id);
    await installation.sweepDeadlines();
    expect(await operator.ticket(ticket.id)).toMatchObject({ state: 'expired', queue: null, allowedActions: [] });
    expect(await outcome(operator.reject(ticket))).toEqual({ status: 409, code: 'not_pending' });
  });

  test('an agent may set an earlier end, never a later one', async () => {
    const soon = await submitted({ ...refund(), expiresInSeconds: 60 });
    expect(Date.parse(soon.expiresAt) - Date.parse(soon.createdAt)).toBe(60_000);
    const whole = await submitted({ ...refund(), expiresInSeconds: 86_400 });
    expect(Date.parse(whole.expiresAt) - Date.parse(whole.createdAt)).toBe(86_400_000);
    const longer = installation.agent.propose({ ...refund(), expiresInSeconds: 86_401 });
    expect(await outcome(longer)).toEqual({ status: 400, code: 'validation_failed' });
  });
});

describe('the inbox', () => {
  test('has what waits for my role, and nothing that I may not or did sign', async () => {
    const plain = await submitted();
    const large = await submitted(refund({ amount: '50001' }));
    const mine = 'needsMySignature=true';
    expect(await idsOf('operator', mine)).toEqual(expect.arrayContaining([plain.id, large.id]));
    for (const who of ['admin', 'auditor', 'security', 'legal'] as const) {
      expect([who, await idsOf(who, mine)]).toEqual([who, []]);
    }
    // An operator signed: what is missing is a lead.
    await ok(installation.as('operator').approve(large));
    expect(await idsOf('operator', mine)).not.toContain(large.id);
    expect(await idsOf('second_operator', mine)).not.toContain(large.id);
    expect(await idsOf('support_lead', mine)).toContain(large.id);
    // Who made a revision does not sign it.
    const edit = { draft: { answer: 'We are looking into it.' } };
    await ok(installation.as('support_lead').revise(plain, edit));
    expect(await idsOf('support_lead', mine)).not.toContain(plain.id);
    expect(await idsOf('second_lead', mine)).toContain(plain.id);
  });

  test('is ordered by time to breach', async () => {
    const { data } = await ok(installation.as('support_lead').get('/v1/tickets?needsMySignature=true&limit=100'));
    const due = data.map(({ dueAt }: Answer) => dueAt);
    expect(due.length).toBeGreaterThan(3);
    expect(due).toEqual([...due].sort());
  });

  test('is counted as it is listed', async () => {
    for (const who of ['operator', 'support_lead', 'auditor'] as const) {
      const counts = await ok(installation.as(who).get('/v1/tickets/counts'));
      expect(counts).toEqual({
        needsMySignature: (await idsOf(who, 'needsMySignature=true')).length,
        mine: (await idsOf(who, 'state=pending_review&claimedBy=me')).length,
        escalated: (await idsOf(who, 'state=pending_review&queue=leads')).length,
        pending: (await idsOf(who, 'state=pending_review')).length,
        asked: 0,
        unknown: (await idsOf(who, 'executionState=unknown')).length,
      });
    }
  });
});

describe('the list of tickets', () => {
  test.each([
    ['state=auto_allowed', question()],
    ['state=blocked,auto_allowed', { ...refund(), policy: { decision: 'deny' } }],
    ['domain=account_lock', lockAccount()],
    ['tool=change_account_state', lockAccount()],
    ['customerRef=cus_of_the_list', refund({ customer: 'cus_of_the_list' })],
    ['flag=tool_unregistered', callOf('nobody_knows_it', {})],
  ])('filtered by %s has just those', async (filter, proposal) => {
    const { id } = await installation.agent.submit(proposal);
    const other = await installation.agent.submit({ ...question(), domain: 'legal' });
    const ids = await idsOf('auditor', filter);
    expect(ids).toContain(id);
    expect(ids).not.toContain(other.id);
  });

  test('filtered by agent, number and execution has just those', async () => {
    const agent = await installation.addAgent('list-desk');
    const { id } = await agent.submit(refund());
    expect(await idsOf('auditor', `agentId=${agent.id}`)).toEqual([id]);
    const operator = installation.as('operator');
    const ticket = await operator.ticket(id);
    expect(await idsOf('auditor', `number=${ticket.number}`)).toEqual([id]);
    await ok(operator.approve(ticket));
    expect(await idsOf('auditor', `executionState=ready&agentId=${agent.id}`)).toEqual([id]);
    expect(await idsOf('auditor', `executionState=succeeded&agentId=${agent.id}`)).toEqual([]);
  });

  test.each(['dueAt', '-createdAt', '-priority'])(
    'sorted by %s comes whole and once through its pages',
    async (sort) => {
      const query = sort === 'dueAt' ? 'state=pending_review&' : '';
      const all = await idsOf('auditor', `${query}sort=${sort}`);
      expect(all.length).toBeGreaterThan(10);
      const paged: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const path: string = `/v1/tickets?${query}sort=${sort}&limit=7${cursor && `&cursor=${cursor}`}`;
        const { data, nextCursor }: Answer = await ok(installation.as('auditor').get(path));
        paged.push(...data.map(({ id }: Answer) => id));
        cursor = nextCursor;
      }
      expect(paged).toEqual(all);
      expect(new Set(paged).size).toBe(paged.length);
    },
  );

  test('keeps its place while new tickets come in', async () => {
    const first = await ok(installation.as('auditor').get('/v1/tickets?limit=5'));
    const expected = (await idsOf('auditor', '')).slice(5, 10);
    await installation.agent.submit(refund());
    const second = await ok(installation.as('auditor').get(`/v1/tickets?limit=5&cursor=${first.nextCursor}`));
    expect(second.data.map(({ id }: Answer) => id)).toEqual(expected);
  });
});
