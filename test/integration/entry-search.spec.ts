import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FILL } from '../../bench/archive/fill-statement.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok } from '../support/installation-http.js';
import { lockAccount, question, type RefundOptions, refund } from '../support/installation-proposals.js';
import { parseCsv } from '../support/parse-csv.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

const search = async (query = ''): Promise<Answer> => ok(installation.as('auditor').get(`/v1/audit-entries?${query}`));

/** Every entry that a search finds, page by page. */
async function all(query: string): Promise<Answer[]> {
  const found: Answer[] = [];
  for (let cursor = ''; ; ) {
    const page = await search(`${query}&limit=5${cursor}`);
    found.push(...page.data);
    if (page.nextCursor === null) return found;
    cursor = `&cursor=${page.nextCursor}`;
  }
}

/** Which of the tickets the entries are of, and whether some are of none. */
async function ticketsOf(query: string): Promise<string[]> {
  return [...new Set((await all(query)).map(({ subject }) => subject as string))].sort();
}

async function refunded(options: RefundOptions = {}): Promise<string> {
  const { id } = await installation.agent.submit(refund(options));
  const operator = installation.as('operator');
  let answer = await ok(operator.approve(await operator.ticket(id)));
  const lead = installation.as('support_lead');
  if (!answer.execution) answer = await ok(lead.approve(await lead.ticket(id)));
  await installation.execute(answer.execution.id);
  return id;
}

describe('entries are asked for as decisions are', () => {
  const of: Record<string, string> = {};
  beforeAll(async () => {
    of.small = await refunded({ amount: '4200' });
    of.large = await refunded({ amount: '498000' });
    of.yen = await refunded({ amount: '9000', currency: 'JPY' });
    of.rejected = (await installation.agent.submit(lockAccount())).id;
    const lead = installation.as('support_lead');
    await ok(lead.reject(await lead.ticket(of.rejected!), 'unsafe'));
    of.answered = (await installation.agent.submit(question())).id;
    of.pending = (await installation.agent.submit(refund({ amount: '77700' }))).id;
  });

  test.each<[string, () => string, string[]]>([
    ['tool, also while it waits', () => 'tool=issue_refund', ['small', 'large', 'yen', 'pending']],
    ['outcome', () => 'outcome=rejected', ['rejected']],
    ['outcome of a run', () => 'outcome=succeeded', ['small', 'large', 'yen']],
    ['currency', () => 'currency=JPY', ['yen']],
    ['amount', () => 'currency=EUR&amountFrom=50000&amountTo=498000', ['large', 'pending']],
    ['role of who signed', () => 'role=operator', ['small', 'large', 'yen']],
    ['policy version', () => 'routingPolicyVersion=1&tool=change_account_state', ['rejected']],
    ['policy version that was not in force', () => 'signOffPolicyVersion=2', []],
    ['time', () => 'tool=issue_refund&to=2020-01-01T00:00:00Z', []],
    ['action and amount', () => 'action=sign_off.given&currency=EUR', ['small', 'large']],
    ['action that is rare', () => 'action=ticket.erased', []],
  ])('by %s', async (_, query, names) => {
    expect(await ticketsOf(query())).toEqual(names.map((name) => `ticket:${of[name]}`).sort());
  });

  test('by who did it, in tickets that they signed in that role', async () => {
    const { id } = installation.as('support_lead');
    const entries = await all(`actorId=${id}&role=support_lead&tool=issue_refund`);
    expect(entries.map(({ action }) => action).sort()).toEqual(
      expect.arrayContaining(['sign_off.given', 'sign_off.given', 'ticket.approved', 'ticket.approved']),
    );
    expect(new Set(entries.map(({ actor }) => actor.id))).toEqual(new Set([id]));
    expect(await ticketsOf(`actorId=${id}&role=operator`)).toEqual([]);
  });

  test('by the number that people say, in both orders, each entry once', async () => {
    const { number } = await installation.as('auditor').ticket(of.large!);
    const [down, up, byId] = [
      await all(`text=T-${number}`),
      await all(`text=T-${number}&sort=id`),
      await all(`ticketId=${of.large}`),
    ];
    expect(down.length).toBeGreaterThan(5);
    expect(down).toEqual(byId);
    expect(up).toEqual([...down].reverse());
  });

  test.each(['amountFrom=1', 'currency=XXX', 'outcome=nice', 'routingPolicyVersion=one', 'personId=x', 'colour=red'])(
    'and not by %s',
    async (query) => {
      expect((await installation.as('auditor').get(`/v1/audit-entries?${query}`)).status).toBe(400);
    },
  );

  test.each<[string, () => string]>([
    ['amount', () => 'currency=EUR&amountFrom=50000'],
    ['outcome', () => 'outcome=succeeded'],
    ['who did it', () => `actorId=${installation.as('operator').id}`],
    ['an agent that did it', () => `actorId=${installation.agent.id}&tool=issue_refund`],
    ['action and role', () => 'action=sign_off.given&role=support_lead'],
  ])('are exported as they are on the screen, by %s', async (_, query) => {
    const shown = (await all(query())).map(({ id }) => id).reverse();
    expect(shown.length).toBeGreaterThan(1);
    const auditor = installation.as('auditor');
    const { text: lines } = await auditor.get(`/v1/audit-log/export?format=jsonl&${query()}`);
    const read: Answer[] = lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(read.filter(({ type }) => type === 'entry').map(({ id }) => id)).toEqual(shown);
    expect(read[0]).toMatchObject({ full: false, filters: Object.fromEntries(new URLSearchParams(query())) });
    const { text: csv } = await auditor.get(`/v1/audit-log/export?format=csv&${query()}`);
    const [head, ...rows] = parseCsv(csv.replace(/^\ufeff/, ''));
    expect(rows.map((row) => row[head!.indexOf('id')])).toEqual(shown);
  });
});

describe('a search through a long log', () => {
  test('stops where it has looked through enough, says so, and goes on from there to what is far back', async () => {
    const { id: agentId, keyId } = installation.agent;
    const rare = await refunded({ amount: '123456', currency: 'CHF' });
    await installation.sql(FILL.text, [0, 10_999, 11_000, agentId, keyId, [installation.as('operator').id]]);
    const first = await search('currency=CHF');
    expect(first).toMatchObject({ data: [], cutOff: true, nextCursor: expect.any(String) });
    const second = await search(`currency=CHF&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ cutOff: false, nextCursor: null });
    expect(new Set(second.data.map(({ subject }: Answer) => subject))).toEqual(new Set([`ticket:${rare}`]));
    const { text } = await installation.as('auditor').get('/v1/audit-log/export?format=jsonl&currency=CHF');
    expect(text.match(/"type":"entry"/g)).toHaveLength(second.data.length);
  }, 60_000);
});
