import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok } from '../support/installation-http.js';
import { lockAccount, refund } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
  for (let n = 0; n < 3; n += 1) await installation.agent.submit(refund());
});
afterAll(() => installation.stop());

const cursorOf = (...parts: unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

const LISTS = [
  'tickets',
  'approvals',
  'audit-entries',
  'people',
  'agents',
  'tools',
  'routing-policies',
  'sign-off-policies',
];

const SORTS: Record<string, string> = {
  tickets: '-createdAt',
  approvals: '-at',
  'audit-entries': '-id',
  people: 'email',
  agents: 'name',
  tools: 'name',
  'routing-policies': '-version',
  'sign-off-policies': '-version',
};

describe('a list', () => {
  test.each(
    LISTS.flatMap((list) =>
      [
        'limit=0',
        'limit=101',
        'limit=2.5',
        'limit=many',
        'limit=',
        'sort=shoe-size',
        'sort=-createdAt%3BDROP',
        'colour=red',
        '__proto__=x',
        'cursor=%00',
        'cursor=not-base64!',
        `cursor=${cursorOf('another sort', 'x')}`,
        `cursor=${cursorOf(SORTS[list])}`,
        `cursor=${cursorOf(SORTS[list], 7)}`,
        `cursor=${Buffer.from('{"a":1}').toString('base64url')}`,
      ].map((query) => [list, query] as const),
    ),
  )('of %s refuses %s', async (list, query) => {
    await isRefused(`/v1/${list}?${query}`);
  });

  const ID = '01920000-0000-7000-8000-000000000000';
  test.each<[string, string, unknown[]]>([
    ['tickets', '-createdAt', ['no id']],
    ['tickets', '-createdAt', ["' OR 1=1 --"]],
    ['tickets', '-createdAt', [ID, 'one too many']],
    ['tickets', 'dueAt', ['some day', ID]],
    ['tickets', 'dueAt', ['2026-10-01T00:00:00Z', 'no id']],
    ['tickets', 'dueAt', ['2026-10-01T00:00:00Z']],
    ['tickets', '-priority', ['high', ID]],
    ['tickets', '-priority', ['99999999999', ID]],
    ['approvals', '-at', ['no id']],
    ['audit-entries', '-id', ['no number']],
    ['audit-entries', '-id', ['9'.repeat(40)]],
    ['routing-policies', '-version', ['no number']],
    ['sign-off-policies', '-version', ['1e99']],
    ['people', 'email', ['a\u0000b']],
    ['agents', 'name', ['a\u0000b']],
  ])('of %s by %s refuses a cursor that it never gave: %j', async (list, sort, keys) => {
    await isRefused(`/v1/${list}?sort=${sort}&cursor=${cursorOf(sort, ...keys)}`);
  });

  test.each([
    'tickets?state=open',
    'tickets?state=approved,open',
    'tickets?executionState=done',
    'tickets?agentId=me',
    'tickets?claimedBy=you',
    'tickets?number=-1',
    'tickets?number=1e3',
    'tickets?number=9999999999999999',
    'tickets?needsMySignature=yes',
    'tickets?domain=%00',
    'approvals?personId=7',
    'approvals?ticketId=7',
    'approvals?verdict=maybe',
    'approvals?from=yesterday',
    'approvals?to=2026-13-01',
    'audit-entries?ticketId=7',
    'audit-entries?actorId=system',
    'audit-entries?from=2026-02-30T25:00',
    'audit-entries?to=12',
    'audit-entries?from=2026-01-01%20(Thursday)',
    'audit-entries?action=%00',
  ])('refuses %s', async (path) => {
    await isRefused(`/v1/${path}`);
  });

  async function isRefused(path: string): Promise<void> {
    const { status, body, headers } = await installation.as('auditor').get(path);
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'validation_failed' });
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(body.errors).toHaveLength(1);
  }

  test.each([
    ['people', 'email'],
    ['agents', 'name'],
    ['tools', 'name'],
  ])('of %s comes whole and once through its pages, by %s', async (list, key) => {
    for (const name of ['b-desk', 'a-desk', 'c-desk']) {
      if (list === 'agents') await installation.addAgent(name);
      if (list === 'tools') await installation.registerTool(name);
    }
    const found: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Answer = await ok(
        installation.as('auditor').get(`/v1/${list}?limit=2${cursor && `&cursor=${cursor}`}`),
      );
      expect(page.data.length).toBeLessThanOrEqual(2);
      found.push(...page.data.map((item: Answer) => item[key]));
      cursor = page.nextCursor;
    }
    const { data } = await ok(installation.as('auditor').get(`/v1/${list}?limit=100`));
    expect(found.length).toBeGreaterThan(3);
    expect(found).toEqual(data.map((item: Answer) => item[key]));
    expect(new Set(found).size).toBe(found.length);
  });
});

