import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { ok, outcome } from '../support/installation-http.js';
import { refund } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

const list = () => ok(installation.as('operator').get('/v1/reject-reasons'));
const change = (body: unknown, who: 'support_lead' | 'operator' = 'support_lead') =>
  installation.as(who).request('PUT', '/v1/reject-reasons', { body });

async function rejectFor(reason: string, note?: string) {
  const { id } = await installation.agent.submit(refund());
  const operator = installation.as('operator');
  const { revision, contentHash } = await operator.ticket(id);
  return { id, reply: await operator.post(`/v1/tickets/${id}/reject`, { revision, contentHash, reason, note }) };
}

describe('the reasons to refuse for', () => {
  test('begin with those of the contract', async () => {
    const { version, data, archived } = await list();
    expect(version).toBe(1);
    expect(data.map(({ code }: { code: string }) => code)).toEqual(
      'wrong_amount wrong_customer not_justified duplicate against_policy unsafe other'.split(' '),
    );
    expect(archived).toEqual([]);
  });

  test('are kept by support leads, who leave an entry; what is left out is archived and can be read', async () => {
    const { data } = await list();
    const reasons = [
      { code: 'goodwill_used_up', label: 'Goodwill is used up' },
      ...data
        .slice(0, 6)
        .map((reason: { code: string }) => (reason.code === 'unsafe' ? { ...reason, label: 'Not safe' } : reason)),
    ];
    const changed = await ok(change({ version: 1, reasons }));
    expect(changed).toEqual({ version: 2, data: reasons, archived: [{ code: 'other', label: 'Another reason' }] });
    const { data: entries } = await ok(
      installation.as('auditor').get('/v1/audit-entries?action=reject_reasons.changed&limit=5'),
    );
    expect(entries).toHaveLength(1);
    expect(entries[0].actor).toMatchObject({ id: installation.as('support_lead').id });
    expect(entries[0].payload).toEqual({
      version: 2,
      added: ['goodwill_used_up'],
      archived: ['other'],
      relabelled: ['unsafe'],
      reordered: false,
    });
  });

  test('go back to the agent as a code, without the words beside it; one that is archived is refused', async () => {
    const { id, reply } = await rejectFor('goodwill_used_up', 'Three times this month');
    await ok(reply);
    const answer = await installation.agent.answer(id);
    expect(answer.ticket).toMatchObject({ state: 'rejected', rejectReason: 'goodwill_used_up' });
    expect(JSON.stringify(answer)).not.toContain('Three times');
    expect(await outcome((await rejectFor('other')).reply)).toMatchObject({ status: 400, code: 'validation_failed' });
    expect(await outcome((await rejectFor('no_such_reason')).reply)).toMatchObject({ status: 400 });
  });

  test('are changed on top of the list that was read, by whoever is first', async () => {
    const { version, data } = await list();
    const both = await Promise.all(
      ['first', 'second'].map((code) => change({ version, reasons: [...data, { code, label: code }] })),
    );
    const answers = await Promise.all(both.map((reply) => outcome(reply)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)).toMatchObject({ code: 'stale_version' });
    expect((await list()).version).toBe(version + 1);
  });

  test.each([
    ['no reason at all', []],
    [
      'a code twice',
      [
        { code: 'a', label: 'A' },
        { code: 'a', label: 'B' },
      ],
    ],
    [
      'a label twice',
      [
        { code: 'a', label: 'A' },
        { code: 'b', label: 'a ' },
      ],
    ],
    ['a code with a blank', [{ code: 'a b', label: 'A' }]],
    ['a label without words', [{ code: 'a', label: ' ' }]],
    ['more than thirty', Array.from({ length: 31 }, (_, n) => ({ code: `c${n}`, label: `L${n}` }))],
  ])('can’t be %s', async (_, reasons) => {
    const { version } = await list();
    expect(await outcome(change({ version, reasons }))).toMatchObject({ status: 400 });
  });

  test('stay as they are when nothing is changed, and are never changed in place', async () => {
    const { version, data } = await list();
    expect(await outcome(change({ version, reasons: data }))).toMatchObject({ status: 422, code: 'nothing_changed' });
    for (const text of ['UPDATE reject_reason_list SET version = 9', 'DELETE FROM reject_reason_list'])
      await expect(installation.sql(text)).rejects.toMatchObject({ code: '42501' });
  });

  test('are not for operators to change', async () => {
    const { version, data } = await list();
    expect(await outcome(change({ version, reasons: data.slice(1) }, 'operator'))).toMatchObject({ status: 403 });
  });
});
