import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok } from '../support/installation-http.js';
import { lockAccount, question, refund } from '../support/installation-proposals.js';
import { moveInTime } from '../support/moved-in-time.js';
import { parseCsv } from '../support/parse-csv.js';

/** Three days in Berlin, of which the second has 25 hours: clocks go back at 01:00 UTC. */
const STRETCH = 'from=2026-10-24T12:00:00Z&to=2026-10-26T12:00:00Z&by=day&zone=Europe/Berlin';

let installation: Installation;

/** A refund that is decided by one operator so many seconds after it was taken in. */
async function decided(taken: string, seconds: number, verdict: 'approve' | 'reject' = 'approve'): Promise<string> {
  const { id } = await installation.agent.submit(refund());
  const operator = installation.as('operator');
  await ok(operator[verdict](await operator.ticket(id)));
  const at = new Date(Date.parse(taken) + seconds * 1000).toISOString();
  await moveInTime(installation, id, { taken, decided: at });
  return id;
}

async function takenIn(taken: string, proposal: object): Promise<string> {
  const { id } = await installation.agent.submit(proposal as ReturnType<typeof question>);
  await moveInTime(installation, id, { taken });
  return id;
}

/** From here on nothing that is older is rolled up: all of it is counted from the tickets. */
async function rolledUpTo(until: string): Promise<void> {
  await installation.sql('UPDATE insight_rolled SET until = $1', [until]);
}

beforeAll(async () => {
  installation = await startInstallation();
  await rolledUpTo('2026-01-01T00:00:00Z');
  // The second before and the very second of each midnight in Berlin.
  await decided('2026-10-24T21:59:59Z', 60); // Saturday; decided on Sunday
  await decided('2026-10-24T22:00:00Z', 120); // Sunday
  await decided('2026-10-25T22:59:59Z', 180, 'reject'); // Sunday; decided on Monday
  await decided('2026-10-25T23:00:00Z', 600); // Monday
  await decided('2026-10-26T00:10:00Z', 7200, 'reject'); // Monday; late, whatever its target
  await takenIn('2026-10-25T12:00:00Z', question());
  await takenIn('2026-10-25T12:00:00Z', question());
  await takenIn('2026-10-25T12:00:00Z', { ...question(), draft: { answer: 'Perhaps.', confidence: 0.4 } });
  await takenIn('2026-10-25T12:00:00Z', { ...question(), policy: { decision: 'deny', piiLeakRisk: 'low' } });
  await takenIn('2026-10-25T12:00:00Z', lockAccount());
  await takenIn('2026-10-26T12:00:00Z', question()); // the stretch ends before it
});
afterAll(() => installation.stop());

function insight(name: string, query = STRETCH): Promise<Answer> {
  return ok(installation.as('support_lead').get(`/v1/insights/${name}?${query}`));
}

/** Times come from buckets that are 2 % wide. */
function isNear(actual: number, seconds: number): void {
  expect(actual).toBeGreaterThanOrEqual(Math.floor(seconds * 0.99));
  expect(actual).toBeLessThanOrEqual(Math.ceil(seconds * 1.01));
}