describe('the history of approvals', () => {
  let locked: Answer;
  let refunded: Answer;
  beforeAll(async () => {
    const [operator, lead] = [installation.as('operator'), installation.as('support_lead')];
    locked = await operator.ticket((await installation.agent.submit(lockAccount())).id);
    refunded = await operator.ticket((await installation.agent.submit(refund())).id);
    await ok(operator.approve(locked, { note: 'Called back' }));
    await ok(lead.approve(locked));
    await ok(lead.reject(refunded, 'wrong_amount'));
  });

  const of = async (query: string): Promise<Answer[]> =>
    (await ok(installation.as('auditor').get(`/v1/approvals?${query}`))).data;

  test('says who signed what in which role, newest first', async () => {
    const [first, ...others] = await of('');
    expect(others.map(({ ticketId, personName, verdict, note }) => [ticketId, personName, verdict, note])).toEqual([
      [locked.id, 'support_lead', 'approve', null],
      [locked.id, 'operator', 'approve', 'Called back'],
    ]);
    expect(first).toEqual({
      id: expect.any(String),
      ticketId: refunded.id,
      ticketNumber: refunded.number,
      personId: installation.as('support_lead').id,
      personName: 'support_lead',
      role: 'support_lead',
      verdict: 'reject',
      reason: 'wrong_amount',
      note: null,
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      revision: 1,
      contentHash: refunded.contentHash,
      counts: true,
      toolCall: { name: 'issue_refund', arguments: refunded.toolCall.arguments },
      ticketState: 'rejected',
      executionState: null,
    });
  });

  test('is filtered by person, verdict, tool, role, ticket and time', async () => {
    const { id } = installation.as('support_lead');
    const tickets = async (query: string) => (await of(query)).map(({ ticketId }) => ticketId);
    expect(await tickets(`personId=${id}`)).toEqual([refunded.id, locked.id]);
    expect(await tickets('verdict=reject')).toEqual([refunded.id]);
    expect(await tickets('tool=change_account_state')).toEqual([locked.id, locked.id]);
    expect(await tickets('role=operator')).toEqual([locked.id]);
    expect(await tickets(`ticketId=${refunded.id}`)).toEqual([refunded.id]);
    const [{ at }] = await of('limit=1');
    expect(await tickets(`from=${at}`)).toEqual([refunded.id]);
    expect(await tickets(`to=${at}`)).toEqual([locked.id, locked.id]);
    expect(await tickets(`personId=${id}&verdict=approve&tool=change_account_state`)).toEqual([locked.id]);
  });

  test('goes on where the page before ended', async () => {
    const first = await ok(installation.as('auditor').get('/v1/approvals?limit=1'));
    const second = await ok(installation.as('auditor').get(`/v1/approvals?limit=2&cursor=${first.nextCursor}`));
    expect([...first.data, ...second.data]).toEqual(await of(''));
    expect(second.nextCursor).toBeNull();
  });
});
