import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { entriesMatchStates } from '../support/entries-match-states.js';
import { failLately } from '../support/failing-domain.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok, outcome } from '../support/installation-http.js';
import { question } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

const as = (who: Parameters<Installation['as']>[0]) => installation.as(who);
const inForce = async (): Promise<Answer> => (await ok(as('auditor').get('/v1/routing-policies?limit=1'))).data[0];

/** Another policy than any before: it differs by a name. */
async function anotherPolicy(): Promise<{ basedOn: number; document: Answer }> {
  const { version, document } = await inForce();
  const policy = document.risk_routing_policy;
  const review = policy.review_required_if;
  const domain = [...review.domain, `domain_${version}_${Math.random().toString(36).slice(2)}`];
  return {
    basedOn: version,
    document: { risk_routing_policy: { ...policy, review_required_if: { ...review, domain } } },
  };
}

const file = async (by: 'support_lead' | 'product' | 'security' | 'admin' = 'support_lead', over: object = {}) =>
  as(by).post('/v1/changes', {
    kind: 'routing_policy',
    reason: 'They were wrong.',
    ...(await anotherPolicy()),
    ...over,
  });
const say = (verdict: 'approve' | 'reject', { id, contentHash }: Answer, over: object = {}) => {
  const body = { contentHash, ...(verdict === 'reject' ? { reason: 'Too wide.' } : {}), ...over };
  return (who: Parameters<Installation['as']>[0]) => as(who).post(`/v1/changes/${id}/${verdict}`, body);
};
const read = (id: string, who: Parameters<Installation['as']>[0] = 'auditor') => ok(as(who).get(`/v1/changes/${id}`));
const told = async ({ id }: Answer): Promise<Answer[]> =>
  (await installation.sql(
    `SELECT actor, action, convert_from(canonical, 'UTF8')::jsonb -> 'payload' AS payload FROM audit_entry
     WHERE subject = $1 ORDER BY id`,
    [`change:${id}`],
  )) as Answer[];

