import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { ok, outcome } from '../support/installation-http.js';
import type { TestPerson } from '../support/installation-person.js';

let installation: Installation;
let operator: TestPerson;
let lead: TestPerson;
beforeAll(async () => {
  installation = await startInstallation();
  operator = installation.as('operator');
  lead = installation.as('support_lead');
});
afterAll(() => installation.stop());

const named = (name: string, more: object = {}) => ({
  name,
  view: 'pending',
  narrow: { domain: 'payment', tool: 'issue_refund' },
  ...more,
});

async function namesSeenBy(person: TestPerson): Promise<string[]> {
  return (await ok(person.get('/v1/saved-filters?limit=100'))).data.map(({ name }: { name: string }) => name);
}

describe('a saved filter', () => {
  test('is its owner’s alone, as it was saved, and is on record without its name', async () => {
    const made = await ok(operator.post('/v1/saved-filters', named('Refunds')));
    expect(made).toMatchObject({
      name: 'Refunds',
      view: 'pending',
      shared: false,
      ownerId: operator.id,
      removable: true,
    });
    expect((await ok(operator.get('/v1/saved-filters'))).data).toEqual([made]);
    expect(await namesSeenBy(lead)).toEqual([]);
    const { data } = await ok(lead.get('/v1/audit-entries?action=saved_filter.added'));
    expect(data[0]).toMatchObject({ actor: { id: operator.id }, subject: `saved_filter:${made.id}` });
    expect(data[0].payload).toEqual({ shared: false });
    // Neither a support lead nor anybody else gets at it.
    expect(await outcome(lead.request('DELETE', `/v1/saved-filters/${made.id}`))).toEqual({
      status: 404,
      code: 'not_found',
    });
    await ok(operator.request('DELETE', `/v1/saved-filters/${made.id}`));
    expect(await namesSeenBy(operator)).toEqual([]);
  });

  test('that is shared is everybody’s to use, and only support leads’ to make and to remove', async () => {
    const shared = named('Large refunds', { shared: true });
    expect(await outcome(operator.post('/v1/saved-filters', shared))).toEqual({ status: 403, code: 'not_allowed' });
    expect(await outcome(installation.as('admin').post('/v1/saved-filters', shared))).toEqual({
      status: 403,
      code: 'not_allowed',
    });
    const { id } = await ok(lead.post('/v1/saved-filters', shared));
    for (const person of [operator, lead, installation.as('auditor')]) {
      expect(await namesSeenBy(person)).toContain('Large refunds');
    }
    expect(await outcome(operator.request('DELETE', `/v1/saved-filters/${id}`))).toEqual({
      status: 404,
      code: 'not_found',
    });
    const other = await installation.addPerson('another-lead', 'support_lead');
    await ok(other.request('DELETE', `/v1/saved-filters/${id}`));
    expect(await namesSeenBy(operator)).not.toContain('Large refunds');
  });

  test('has a name that its owner has not given yet, whatever its case', async () => {
    await ok(operator.post('/v1/saved-filters', named('Mine')));
    const taken = { status: 409, code: 'filter_name_taken' };
    expect(await outcome(operator.post('/v1/saved-filters', named(' mine ')))).toEqual(taken);
    await ok(lead.post('/v1/saved-filters', named('Mine')));
  });

  test.each([
    ['an unknown view', { view: 'everything' }],
    ['no filter of tickets', { narrow: { colour: 'red' } }],
    ['a value that nothing has', { narrow: { state: 'lost' } }],
    ['a value that is no text', { narrow: { domain: ['payment'] } }],
    ['a blank name', { name: ' ' }],
    ['somebody else for its owner', { ownerId: randomUUID() }],
  ])('with %s is refused', async (_, wrong) => {
    const reply = await outcome(operator.post('/v1/saved-filters', named('Wrong', wrong)));
    expect(reply).toEqual({ status: 400, code: 'validation_failed' });
  });

  test('is one of a hundred at most, also when two come at once', async () => {
    const many = await installation.addPerson('collects', 'operator');
    for (let n = 0; n < 99; n += 1) await ok(many.post('/v1/saved-filters', named(`Filter ${n}`)));
    const both = await Promise.all(
      ['last', 'one more'].map((name) => outcome(many.post('/v1/saved-filters', named(name)))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('is in pages, by name', async () => {
    const person = await installation.addPerson('pages', 'operator');
    for (const name of ['b', 'A', 'c']) await ok(person.post('/v1/saved-filters', named(name)));
    const mine = ({ ownerId }: { ownerId: string }) => ownerId === person.id;
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const page = await ok(person.get(`/v1/saved-filters?limit=1${cursor}`));
      seen.push(...page.data.filter(mine).map(({ name }: { name: string }) => name));
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(seen).toEqual(['A', 'b', 'c']);
  });
});
