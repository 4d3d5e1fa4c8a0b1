import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok } from '../support/installation-http.js';
import { question, refund } from '../support/installation-proposals.js';
import { moveInTime } from '../support/moved-in-time.js';
import { parseCsv } from '../support/parse-csv.js';

/** By hand: six answers were shown, one of them twice; a seventh to nobody, an eighth on another day. */
const STRETCH = `from=${new Date(Date.now() - 3_600_000).toISOString()}`;

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
  const { agent } = installation;
  const operator = installation.as('operator');
  const told = async (proposal: object, ...types: string[]): Promise<string> => {
    const { id } = await agent.submit(proposal);
    for (const type of types) await ok(agent.tell(id, { type }));
    return id;
  };
  const unsure = () => ({ ...question(), draft: { answer: 'Perhaps.', confidence: 0.4 } });
  await told(question(), 'shown', 'shown', 'acted');
  await told(question(), 'shown', 'resolved', 'corrected');
  await told(unsure(), 'shown', 'acted', 'charged_back');
  await told(unsure(), 'shown', 'abandoned');
  const run = await told(refund(), 'shown');
  const { execution } = await ok(operator.approve(await operator.ticket(run)));
  await installation.execute(execution.id);
  for (const type of ['retried', 'resolved', 'refund_reversed']) await ok(agent.tell(run, { type }));
  const refused = await told(refund(), 'shown', 'complained');
  await ok(operator.reject(await operator.ticket(refused)));
  await told(question(), 'acted');
  const old = await told(question(), 'shown', 'acted');
  await moveInTime(installation, old, { taken: '2026-01-01T00:00:00Z' });
});
afterAll(() => installation.stop());

const kpis = (query = STRETCH) => installation.as('support_lead').get(`/v1/insights/kpis?${query}`);

test('every figure is what is counted by hand', async () => {
  const { data } = await ok(kpis());
  expect(
    Object.fromEntries(
      data.map(({ name, reasonCode, numerator, denominator }: Answer) => [
        reasonCode ? `${name} ${reasonCode}` : name,
        `${numerator} of ${denominator}`,
      ]),
    ),
  ).toEqual({
    retry_success_rate: '1 of 1',
    abandonment_rate: '1 of 6',
    conversion_rate: '4 of 6',
    'conversion_rate LOW_CONFIDENCE': '1 of 2',
    'conversion_rate POLICY_RESTRICTED': '1 of 2',
    'conversion_rate none': '2 of 2',
    wrong_action_rate_after_low_confidence: '1 of 1',
    false_high_confidence_rate: '3 of 3',
    high_confidence_wrong_answer_rate: '1 of 2',
    answer_accuracy: '1 of 2',
    user_safe_completion_rate: '1 of 6',
    recovery_success_rate: '0 of 4',
    rollback_rate: '1 of 1',
    approval_sla: '2 of 2',
    automation_rate: '3 of 7',
    policy_violation_rate: '0 of 7',
  });
});

test('a share comes with its interval, of one domain where that is asked for, and as a file', async () => {
  const { data } = await ok(kpis(`${STRETCH}&domain=payment`));
  const conversion = data.find(({ name }: Answer) => name === 'conversion_rate');
  expect(conversion).toMatchObject({ numerator: 1, denominator: 2, value: 0.5 });
  expect(conversion.low).toBeGreaterThan(0);
  expect(conversion.high).toBeLessThan(1);
  const { text } = await kpis(`${STRETCH}&format=csv`);
  const [columns, ...rows] = parseCsv(text);
  expect(columns).toEqual(['name', 'reasonCode', 'numerator', 'denominator', 'value', 'low', 'high']);
  expect(rows).toHaveLength(16);
  expect((await ok(kpis('from=2025-01-01T00:00:00Z&to=2025-01-02T00:00:00Z'))).data).toEqual(
    expect.arrayContaining([expect.objectContaining({ name: 'conversion_rate', denominator: 0, value: null })]),
  );
});