describe('from complaints to a hold', () => {
  beforeAll(() => failLately(installation, 'guide'));

  test('what has risen is flagged with its counts, and what could be done at once', async () => {
    const { flags, inForce: version, looked } = await ok(as('product').get('/v1/insights/flags'));
    expect(version).toBe((await inForce()).version);
    expect(looked).toBe(2);
    expect(flags.map(({ measure, domain, before, now }: Answer) => ({ measure, domain, before, now }))).toEqual(
      [null, 'guide'].map((domain) => ({
        measure: 'high_confidence_wrong_answer_rate',
        domain,
        before: { wrong: 0, of: 24 },
        now: { wrong: 8, of: 24 },
      })),
    );
    expect(flags[1].mitigations).toMatchObject(
      ['block_without_citation', 'mark', 'safety_hold'].map((mitigation) => ({ mitigation, notOffered: null })),
    );
    expect((await ok(as('product').get('/v1/insights/flags?recentDays=90&beforeDays=1'))).flags).toEqual([]);
  });

  test('a lead files one, two others approve it, and the next proposal of the domain waits for a person', async () => {
    const { flags, inForce: basedOn } = await ok(as('support_lead').get('/v1/insights/flags'));
    const { document } = flags[1].mitigations[2];
    const { effect, findings } = await ok(as('support_lead').post('/v1/routing-policies/try', { document }));
    expect(effect).toMatchObject({
      looked: 48,
      moves: [{ from: 'auto_allowed', to: 'pending_review', n: 48 }],
      differences: [{ rule: 'review_required_if', condition: 'domain' }],
    });
    expect(findings.map(({ id }: Answer) => id)).toContain('never_reached:auto_allow_if.domain:guide');

    const flag = { measure: flags[1].measure, domain: 'guide', clusterId: null, mitigation: 'safety_hold' };
    const change = await ok(file('support_lead', { basedOn, document, flag, reason: 'Eight of 24 were corrected.' }));
    expect(change).toMatchObject({
      state: 'open',
      flag: {
        ...flag,
        stood: {
          before: { n: 0, of: 24, days: 28 },
          now: { n: 8, of: 24, days: 7 },
          p: flags[1].p,
          at: expect.stringMatching(/Z$/),
        },
      },
      baseInForce: true,
      allowedActions: ['withdraw'],
      missing: [
        { anyOf: ['product'], count: 1 },
        { anyOf: ['security', 'legal'], count: 1 },
      ],
    });
    expect(await ok(as('operator').get(`/v1/changes/${change.id}/effect`))).toEqual({
      inForce: basedOn,
      findings,
      effect,
    });
    expect(await installation.agent.submit({ ...question(), domain: 'guide' })).toMatchObject({ status: 'ok' });
    const waiting = (await ok(as('support_lead').get('/v1/insights/flags'))).flags[1].mitigations;
    expect(waiting.map(({ filed }: Answer) => filed)).toEqual([null, null, { id: change.id, number: change.number }]);

    expect(await ok(say('approve', change)('product'))).toEqual({ id: change.id, state: 'open' });
    expect((await read(change.id, 'security')).allowedActions).toEqual(['approve', 'reject']);
    expect(await ok(say('approve', change)('security'))).toEqual({ id: change.id, state: 'approved' });
    expect(await inForce()).toMatchObject({ version: basedOn + 1, document, createdBy: as('security').id });

    const proposed = await installation.agent.submit({ ...question(), domain: 'guide' });
    expect(proposed).toMatchObject({ status: 'needs_review', reasonCode: 'POLICY_RESTRICTED' });
    const after = await ok(as('support_lead').get('/v1/insights/flags'));
    expect(after.flags[1].mitigations.map(({ notOffered }: Answer) => notOffered)).toEqual([
      'stricter_in_force',
      'stricter_in_force',
      'in_force',
    ]);
    const entries = await told(change);
    expect(entries.map(({ action }) => action)).toEqual([
      'change.filed',
      'change.signed',
      'change.signed',
      'change.approved',
    ]);
    const { stood, ...answered } = change.flag;
    expect(entries[0]!.payload).toMatchObject({ flag: answered, stood, contentHash: change.contentHash });
  });

  test('what a sign counted stays as it was filed, and what it counts now is beside it', async () => {
    const [{ id, flag }] = (await ok(as('auditor').get('/v1/changes?limit=1'))).data;
    const raised = await ok(as('legal').get(`/v1/changes/${id}/flag`));
    expect(raised).toMatchObject({ raised: true, now: { before: { n: 0, of: 24 }, now: { n: 8, of: 24 } } });
    // They were answers of last week, and nobody complained of those before: what went wrong falls among them now.
    await installation.sql(`UPDATE ticket SET created_at = created_at - interval '9 days' WHERE domain = 'guide'`);
    await installation.sql(`UPDATE insight_story SET taken_at = taken_at - interval '9 days' WHERE domain = 'guide'`);
    const fallen = await ok(as('product').get(`/v1/changes/${id}/flag`));
    expect(fallen).toMatchObject({ raised: false });
    expect((await read(id)).flag).toEqual(flag);
    await installation.sql(`UPDATE ticket SET created_at = created_at + interval '9 days' WHERE domain = 'guide'`);
    await installation.sql(`UPDATE insight_story SET taken_at = taken_at + interval '9 days' WHERE domain = 'guide'`);
    const other = await ok(file());
    expect(await outcome(as('legal').get(`/v1/changes/${other.id}/flag`))).toEqual({ status: 404, code: 'not_found' });
    expect(await outcome(as('operator').get(`/v1/changes/${id}/flag`))).toEqual({ status: 403, code: 'not_allowed' });
  });

  test('complaints that grow are named by their cluster, and counted by its texts', async () => {
    const said = (text: string, domain: string, days: number[]) =>
      days.map((day, n) => ({
        id: `${domain}-${n}`,
        text: `${text}, ${n % 3 === 0 ? 'again' : 'please help'}`,
        at: new Date(Date.now() - day * 86_400_000).toISOString(),
        domain,
      }));
    const often = Array.from({ length: 12 }, (_, n) => 0.2 + 0.4 * n);
    const texts = [
      ...said('The parcel did not arrive', 'delivery', [3, 11, 19, 27, 35, 43, 51, 59]),
      ...said('The lesson stops in the middle', 'faq', often),
    ];
    await ok(installation.agent.request('POST', '/v1/support-texts', { body: { texts } }));
    await installation.groupComplaints();
    const { growing, inForce: basedOn } = await ok(as('support_lead').get('/v1/insights/flags'));
    const { clusterId, lately, before, mitigations } = growing.find(({ domain }: Answer) => domain === 'faq');
    const named = { measure: 'growing_cluster', domain: 'faq', clusterId, mitigation: 'safety_hold' };
    const { document } = mitigations[2];
    const change = await ok(file('support_lead', { basedOn, document, flag: named }));
    expect(change.flag).toMatchObject({
      ...named,
      stood: { before: { n: before, of: null }, now: { n: lately, of: null }, p: null },
    });
    expect(await ok(as('security').get(`/v1/changes/${change.id}/flag`))).toMatchObject({
      raised: true,
      now: { now: { n: lately } },
    });
    const wrongly = async (flag: object) => outcome(file('support_lead', { basedOn, document, flag }));
    expect(await wrongly({ ...named, clusterId: undefined })).toMatchObject({ status: 400 });
    expect(await wrongly({ ...named, clusterId: 'all of them' })).toMatchObject({ status: 400 });
    expect(await wrongly({ ...named, measure: 'high_confidence_wrong_answer_rate' })).toMatchObject({ status: 400 });
    const lost = { status: 409, code: 'flag_not_raised' };
    expect(await wrongly({ ...named, clusterId: as('admin').id })).toEqual(lost);
    expect(await wrongly({ ...named, domain: 'delivery' })).toEqual(lost);
  });

  test('a change goes by the name of a mitigation only where it is that and no more, of a sign that stands', async () => {
    const { flags, inForce: basedOn } = await ok(as('support_lead').get('/v1/insights/flags'));
    const named = { measure: flags[0].measure, domain: null, mitigation: 'mark' };
    const { document } = flags[0].mitigations[1];
    const loosened = structuredClone(document);
    loosened.risk_routing_policy.auto_allow_if.confidence_min = 0.1;
    const filing = (over: object) => outcome(file('support_lead', { basedOn, document, flag: named, ...over }));
    expect(await filing({ document: loosened })).toEqual({ status: 400, code: 'validation_failed' });
    expect(await filing({ flag: { ...named, mitigation: 'safety_hold' } })).toMatchObject({ status: 400 });
    const quiet = { ...named, measure: 'wrong_action_rate_after_low_confidence' };
    expect(await filing({ flag: quiet })).toEqual({ status: 409, code: 'flag_not_raised' });
    expect(await filing({ flag: { ...named, domain: 'nowhere' } })).toEqual({ status: 409, code: 'flag_not_raised' });
    const change = await ok(file('support_lead', { basedOn, document, flag: named }));
    expect(change.flag).toMatchObject({ ...named, stood: { now: { n: 8, of: 24 } } });

    // There and back again: the same policy is in force as another version, and what was filed from the first can't go live.
    const offered = async () => (await ok(as('product').get('/v1/insights/flags'))).flags[0].mitigations[1];
    expect((await offered()).filed).toMatchObject({ id: change.id });
    const before = (await inForce()).document;
    await installation.addPolicy('routing_policy', (await anotherPolicy()).document);
    const version = await installation.addPolicy('routing_policy', before);
    expect(await offered()).toMatchObject({ document, filed: null });
    expect(await ok(file('support_lead', { basedOn: version, document, flag: named }))).toMatchObject({
      state: 'open',
    });
  });

  test('marked answers say LOW_CONFIDENCE, and those without a source that opens wait by the rule for sources', async () => {
    const { basedOn, document } = await anotherPolicy();
    document.risk_routing_policy.review_required_if = {
      ...document.risk_routing_policy.review_required_if,
      domain: ['payment'],
      unsure_domain: ['faq'],
      uncited_in: ['guide'],
    };
    const change = await ok(file('support_lead', { basedOn, document }));
    await ok(say('approve', change)('product'));
    await ok(say('approve', change)('legal'));
    expect(await installation.agent.submit(question())).toMatchObject({
      status: 'needs_review',
      reasonCode: 'LOW_CONFIDENCE',
      nextAction: 'provide_more_context',
    });
    const guide = await installation.agent.submit({ ...question(), domain: 'guide' });
    expect(guide).toMatchObject({ status: 'needs_review', reasonCode: 'POLICY_RESTRICTED', nextAction: 'ask_human' });
    const addresses = { id: 'addresses', title: 'Addresses', content: '# Addresses\n\nUnder Settings.' };
    await ok(as('admin').post('/v1/documents', addresses));
    const cited = {
      ...question(),
      domain: 'guide',
      draft: { answer: 'Under Settings.', confidence: 0.93, citations: ['kb:addresses#1'] },
    };
    expect(await installation.agent.submit(cited)).toMatchObject({ status: 'ok' });
  });
});