describe('the figures of three days, one of them of 25 hours', () => {
  async function areRight(): Promise<void> {
    const flow = await insight('flow');
    expect(flow).toMatchObject({ from: '2026-10-23T22:00:00.000Z', to: '2026-10-26T12:00:00.000Z', by: 'day' });
    expect(flow.data).toMatchObject([
      { from: '2026-10-23T22:00:00.000Z', arrived: 1, decided: 0, p50Seconds: null, p95Seconds: null },
      { from: '2026-10-24T22:00:00.000Z', arrived: 4, decided: 2, approved: 2, rejected: 0, late: 0 },
      { from: '2026-10-25T23:00:00.000Z', arrived: 2, decided: 3, approved: 1, rejected: 2, late: 1 },
    ]);
    // Nearest rank: of 60 and 120 the first, of 180, 600 and 7,200 the second; each within 1 %.
    const [, sunday, monday] = flow.data;
    isNear(sunday.p50Seconds, 60);
    isNear(sunday.p95Seconds, 120);
    isNear(monday.p50Seconds, 600);
    isNear(monday.p95Seconds, 7200);

    expect((await insight('automation')).data).toEqual([
      { domain: 'payment', taken: 5, automatic: 0, people: 5, blocked: 0 },
      { domain: 'faq', taken: 4, automatic: 2, people: 1, blocked: 1 },
      { domain: 'account_lock', taken: 1, automatic: 0, people: 1, blocked: 0 },
    ]);

    const { people, data } = await insight('reasons');
    expect(people).toBe(7);
    expect(data).toEqual([
      expect.objectContaining({ rule: 'review_required_if', condition: 'domain', n: 6 }),
      expect.objectContaining({ rule: 'review_required_if', condition: 'tool_call', n: 6 }),
      { rule: 'review_required_if', condition: 'confidence_below', expected: 0.82, n: 1 },
    ]);

    const desk = await insight('desk');
    expect(desk).toMatchObject({ arrived: 7, decided: 5, late: 1, hours: 62 });
    isNear(desk.p50Seconds, 180);
    const { data: queues } = await insight('queues');
    expect(queues).toMatchObject([
      { queue: 'human_review', decided: 5, late: 1 },
      { queue: 'leads', decided: 0, late: 0, p50Seconds: null, p95Seconds: null, usualTargetSeconds: null },
    ]);
    isNear(queues[0].p50Seconds, 180);
    isNear(queues[0].p95Seconds, 7200);
    expect(queues[0].usualTargetSeconds).toBe(desk.usualTargetSeconds);
    expect((await insight('flow', `${STRETCH}&domain=account_lock`)).data.map((b: Answer) => b.arrived)).toEqual([
      0, 1, 0,
    ]);
  }

  test('are what they are by hand', areRight);

  test('are the same once they are rolled up, wholly or to some quarter within, and the tickets are looked at no more', async () => {
    await rolledUpTo('2026-10-24T00:00:00Z');
    for (const until of ['2026-10-25T22:45:00Z', '2026-10-26T02:00:00Z']) {
      await installation.sql(
        `INSERT INTO insight_cell SELECT * FROM insight_cells((SELECT until FROM insight_rolled), $1)`,
        [until],
      );
      await rolledUpTo(until);
      await areRight();
    }
    await installation.rollUp();
    const [{ age }] = await installation.sql(
      'SELECT extract(epoch FROM now() - until)::int AS age FROM insight_rolled',
    );
    expect([age >= 1800, age < 2700]).toEqual([true, true]);
    await areRight();
    // A row that came too late to be counted shows that what is over is counted once.
    await takenIn('2026-10-25T12:00:00Z', question());
    await areRight();
  });

  test('come as CSV, with the same numbers', async () => {
    const { headers, text } = await installation.as('auditor').get(`/v1/insights/automation?${STRETCH}&format=csv`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toContain('countersign-automation-2026-10-26.csv');
    expect(parseCsv(text.replace('\ufeff', ''))).toEqual([
      ['domain', 'taken', 'automatic', 'people', 'blocked'],
      ['payment', '5', '0', '5', '0'],
      ['faq', '4', '2', '1', '1'],
      ['account_lock', '1', '0', '1', '0'],
    ]);
  });

  test('tell what became of them, by reason code', async () => {
    const { partial, data } = await insight('funnel');
    expect(partial).toBe(false);
    // Three approved refunds wait for a worker; nobody decided on the account and on the answer that was unsure.
    expect(data).toMatchObject([
      { reasonCode: 'POLICY_RESTRICTED', came: 6, decided: 5, approved: 3, done: 0 },
      { reasonCode: 'LOW_CONFIDENCE', came: 1, decided: 0, approved: 0, done: 0 },
    ]);
    expect(data[0].stages).toMatchObject({ waiting: 1, approved: 3, rejected: 2 });
  });
});

describe('what came back after its approval', () => {
  test.each(['ticket.returned', 'ticket.revoked'])(
    'by %s waits from then on, not from the beginning',
    async (action) => {
      await rolledUpTo('2026-09-01T00:00:00Z');
      const id = await decided('2026-09-01T10:00:00Z', 4000);
      await installation.sql(
        `INSERT INTO audit_entry (at, actor, action, subject, canonical, hash)
       VALUES ('2026-09-01T11:06:00Z', 'system', $2, $1, '{}', sha256('{}'))`,
        [`ticket:${id}`, action],
      );
      const { decided: n, p50Seconds } = await insight('desk', 'from=2026-09-01T00:00:00Z&to=2026-09-02T00:00:00Z');
      expect(n).toBe(1);
      isNear(p50Seconds, 40);
      await moveInTime(installation, id, { taken: '2026-08-01T10:00:00Z', decided: '2026-08-01T11:00:00Z' });
    },
  );
});

describe('a queue', () => {
  const of = async (name: string) =>
    (await insight('queues', '')).data.find(({ queue }: Answer) => queue === name) as Answer;
  const sla = (seconds: number) => ({ sla_seconds: { urgent: seconds, high: seconds, normal: seconds, low: seconds } });

  test('has what was decided in it, since it came there, by its own target', async () => {
    await installation.addPolicy('queue_policy', { queue_policy: { human_review: sla(3_600), leads: sla(7_200) } });
    const [operator, lead] = [installation.as('operator'), installation.as('support_lead')];
    const [everybody, leads] = [await of('human_review'), await of('leads')];
    const [inLeads, back] = await Promise.all([1, 2].map(() => installation.agent.submit(refund())));
    for (const { id } of [inLeads!, back!]) await ok(operator.verb('escalate', { id }, { note: 'Please look' }));
    const { waiting, oldest } = await of('leads');
    expect([waiting, oldest.id]).toEqual([leads.waiting + 2, [inLeads!.id, back!.id].sort()[0]]);
    await ok(lead.post(`/v1/tickets/${back!.id}/hand-over`, { queue: 'human_review' }));
    for (const { id } of [inLeads!, back!]) await ok(lead.reject(await lead.ticket(id)));
    expect(await of('leads')).toMatchObject({
      waiting: leads.waiting,
      decided: leads.decided + 1,
      late: leads.late,
      usualTargetSeconds: 7_200,
    });
    expect(await of('human_review')).toMatchObject({ decided: everybody.decided + 1 });
  });

  test('counts from the escalation, and what was passed to leads without targets has none there', async () => {
    await rolledUpTo('2026-09-05T00:00:00Z');
    const id = await decided('2026-09-05T10:00:00Z', 4000);
    const payload = JSON.stringify({ payload: { from: 'human_review', to: 'leads' } });
    await installation.sql(
      `INSERT INTO audit_entry (at, actor, action, subject, canonical, hash)
       VALUES ('2026-09-05T11:05:00Z', 'system', 'ticket.escalated', $1, convert_to($2, 'UTF8'), sha256(convert_to($2, 'UTF8')))`,
      [`ticket:${id}`, payload],
    );
    const { data } = await insight('queues', 'from=2026-09-05T00:00:00Z&to=2026-09-06T00:00:00Z');
    const [everybody, leads] = data;
    expect(everybody).toMatchObject({ decided: 0, late: 0 });
    expect(leads).toMatchObject({ decided: 1, late: 1, usualTargetSeconds: null });
    isNear(leads.p50Seconds, 100);
  });

  test('comes as CSV, with the same numbers', async () => {
    const { text } = await installation.as('auditor').get(`/v1/insights/queues?${STRETCH}&format=csv`);
    const [head, ...rows] = parseCsv(text.replace('\ufeff', ''));
    expect(head).toEqual(
      'queue,waiting,overdue,oldest,oldestCreatedAt,decided,late,p50Seconds,p95Seconds,usualTargetSeconds'.split(','),
    );
    expect(rows.map(([queue]) => queue)).toEqual(['human_review', 'leads']);
    expect(rows[0]![5]).toBe('5');
  });
});

describe('a signature that does not fill the quorum', () => {
  test('is no decision', async () => {
    const { id } = await installation.agent.submit(refund({ amount: '60000' }));
    const operator = installation.as('operator');
    await ok(operator.approve(await operator.ticket(id)));
    const when = { taken: '2026-09-03T10:00:00Z', decided: '2026-09-03T10:01:00Z' };
    await moveInTime(installation, id, when);
    const { decided: n } = await insight('desk', 'from=2026-09-03T00:00:00Z&to=2026-09-04T00:00:00Z');
    expect(n).toBe(0);
  });
});

describe('the desk as it stands', () => {
  test('counts what waits, what is late, and who is at work', async () => {
    const before = await insight('desk', '');
    const { id } = await installation.agent.submit(lockAccount());
    await ok(installation.as('second_operator').verb('claim', { id }));
    await ok(installation.as('operator').verb('escalate', { id }, { note: 'Please look' }));
    await installation.sql(`UPDATE ticket SET due_at = now() - interval '1 minute' WHERE id = $1`, [id]);
    const after = await insight('desk', '');
    expect([after.waiting, after.overdue, after.escalated]).toEqual([
      before.waiting + 1,
      before.overdue + 1,
      before.escalated + 1,
    ]);
    const [{ number }] = await installation.sql(
      `SELECT number::int FROM ticket WHERE state = 'pending_review' ORDER BY id LIMIT 1`,
    );
    expect(after.oldest.number).toBe(number);
    expect(after.forecast).toEqual({ says: 'too_few_decisions', at: null });
  });

  test('says that it never clears while more comes in, and when it does as soon as less does', async () => {
    for (let n = 0; n < 6; n += 1) await installation.agent.submit(refund());
    const operator = installation.as('operator');
    const { data } = await ok(operator.get('/v1/tickets?state=pending_review&domain=payment&sort=-createdAt&limit=6'));
    for (const ticket of data) await ok(operator.reject(await operator.ticket(ticket.id)));
    const busy = await insight('desk', '');
    expect(busy.arrived).toBeGreaterThan(busy.decided);
    expect(busy.forecast).toEqual({ says: 'not_at_this_rate', at: null });
    await installation.sql(
      `UPDATE ticket SET created_at = created_at - interval '3 days' WHERE created_at > now() - interval '1 day'`,
    );
    const calm = await insight('desk', '');
    const hours = (calm.waiting * calm.hours) / (calm.decided - calm.arrived);
    expect(calm.forecast.says).toBe('clears');
    expect((Date.parse(calm.forecast.at) - Date.parse(calm.serverNow)) / 3_600_000).toBeCloseTo(hours, 2);
  });
});

describe('a stretch', () => {
  test.each([
    'zone=Berlin',
    'zone=%2B02:00',
    'zone=UTC%00',
    'from=yesterday',
    'from=2026-10-26T00:00:00Z&to=2026-10-25T00:00:00Z',
    'from=2999-01-01T00:00:00Z',
    'by=month',
    'by=hour&from=2026-01-01T00:00:00Z',
    'from=1970-01-01T00:00:00Z',
    'format=xml',
    'queue=leads',
  ])('of ?%s is refused', async (query) => {
    const { status, body } = await installation.as('auditor').get(`/v1/insights/flow?${query}`);
    expect([status, body.code]).toEqual([400, 'validation_failed']);
  });
});
