import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok, outcome } from '../support/installation-http.js';
import { lockAccount, refund } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
  // The people of an installation in tests hang together of one each; a team has more.
  for (const name of ['second-operator', 'third-operator']) await installation.addPerson(name, 'operator');
  for (const name of ['second-lead', 'third-lead']) await installation.addPerson(name, 'support_lead');
});
afterAll(() => installation.stop());

const admin = () => installation.as('admin');
const LEADS = { any_of: ['support_lead'], count: 2 };
const policy = (rules: object[], otherwise: object = { any_of: ['operator', 'support_lead'], count: 2 }) => ({
  sign_off_policy: {
    expires_after_seconds: 86_400,
    rules: rules.map((rule, at) => ({ name: `rule ${at + 1}`, tool: 'issue_refund', ...rule })),
    otherwise,
  },
});
const newest = async (list = 'sign-off-policies') => (await ok(admin().get(`/v1/${list}?limit=1`))).data[0];
const add = async (document: object, accepted?: string[]) =>
  admin().post('/v1/sign-off-policies', { document, basedOn: (await newest()).version, accepted });
const check = async (document: object): Promise<Answer[]> =>
  (await ok(admin().post('/v1/sign-off-policies/check', { document }))).findings;

describe('a sign-off policy that an admin adds', () => {
  test('is in force from the next proposal on, has their name, and is on record with its hash', async () => {
    const { version } = await newest();
    expect(await outcome(add(policy([{ require: LEADS }])))).toEqual({ status: 201 });
    expect(await newest()).toMatchObject({
      version: version + 1,
      active: true,
      createdBy: admin().id,
      createdByName: 'admin',
    });
    const { id } = await installation.agent.submit(refund());
    const { signOffRequirement } = await ok(installation.as('support_lead').get(`/v1/tickets/${id}`));
    expect(signOffRequirement).toMatchObject({ required: 2 });
    const log = await ok(installation.as('auditor').get('/v1/audit-entries?action=sign_off_policy.added&limit=1'));
    expect(log.data[0]).toMatchObject({
      actor: { id: admin().id },
      payload: { version: version + 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  test('is not put on top of a version that its writer has not seen; of eight at one instant one wins', async () => {
    const { version } = await newest();
    const written = Array.from({ length: 8 }, (_, n) => policy([{ require: LEADS, because: `writer ${n}` }]));
    const outcomes = await Promise.all(
      written.map((document) => outcome(admin().post('/v1/sign-off-policies', { document, basedOn: version }))),
    );
    expect(outcomes.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(outcomes.filter(({ code }) => code === 'policy_changed')).toHaveLength(7);
    expect((await newest()).version).toBe(version + 1);
  });

  test('is refused where nobody could sign what it asks for, and says who is missing', async () => {
    const before = await newest();
    const reply = await add(policy([{ require: { any_of: ['security'], count: 3 } }]), ['nobody:rule 1']);
    expect(reply).toMatchObject({
      status: 422,
      body: {
        code: 'policy_invalid',
        errors: [{ path: 'sign_off_policy.rules[0].require', message: expect.stringContaining('two of security') }],
      },
    });
    expect(await newest()).toEqual(before);
  });

  test('is refused where the document itself is wrong', async () => {
    const wrong = policy([{ require: { any_of: ['admin'], count: 1 }, when: 'amount > 1' }]);
    expect(await outcome(add(wrong))).toEqual({ status: 422, code: 'policy_invalid' });
    expect((await check(wrong)).map(({ kind }) => kind)).toEqual(['invalid', 'invalid']);
  });

  test('wants its warnings to be read, once', async () => {
    const alone = policy([{ require: { any_of: ['support_lead'], count: 1 } }]);
    expect(await check(alone)).toMatchObject([
      { id: 'one_person:rule 1', severity: 'warning', kind: 'one_person', standing: false },
    ]);
    expect(await outcome(add(alone))).toEqual({ status: 409, code: 'policy_warnings' });
    expect(await outcome(add(alone, ['one_person:rule 2']))).toEqual({ status: 409, code: 'policy_warnings' });
    expect(await outcome(add(alone, ['one_person:rule 1']))).toEqual({ status: 201 });
    expect(await check(alone)).toMatchObject([{ id: 'one_person:rule 1', standing: true }]);
    const next = policy([{ require: { any_of: ['support_lead'], count: 1 }, because: 'said otherwise' }]);
    expect(await outcome(add(next))).toEqual({ status: 201 });
  });

  test('is read against who is active, and who owns or keys the agents', async () => {
    const legal = policy([{ require: { any_of: ['legal'], count: 1 } }]);
    const codes = async () => (await check(legal)).map(({ severity, kind }) => `${severity} ${kind}`);
    expect(await codes()).toEqual(['warning one_missing', 'warning one_person']);
    const { id } = await installation.addPerson('second-legal', 'legal');
    expect(await codes()).toEqual(['warning one_person']);
    const owner = await installation.addPerson('owns-and-signs', 'legal', 'admin');
    const agent = await installation.addAgent('legal-desk', { tools: ['issue_refund'] }, owner);
    expect(await codes()).toEqual(['warning one_person']);
    await installation.sql('UPDATE agent SET owner_id = $1 WHERE id = $2', [id, agent.id]);
    await installation.sql('UPDATE agent_key SET issued_by = $1 WHERE agent_id = $2', [
      installation.as('legal').id,
      agent.id,
    ]);
    expect(await codes()).toEqual(['warning four_eyes', 'warning one_person']);
    await installation.sql('UPDATE agent_key SET revoked_at = now() WHERE agent_id = $1', [agent.id]);
    expect(await codes()).toEqual(['warning one_person']);
    await installation.sql('UPDATE person SET active = false WHERE id = ANY($1)', [[id, installation.as('legal').id]]);
    expect(await codes()).toEqual(['error nobody', 'warning one_person']);
    await installation.sql('UPDATE person SET active = true WHERE id = ANY($1)', [[id, installation.as('legal').id]]);
  });

  test('as it came with the product raises nothing that would be refused', async () => {
    const document = JSON.parse(readFileSync('config/sign-off-policy.json', 'utf8'));
    expect((await check(document)).map(({ severity }) => severity)).not.toContain('error');
  });
});

describe('a routing policy that an admin adds', () => {
  test('decides from the next proposal on, and is refused where it is kinder to what is worse', async () => {
    const { version, document } = await newest('routing-policies');
    const send = (changed: object, accepted?: string[]) =>
      admin().post('/v1/routing-policies', { document: changed, basedOn: version, accepted });
    const wrong = { risk_routing_policy: { hard_block_if: { policy_decision: 'review' } } };
    expect(await outcome(send(wrong))).toEqual({ status: 422, code: 'policy_invalid' });
    const { findings } = await ok(admin().post('/v1/routing-policies/check', { document: wrong }));
    expect(findings).toMatchObject([{ severity: 'error', kind: 'invalid' }]);
    const sections = document.risk_routing_policy;
    const blocking = {
      risk_routing_policy: { ...sections, hard_block_if: { ...sections.hard_block_if, domain: ['payment'] } },
    };
    // It reviews what it blocks, which its writer has to have read.
    const idle = 'never_decides:review_required_if.domain:payment';
    expect(await outcome(send(blocking))).toEqual({ status: 409, code: 'policy_warnings' });
    expect(await outcome(send(blocking, [idle]))).toEqual({ status: 201 });
    expect(await installation.agent.submit(refund())).toMatchObject({ status: 'blocked' });
    expect(await outcome(send(document))).toEqual({ status: 409, code: 'policy_changed' });
  });

  test('is read against the tools and domains there are, and shows what would become of a proposal', async () => {
    const { document, version } = await newest('routing-policies');
    const { auto_allow_if, review_required_if } = document.risk_routing_policy;
    const found = async (allow: object, review: object = {}) => {
      const sections = {
        review_required_if: { ...review_required_if, ...review },
        auto_allow_if: { ...auto_allow_if, ...allow },
      };
      const draft = { risk_routing_policy: { ...document.risk_routing_policy, ...sections } };
      const { findings } = await ok(admin().post('/v1/routing-policies/check', { document: draft }));
      return findings.filter(({ standing }: Answer) => !standing);
    };
    expect(await found({})).toEqual([]);
    expect(await found({ domain: ['faq', 'payment'] })).toMatchObject([
      {
        kind: 'never_reached',
        path: 'risk_routing_policy.auto_allow_if.domain[1]',
        names: ['payment', 'hard_block_if.domain'],
        example: { domain: 'payment', toolCall: null, outcome: 'block' },
      },
    ]);
    expect(await found({ domain: 'travel' })).toMatchObject([{ kind: 'unknown_domain', names: ['travel'] }]);
    await installation.addAgent('travel-desk', { domains: ['travel'] });
    expect(await found({ domain: 'travel' })).toEqual([]);
    expect(await found({ domain: 'guide' }, { tool_call: 'isue_refund' })).toMatchObject([
      { kind: 'unknown_tool', names: ['isue_refund', 'issue_refund'] },
    ]);
    const everything = { risk_routing_policy: { hard_block_if: { risk_score_min: 0 } } };
    const reply = admin().post('/v1/routing-policies', { document: everything, basedOn: version });
    expect(await outcome(reply)).toEqual({ status: 422, code: 'policy_invalid' });
  });
});

describe('a queue policy that an admin adds', () => {
  const policyOf = (normal: number) => ({
    queue_policy: { human_review: { sla_seconds: { urgent: 60, high: 120, normal, low: 90_000 } } },
  });
  const send = async (document: object) =>
    admin().post('/v1/queue-policies', { document, basedOn: (await newest('queue-policies')).version });
  const targetOf = async (ticketId: string) => {
    const { createdAt, dueAt, slaTargetSeconds, priority } = await installation.as('operator').ticket(ticketId);
    expect(Date.parse(dueAt) - Date.parse(createdAt)).toBe(slaTargetSeconds * 1000);
    return { priority, dueAt, slaTargetSeconds };
  };

  test('gives new tickets their target; what waits already keeps its deadline', async () => {
    const before = await installation.agent.submit(lockAccount());
    const old = await targetOf(before.id);
    const targets = { ...policyOf(77_777).queue_policy.human_review.sla_seconds } as Record<string, number>;
    expect(await outcome(send(policyOf(77_777)))).toEqual({ status: 201 });
    const after = await targetOf((await installation.agent.submit(lockAccount())).id);
    expect(after.slaTargetSeconds).toBe(targets[after.priority]);
    expect(after.slaTargetSeconds).not.toBe(old.slaTargetSeconds);
    expect(await targetOf(before.id)).toEqual(old);
    const log = await ok(installation.as('auditor').get('/v1/audit-entries?action=queue_policy.added&limit=1'));
    expect(log.data[0]).toMatchObject({ actor: { id: admin().id }, payload: { version: 2 } });
  });

  test('is refused where the more pressing would wait longer', async () => {
    expect(await outcome(send(policyOf(100)))).toEqual({ status: 422, code: 'policy_invalid' });
    const { findings } = await ok(admin().post('/v1/queue-policies/check', { document: policyOf(100) }));
    expect(findings).toMatchObject([{ kind: 'invalid', path: 'queue_policy.human_review.sla_seconds.normal' }]);
  });

  test('with targets of the leads gives what is passed to them their time, and undoes no lateness', async () => {
    const sla = (seconds: number) => ({
      sla_seconds: { urgent: seconds, high: seconds, normal: seconds, low: seconds },
    });
    const document = { queue_policy: { human_review: sla(3_600), leads: sla(7_200) } };
    expect(await outcome(send(document))).toEqual({ status: 201 });
    const [operator, lead] = [installation.as('operator'), installation.as('support_lead')];
    const [one, other, late] = await Promise.all([1, 2, 3].map(() => installation.agent.submit(lockAccount())));
    const before = await operator.ticket(one!.id);
    const escalated = await ok(operator.verb('escalate', before, { note: 'Please look' }));
    expect(escalated.slaTargetSeconds - 7_200).toBeGreaterThanOrEqual(0);
    expect(escalated.slaTargetSeconds - 7_200).toBeLessThanOrEqual(3_600);
    expect(await targetOf(one!.id)).toMatchObject({ dueAt: escalated.dueAt });
    const log = await ok(
      installation.as('auditor').get(`/v1/audit-entries?ticketId=${one!.id}&action=ticket.escalated`),
    );
    expect(log.data[0].payload).toMatchObject({ to: 'leads', dueAt: escalated.dueAt });
    const given = await ok(lead.post(`/v1/tickets/${other!.id}/hand-over`, { queue: 'leads' }));
    expect(given.slaTargetSeconds).toBeGreaterThanOrEqual(7_200);
    const back = await ok(lead.post(`/v1/tickets/${other!.id}/hand-over`, { queue: 'human_review' }));
    expect(back).toMatchObject({ queue: 'human_review', dueAt: given.dueAt });
    await installation.sql(`UPDATE ticket SET due_at = now() - interval '1 minute' WHERE id = $1`, [late!.id]);
    const { dueAt } = await operator.ticket(late!.id);
    expect(await ok(operator.verb('escalate', late!, { note: 'Too late' }))).toMatchObject({ dueAt, queue: 'leads' });
  });
});