describe('four eyes', () => {
  test('nobody decides on what they filed, and nobody outside the roles it takes; each try is on record', async () => {
    const change = await ok(file('product'));
    const refused = { status: 403, code: 'not_allowed_to_sign' };
    for (const who of ['product', 'admin', 'auditor', 'operator', 'support_lead', 'platform'] as const)
      expect(await outcome(say('approve', change)(who))).toEqual(refused);
    expect(await outcome(say('reject', change)('product'))).toEqual(refused);
    expect(await outcome(installation.agent.request('POST', `/v1/changes/${change.id}/approve`, {}))).toEqual(refused);
    const tries = (await told(change)).filter(({ action }) => action === 'change.refused');
    expect(tries).toHaveLength(8);
    expect(tries[0]).toMatchObject({
      actor: `person:${as('product').id}`,
      payload: { verdict: 'approve', because: 'You filed this change. Others decide on it.' },
    });
    expect((await read(change.id)).signOffs).toEqual([]);
  });

  test('one person signs once, and fills one place', async () => {
    const both = await installation.addPerson('product-and-security', 'product', 'security');
    const change = await ok(file());
    const body = { contentHash: change.contentHash };
    expect(await ok(both.post(`/v1/changes/${change.id}/approve`, body))).toMatchObject({ state: 'open' });
    expect(await outcome(both.post(`/v1/changes/${change.id}/approve`, body))).toEqual({
      status: 409,
      code: 'already_signed',
    });
    expect(await ok(say('approve', change)('legal'))).toMatchObject({ state: 'approved' });
  });
});

