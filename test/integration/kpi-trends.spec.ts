import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { recompute } from '../../docs/recompute-kpis.mjs';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok } from '../support/installation-http.js';
import { question, refund } from '../support/installation-proposals.js';
import { moveInTime } from '../support/moved-in-time.js';
import { parseCsv } from '../support/parse-csv.js';
import { refillStories } from '../support/stories-from-events.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
  // Nothing is rolled up, so that what is moved into the past is counted there.
  await installation.sql(`UPDATE insight_rolled SET until = '2026-01-01'`);
});
afterAll(() => installation.stop());

const insight = (path: string) => ok(installation.as('support_lead').get(`/v1/insights/${path}`));

/** Every figure of an answer, as a recomputation names it. */
const figuresOf = (data: Answer[]): Record<string, [number, number]> =>
  Object.fromEntries(
    data.map(({ name, reasonCode, numerator, denominator }) => [
      reasonCode ? `${name} ${reasonCode}` : name,
      [numerator, denominator],
    ]),
  );

async function rawLines(query: string): Promise<Answer[]> {
  const { status, text } = await installation.as('auditor').get(`/v1/insights/kpis/events?${query}`);
  expect(status).toBe(200);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Moves what was told of a ticket to the moment at which it is said to have become known. */
async function toldAt(ticketId: string, at: string): Promise<void> {
  await installation.sql('ALTER TABLE user_event DISABLE TRIGGER USER');
  await installation.sql('UPDATE user_event SET at = $2, received_at = $2 WHERE ticket_id = $1', [ticketId, at]);
  await installation.sql('ALTER TABLE user_event ENABLE TRIGGER USER');
  await refillStories(installation);
}

interface Story {
  of: 'question' | 'unsure' | 'refund' | 'denied';
  verdict: 'approve' | 'reject' | null;
  events: string[];
}

async function live({ of, verdict, events }: Story, taken: string): Promise<void> {
  const { agent } = installation;
  const operator = installation.as('operator');
  const proposal = {
    question,
    refund,
    unsure: () => ({ ...question(), draft: { answer: 'Perhaps.', confidence: 0.4 } }),
    denied: () => ({ ...question(), policy: { decision: 'deny', piiLeakRisk: 'low' } }),
  }[of]();
  const { id, status } = await agent.submit(proposal);
  const half = Math.ceil(events.length / 2);
  for (const type of events.slice(0, half)) await ok(agent.tell(id, { type }));
  if (status === 'needs_review' && verdict === 'reject') await ok(operator.reject(await operator.ticket(id)));
  if (status === 'needs_review' && verdict === 'approve') {
    const { execution } = await ok(operator.approve(await operator.ticket(id)));
    if (execution) await installation.execute(execution.id);
  }
  for (const type of events.slice(half)) await ok(agent.tell(id, { type }));
  await moveInTime(installation, id, { taken });
}

const stories: fc.Arbitrary<Story[]> = fc.array(
  fc.record({
    of: fc.constantFrom('question', 'unsure', 'refund', 'denied'),
    verdict: fc.constantFrom('approve', 'reject', null),
    events: fc.array(
      fc.constantFrom(
        ...['shown', 'shown', 'shown', 'acted', 'resolved', 'retried', 'abandoned', 'complained', 'corrected'],
        ...['charged_back', 'refund_reversed', 'opened_citation'],
      ),
      { maxLength: 6 },
    ),
  }),
  { minLength: 3, maxLength: 10 },
);

test('whatever users did, the page, its trend, and a recomputation from the raw lines say the same', async () => {
  let month = 1;
  await fc.assert(
    fc.asyncProperty(stories, async (history) => {
      month += 1;
      const day = (n: number) => `2026-${String(month).padStart(2, '0')}-${String(10 + n).padStart(2, '0')}`;
      for (const [n, story] of history.entries()) await live(story, `${day(n % 4)}T0${n % 10}:30:00.123Z`);
      const stretch = `from=${day(0)}T00:00:00Z&to=${day(4)}T00:00:00Z`;
      const lines = await rawLines(stretch);
      const { data } = await insight(`kpis?${stretch}`);
      const trend = await insight(`kpis/trend?${stretch}&by=day`);
      expect(figuresOf(data)).toEqual(recompute(lines));
      expect(figuresOf(trend.data)).toEqual(recompute(lines));
      const intake = trend.data.find(({ name }: Answer) => name === 'automation_rate');
      expect(intake.points.map(({ denominator }: Answer) => denominator)).toEqual(
        [0, 1, 2, 3].map((bucket) => history.filter((_, n) => n % 4 === bucket).length),
      );
      for (const { points, numerator, denominator } of trend.data) {
        const sum = (of: 'numerator' | 'denominator') =>
          points.reduce((all: number, point: Answer) => all + point[of], 0);
        expect([sum('numerator'), sum('denominator')]).toEqual([numerator, denominator]);
      }
    }),
    { numRuns: 6 },
  );
}, 120_000);

test('decisions of now are recomputed as well, with what the customer was asked meanwhile', async () => {
  const operator = installation.as('operator');
  const { id } = await installation.agent.submit(refund());
  await ok(operator.verb('ask', await operator.ticket(id), { question: 'Which of the two?' }));
  await ok(installation.agent.context(id, { text: 'The second.' }));
  await ok(operator.reject(await operator.ticket(id)));
  const stretch = `from=${new Date(Date.now() - 3_600_000).toISOString()}`;
  const lines = await rawLines(stretch);
  const [decision] = lines.filter((line) => line.ticketId === id && line.type === 'decision');
  expect(decision.asked).toHaveLength(1);
  const figures = recompute(lines);
  expect(figures.approval_sla![1]).toBeGreaterThan(0);
  expect(figuresOf((await insight(`kpis?${stretch}`)).data)).toEqual(figures);
  // Whoever's target had been over while the customer was asked is in time without that, and late by the rest.
  const late = (seconds: number) =>
    recompute([
      { type: 'stretch' },
      {
        type: 'decision',
        cameAt: '2026-01-01T10:00:00Z',
        decidedAt: '2026-01-01T11:00:00.000001Z',
        asked: [{ from: '2026-01-01T10:10:00Z', to: '2026-01-01T10:50:00Z' }],
        targetSeconds: seconds,
      },
      { type: 'end', lines: 1 },
    ]).approval_sla;
  expect([late(1_201), late(1_200)]).toEqual([
    [1, 1],
    [0, 1],
  ]);
});

test('raw lines hold no word of anybody, only those of the stretch and the domain, and a file that broke off is refused', async () => {
  const { id } = await installation.agent.submit(refund({ customer: 'cus_secret' }));
  await ok(
    installation.agent.tell(id, { events: [{ type: 'shown' }, { type: 'complained', text: 'Where is Jane Secret' }] }),
  );
  await moveInTime(installation, id, { taken: '2026-10-01T10:00:00Z' });
  const lines = await rawLines('from=2026-10-01T00:00:00Z&to=2026-10-02T00:00:00Z&domain=payment');
  expect(lines.map(({ type }) => type)).toEqual(['stretch', 'ticket', 'end']);
  expect(lines[1]).toMatchObject({ ticketId: id, domain: 'payment', state: 'pending_review', outcome: 'review' });
  expect(Object.keys(lines[1].events[0]).sort()).toEqual(['at', 'reasonCode', 'receivedAt', 'status', 'type']);
  expect(JSON.stringify(lines)).not.toMatch(/secret|charged twice|on its way/i);
  expect(await rawLines('from=2026-10-01T00:00:00Z&to=2026-10-02T00:00:00Z&domain=faq')).toHaveLength(2);
  expect(() => recompute(lines.slice(0, -1))).toThrow('not whole');
  expect(() => recompute([lines[0], lines[2]])).toThrow('not whole');
});

test('before and after a moment are followed equally long, so that what had no time to go wrong is not called better', async () => {
  const at = '2026-11-10T12:00:00Z';
  const live = async (taken: string, told: string, ...types: string[]) => {
    const { id } = await installation.agent.submit(question());
    for (const type of types) await ok(installation.agent.tell(id, { type }));
    await moveInTime(installation, id, { taken });
    await toldAt(id, told);
    return id;
  };
  await live('2026-11-09T10:00:00Z', '2026-11-09T11:00:00Z', 'shown', 'acted');
  // Shown before, and told to be wrong only now: within a day of its side's end nobody knew.
  const late = await live('2026-11-09T10:00:00Z', '2026-11-09T11:00:00Z', 'shown');
  await ok(installation.agent.tell(late, { type: 'corrected' }));
  await live('2026-11-11T10:00:00Z', '2026-11-11T11:00:00Z', 'shown', 'acted', 'corrected');
  const { data, before, after, cutBy } = await insight(`comparison?at=${at}&days=2`);
  expect([before.from, before.to]).toEqual(['2026-11-08T12:00:00.000Z', '2026-11-10T12:00:00.000Z']);
  expect([after.from, after.to]).toEqual(['2026-11-10T12:15:00.000Z', '2026-11-12T12:15:00.000Z']);
  expect(cutBy).toBeNull();
  expect(Date.parse(after.knownBy) - Date.parse(after.to)).toBe(Date.parse(before.knownBy) - Date.parse(before.to));
  const accuracy = data.find(({ name }: Answer) => name === 'answer_accuracy');
  expect(accuracy).toMatchObject({
    before: { numerator: 2, denominator: 2 },
    after: { numerator: 0, denominator: 1 },
    difference: -1,
    fewCases: true,
    distinguishable: false,
  });
  expect(accuracy.low).toBeLessThan(accuracy.high);
});

test('what changed is told with its time and version, and a comparison around it names what else changed', async () => {
  const admin = installation.as('admin');
  const before = await insight('moments');
  const [{ version, document }] = (await ok(admin.get('/v1/routing-policies?limit=1'))).data;
  const { auto_allow_if, ...rest } = document.risk_routing_policy;
  const changed = { risk_routing_policy: { ...rest, auto_allow_if: { ...auto_allow_if, confidence_min: 0.9 } } };
  await ok(admin.post('/v1/routing-policies', { document: changed, basedOn: version, accepted: [] }));
  const { data, partial } = await insight('moments');
  expect(partial).toBe(false);
  expect(data.length).toBe(before.data.length + 1);
  expect(data.find(({ kind }: Answer) => kind === 'routing_policy')).toMatchObject({ name: null, version: 2, n: 1 });
  const { text } = await installation.as('support_lead').get('/v1/insights/moments?format=csv');
  expect(parseCsv(text)[0]).toEqual(['at', 'kind', 'name', 'version', 'n']);
  await installation.sql('ALTER TABLE routing_policy DISABLE TRIGGER USER');
  await installation.sql(`UPDATE routing_policy SET created_at = now() - interval '1 day' WHERE version = 2`);
  await installation.sql('ALTER TABLE routing_policy ENABLE TRIGGER USER');
  const earlier = new Date(Date.now() - 2 * 86_400_000).toISOString();
  const { others } = await insight(`comparison?at=${earlier}&days=7`);
  expect(others.map(({ kind }: Answer) => kind)).toContain('routing_policy');
});

test.each([
  ['comparison', 'at'],
  ['comparison?at=yesterday', 'at'],
  ['comparison?at=2026-11-10T12:00:00Z&days=0', 'days'],
  ['comparison?at=2026-11-10T12:00:00Z&days=91', 'days'],
  ['comparison?at=2026-11-10T12:00:00Z&days=1.5', 'days'],
  ['comparison?at=2026-11-10T12:00:00Z&kind=weather', 'kind'],
  ['comparison?at=2026-11-10T12:00:00Z&zone=UTC', 'zone'],
  ['comparison?at=2026-11-10T12:00:00Z&domain=%00', 'domain'],
  ['comparison?at=2999-01-01T00:00:00Z', 'at'],
  ['kpis/trend?by=month', 'by'],
  ['kpis/events?format=csv', 'format'],
])('%s is refused, and says that it is for %s', async (path, field) => {
  const { status, body } = await installation.as('support_lead').get(`/v1/insights/${path}`);
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain(field);
});
