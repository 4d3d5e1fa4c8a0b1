import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { TestAgent } from '../support/installation-agent.js';
import { type Answer, ok, outcome } from '../support/installation-http.js';
import { question } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

const admin = () => installation.as('admin');
const notAccepted = { status: 401, code: 'key_not_accepted' };
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const rotate = (key: TestAgent, until: string) =>
  admin().post(`/v1/agents/${key.id}/keys/${key.keyId}/rotate`, { until });

async function shown(key: TestAgent): Promise<Answer> {
  const { data } = await ok(admin().get('/v1/agents'));
  return data.flatMap(({ keys }: Answer) => keys).find(({ id }: Answer) => id === key.keyId);
}

async function rotated(key: TestAgent, until: string): Promise<TestAgent> {
  const answer = await ok(rotate(key, until));
  return new TestAgent(installation.baseUrl, key.id, answer.id, answer.key);
}

describe('rotating a key', () => {
  test('gives another one of the same scope; both work until the end that was chosen, and then only the new one', async () => {
    const old = await installation.addKey(installation.agent.id, { domains: ['faq'] });
    const until = inDays(7);
    const next = await rotated(old, until);
    expect(await outcome(old.propose(question()))).toEqual({ status: 201 });
    expect(await outcome(next.propose(question()))).toEqual({ status: 201 });
    expect(await outcome(next.propose({ ...question(), domain: 'payment' }))).toEqual({
      status: 403,
      code: 'out_of_scope',
    });
    expect(await shown(old)).toMatchObject({ expiresAt: until, revokedAt: null });
    expect(await shown(next)).toMatchObject({ expiresAt: null, replaces: old.keyId, domains: ['faq'] });
    await installation.sql('UPDATE agent_key SET expires_at = clock_timestamp() WHERE id = $1', [old.keyId]);
    expect(await outcome(old.propose(question()))).toEqual(notAccepted);
    expect(await outcome(next.propose(question()))).toEqual({ status: 201 });
    const log = await ok(installation.as('auditor').get('/v1/audit-entries?action=agent_key.rotated'));
    expect(log.data[0]).toMatchObject({
      actor: { id: admin().id },
      payload: { keyId: old.keyId, newKeyId: next.keyId, until, domains: ['faq'] },
    });
  });

  test('happens once: of eight admins at one instant one does it', async () => {
    const key = await installation.addKey(installation.agent.id);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => outcome(rotate(key, inDays(1)))));
    expect(outcomes.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(outcomes.filter(({ code }) => code === 'key_not_active')).toHaveLength(7);
  });

  test('takes no end that is past or far away, no key that is revoked, and none of another agent', async () => {
    const key = await installation.addKey(installation.agent.id);
    for (const until of [inDays(-1), inDays(91)]) {
      expect(await outcome(rotate(key, until))).toEqual({ status: 400, code: 'validation_failed' });
    }
    const other = await installation.addAgent('somebody-else');
    expect(await outcome(rotate(new TestAgent(installation.baseUrl, other.id, key.keyId, ''), inDays(1)))).toEqual({
      status: 404,
      code: 'not_found',
    });
    expect((await shown(key)).expiresAt).toBeNull();
    await admin().post(`/v1/agents/${key.id}/keys/${key.keyId}/revoke`);
    expect(await outcome(rotate(key, inDays(1)))).toEqual({ status: 409, code: 'key_not_active' });
  });

  test('makes whoever did it an issuer, who signs nothing that is proposed with the new key', async () => {
    const lead = await installation.addPerson('rotates-and-signs', 'admin', 'support_lead');
    const key = await installation.addKey(installation.agent.id);
    const answer = await ok(lead.post(`/v1/agents/${key.id}/keys/${key.keyId}/rotate`, { until: inDays(1) }));
    const [row] = await installation.sql('SELECT issued_by FROM agent_key WHERE id = $1', [answer.id]);
    expect(row.issued_by).toBe(lead.id);
  });
});

describe('when a key was last used', () => {
  test('is noted by what it asks to change, not by what it reads', async () => {
    const key = await installation.addKey(installation.agent.id);
    expect((await shown(key)).lastUsedAt).toBeNull();
    await key.get(`/v1/proposals/${key.id}`);
    expect((await shown(key)).lastUsedAt).toBeNull();
    await key.submit(question());
    expect((await shown(key)).lastUsedAt).toMatch(/:00\.000Z$/);
  });

  test('is written once a minute, however many ask at once', async () => {
    const key = await installation.addKey(installation.agent.id);
    const version = async () =>
      (await installation.sql('SELECT xmin::text, last_used_at FROM agent_key WHERE id = $1', [key.keyId]))[0];
    await Promise.all(Array.from({ length: 16 }, () => key.submit(question())));
    const first = await version();
    await key.submit(question());
    expect(await version()).toEqual(first);
    await installation.sql(`UPDATE agent_key SET last_used_at = last_used_at - interval '61 seconds' WHERE id = $1`, [
      key.keyId,
    ]);
    await key.submit(question());
    expect((await version()).last_used_at.getTime()).toBeGreaterThan(first.last_used_at.getTime() - 1);
  });
});