describe('what else can become of a change', () => {
  test('a rejection ends it, with its reason; a withdrawal is for who filed it', async () => {
    const change = await ok(file());
    expect(await outcome(as('second_lead').post(`/v1/changes/${change.id}/withdraw`, {}))).toEqual({
      status: 403,
      code: 'not_allowed',
    });
    expect(await ok(say('reject', change)('legal'))).toMatchObject({ state: 'rejected' });
    expect(await read(change.id)).toMatchObject({
      state: 'rejected',
      version: null,
      missing: [],
      signOffs: [{ personName: 'legal', verdict: 'reject', reason: 'Too wide.' }],
    });
    expect(await outcome(say('approve', change)('product'))).toEqual({ status: 409, code: 'change_over' });
    const other = await ok(file());
    expect(await ok(as('support_lead').post(`/v1/changes/${other.id}/withdraw`, {}))).toMatchObject({
      state: 'withdrawn',
    });
    expect(await outcome(as('support_lead').post(`/v1/changes/${other.id}/withdraw`, {}))).toEqual({
      status: 409,
      code: 'change_over',
    });
  });

  test('where another policy came into force meanwhile, it is superseded, and says what to do', async () => {
    const change = await ok(file());
    await ok(say('approve', change)('product'));
    const { document, basedOn } = await anotherPolicy();
    await ok(as('admin').post('/v1/routing-policies', { document, basedOn, accepted: await warnings(document) }));
    expect((await read(change.id)).baseInForce).toBe(false);
    const reply = await say('approve', change)('security');
    expect(reply).toMatchObject({
      status: 409,
      body: { code: 'stale_base', detail: expect.stringContaining('File it anew') },
    });
    expect(await read(change.id)).toMatchObject({ state: 'superseded', version: null });
    expect((await inForce()).document).toEqual(document);
    expect((await told(change)).at(-1)).toMatchObject({
      actor: 'system',
      action: 'change.superseded',
      payload: { basedOn, inForce: basedOn + 1 },
    });
  });

  test('of many approvals at one instant each counts once, and it goes live once', async () => {
    const more = await Promise.all(
      (['product', 'security', 'legal', 'product', 'security', 'legal'] as const).map((role, n) =>
        installation.addPerson(`${role}-${n}`, role),
      ),
    );
    const change = await ok(file());
    const { version } = await inForce();
    const outcomes = await Promise.all(
      more.map((person) =>
        outcome(person.post(`/v1/changes/${change.id}/approve`, { contentHash: change.contentHash })),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 200)).toHaveLength(2);
    expect((await inForce()).version).toBe(version + 1);
    expect(await read(change.id)).toMatchObject({ state: 'approved', version: version + 1 });
    expect((await told(change)).filter(({ action }) => action === 'change.approved')).toHaveLength(1);
  });

  test('of two changes from one version, approved at one instant, one is superseded', async () => {
    const [one, other] = [await ok(file()), await ok(file('product'))];
    const second = await installation.addPerson('second-product', 'product');
    for (const { id, contentHash } of [one, other]) await ok(second.post(`/v1/changes/${id}/approve`, { contentHash }));
    const outcomes = await Promise.all([
      outcome(say('approve', one)('security')),
      outcome(say('approve', other)('legal')),
    ]);
    expect(outcomes.map(({ code = 'live' }) => code).sort()).toEqual(['live', 'stale_base']);
  });

  test('it is approved by the hash of what was shown, and by no other', async () => {
    const change = await ok(file());
    const stale = { status: 409, code: 'stale_revision' };
    expect(await outcome(say('approve', change, { contentHash: 'f'.repeat(64) })('product'))).toEqual(stale);
    expect(await outcome(say('approve', change, { contentHash: 'short' })('product'))).toMatchObject({ status: 400 });
    expect((await read(change.id)).signOffs).toEqual([]);
  });
});

describe('what is refused when it is filed', () => {
  test('a document that blocks everything or can’t be read, one that is in force, and one of an older version', async () => {
    const { version, document } = await inForce();
    const blocks = { risk_routing_policy: { hard_block_if: { policy_decision: ['allow', 'review', 'deny'] } } };
    expect(await outcome(file('support_lead', { document: blocks }))).toEqual({ status: 422, code: 'policy_invalid' });
    expect(await outcome(file('support_lead', { document: { rules: [] } }))).toEqual({
      status: 422,
      code: 'policy_invalid',
    });
    expect(await outcome(file('support_lead', { document }))).toEqual({ status: 422, code: 'nothing_changed' });
    expect(await outcome(file('support_lead', { basedOn: version - 1 }))).toEqual({
      status: 409,
      code: 'policy_changed',
    });
    expect(await outcome(file('support_lead', { reason: '  ' }))).toMatchObject({ status: 400 });
    expect((await ok(as('admin').post('/v1/routing-policies/try', { document: { rules: [] } }))).effect).toBeNull();
  });
});

test('the list has them newest first, by state and page by page', async () => {
  const { data } = await ok(as('operator').get('/v1/changes?limit=100'));
  expect(data.length).toBeGreaterThan(8);
  expect(data.map(({ number }: Answer) => number)).toEqual(data.map((_: Answer, at: number) => data[0].number - at));
  const live = data.filter(({ state }: Answer) => state === 'approved').map(({ id }: Answer) => id);
  const first = await ok(as('operator').get('/v1/changes?state=approved&limit=2'));
  const rest = await ok(as('operator').get(`/v1/changes?state=approved&limit=100&cursor=${first.nextCursor}`));
  expect([...first.data, ...rest.data].map(({ id }: Answer) => id)).toEqual(live);
  expect(await outcome(as('operator').get('/v1/changes?state=live'))).toMatchObject({ status: 400 });
});

test('what stands and what is on record match', async () => {
  expect(await entriesMatchStates((text) => installation.sql(text))).toEqual([]);
});

// Last, because no entry tells of what is done behind the product's back.
test('the database holds the same against raw SQL', async () => {
  const change = await ok(file());
  const sign = (personId: string, roles: string[], hash = change.contentHash) =>
    installation.sql(
      `INSERT INTO change_sign_off (change_id, person_id, roles, verdict, content_hash) VALUES ($1, $2, $3, 'approve', decode($4, 'hex'))`,
      [change.id, personId, roles, hash],
    );
  const move = (state: string, version: number | null = null) =>
    installation.sql('UPDATE change SET state = $2, version = $3, ended_at = now() WHERE id = $1', [
      change.id,
      state,
      version,
    ]);
  await expect(sign(as('support_lead').id, ['support_lead'])).rejects.toThrow('four eyes');
  await expect(sign(as('operator').id, ['product'])).rejects.toThrow('roles that they have');
  await expect(sign(as('admin').id, ['admin'])).rejects.toThrow('never by admins');
  await expect(sign(as('product').id, ['product'], '00'.repeat(32))).rejects.toThrow('bound to the hash');
  await expect(move('approved', change.basedOn)).rejects.toThrow('takes one of product');
  await sign(as('product').id, ['product']);
  await expect(move('approved', change.basedOn)).rejects.toThrow('takes one of product');
  await sign(as('security').id, ['security']);
  await expect(move('approved', change.basedOn)).rejects.toThrow('what goes live is what was approved');
  await move('withdrawn');
  await expect(move('open')).rejects.toThrow('never goes from withdrawn to open');
  await expect(sign(as('legal').id, ['legal'])).rejects.toThrow('open change');
  for (const text of [
    `UPDATE change SET reason = 'another' WHERE id = $1`,
    'DELETE FROM change WHERE id = $1',
    'DELETE FROM change_sign_off WHERE change_id = $1',
    `UPDATE change_sign_off SET verdict = 'reject' WHERE change_id = $1`,
  ])
    await expect(installation.sql(text, [change.id])).rejects.toThrow();
  const counted = `UPDATE change SET stood = '{}', state = 'withdrawn', ended_at = now() WHERE state = 'open' AND stood IS NOT NULL`;
  await expect(installation.sql(counted)).rejects.toThrow('stays as it was filed');
  await expect(
    installation.sql(`INSERT INTO change SELECT (c).* FROM (SELECT c FROM change c WHERE id = $1) x`, [change.id]),
  ).rejects.toThrow();
});

async function warnings(document: object): Promise<string[]> {
  const { findings } = await ok(as('admin').post('/v1/routing-policies/check', { document }));
  return findings.map(({ id }: Answer) => id);
}
