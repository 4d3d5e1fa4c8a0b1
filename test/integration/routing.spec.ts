import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok } from '../support/installation-http.js';
import { callOf, question, refund } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

const defaultPolicy = () =>
  JSON.parse(readFileSync(new URL('../../config/routing-policy.json', import.meta.url), 'utf8')) as Answer;

type Condition = { rule: string; condition: string; expected: unknown; actual: unknown; held: boolean };

describe('the default policy', () => {
  const allow = { decision: 'allow', piiLeakRisk: 'low' };
  const sure = { answer: 'Yes.', confidence: 0.93 };

  test.each([
    ['an FAQ answer, sure and allowed', {}, 'auto_allowed', 'ok', null],
    ['a guide', { domain: 'guide' }, 'auto_allowed', 'ok', null],
    ['confidence right at the threshold', { draft: { ...sure, confidence: 0.82 } }, 'auto_allowed', 'ok', null],
    ['confidence of 1', { draft: { ...sure, confidence: 1 } }, 'auto_allowed', 'ok', null],
    [
      'confidence just below',
      { draft: { ...sure, confidence: 0.8199 } },
      'pending_review',
      'needs_review',
      'LOW_CONFIDENCE',
    ],
    ['confidence of 0', { draft: { ...sure, confidence: 0 } }, 'pending_review', 'needs_review', 'LOW_CONFIDENCE'],
    ['confidence null', { draft: { ...sure, confidence: null } }, 'pending_review', 'needs_review', 'LOW_CONFIDENCE'],
    ['no confidence', { draft: { answer: 'Yes.' } }, 'pending_review', 'needs_review', 'LOW_CONFIDENCE'],
    ['no policy at all', { policy: undefined }, 'pending_review', 'needs_review', 'POLICY_RESTRICTED'],
    ['no decision', { policy: { piiLeakRisk: 'low' } }, 'pending_review', 'needs_review', 'POLICY_RESTRICTED'],
    [
      'an unknown decision',
      { policy: { ...allow, decision: 'fine' } },
      'pending_review',
      'needs_review',
      'POLICY_RESTRICTED',
    ],
    [
      'allow in other letters',
      { policy: { ...allow, decision: 'Allow' } },
      'pending_review',
      'needs_review',
      'POLICY_RESTRICTED',
    ],
    ['no word on leaks', { policy: { decision: 'allow' } }, 'pending_review', 'needs_review', 'POLICY_RESTRICTED'],
    [
      'an unknown leak risk',
      { policy: { ...allow, piiLeakRisk: 'tiny' } },
      'pending_review',
      'needs_review',
      'POLICY_RESTRICTED',
    ],
    ['a payment', { domain: 'payment' }, 'pending_review', 'needs_review', 'POLICY_RESTRICTED'],
    ['a locked account', { domain: 'account_lock' }, 'pending_review', 'needs_review', 'POLICY_RESTRICTED'],
    ['a legal matter', { domain: 'legal' }, 'pending_review', 'needs_review', 'POLICY_RESTRICTED'],
    ['a domain that nobody listed', { domain: 'weather' }, 'pending_review', 'needs_review', 'POLICY_RESTRICTED'],
    ['an allowed domain in other letters', { domain: 'FAQ' }, 'pending_review', 'needs_review', 'POLICY_RESTRICTED'],
    ['a denial', { policy: { ...allow, decision: 'deny' } }, 'blocked', 'blocked', 'POLICY_RESTRICTED'],
    ['a shouted denial', { policy: { ...allow, decision: 'DENY ' } }, 'blocked', 'blocked', 'POLICY_RESTRICTED'],
    ['a likely leak', { policy: { ...allow, piiLeakRisk: 'high' } }, 'blocked', 'blocked', 'POLICY_RESTRICTED'],
    [
      'a denied, unsure payment: block goes before review',
      { domain: 'payment', draft: { answer: 'Yes.' }, policy: { decision: 'deny' } },
      'blocked',
      'blocked',
      'POLICY_RESTRICTED',
    ],
  ])('%s', async (_, change, state, status, reasonCode) => {
    const answer = await installation.agent.submit({ ...question(), draft: sure, ...change });
    expect(answer).toMatchObject({ status, reasonCode, answer: status === 'ok' ? 'Yes.' : '', ticket: { state } });
    const way = reasonCode === 'LOW_CONFIDENCE' ? 'provide_more_context' : 'ask_human';
    expect(answer.nextAction).toBe({ ok: null, needs_review: way, blocked: 'view_policy_doc' }[status as 'ok']);
  });

  test('asks for people for a listed tool even where all else is allowed', async () => {
    const { id, ticket } = await installation.agent.submit({ ...refund(), domain: 'faq' });
    expect(ticket.state).toBe('pending_review');
    expect((await installation.as('operator').ticket(id)).reasons).toContain('tool issue_refund');
  });

  test('allows a tool call that changes the world, which still waits for its signatures', async () => {
    await installation.registerTool('post_reply');
    const proposal = { ...callOf('post_reply', {}), domain: 'faq', draft: sure, policy: allow };
    const { id, ticket, execution, status } = await installation.agent.submit(proposal);
    expect({ state: ticket.state, status, execution }).toEqual({
      state: 'pending_review',
      status: 'needs_review',
      execution: null,
    });
    const { routingDecision, reasons } = await installation.as('operator').ticket(id);
    expect(routingDecision.outcome).toBe('allow');
    expect(reasons).toEqual(['post_reply needs its sign-offs']);
  });

  test('lets a tool run unsigned that needs no sign-off, and nothing else is asked of people', async () => {
    await installation.registerTool('look_up_order', { changesWorld: false });
    const proposal = { ...callOf('look_up_order', { order: 'o-1' }), domain: 'faq', draft: sure, policy: allow };
    const { ticket, status, execution } = await installation.agent.submit(proposal);
    expect({ state: ticket.state, status }).toEqual({ state: 'auto_allowed', status: 'needs_review' });
    await installation.execute(execution.id);
    expect(installation.tools.effectsOf(execution.id)).toHaveLength(1);
  });
});

describe('the policy log', () => {
  test('shows every condition with what it saw and whether it held, also after a block', async () => {
    const { id } = await installation.agent.submit({
      ...refund(),
      draft: { answer: '', confidence: 0.7 },
      policy: { decision: 'deny' },
    });
    const { routingDecision } = await installation.as('auditor').ticket(id);
    const { hard_block_if, review_required_if, auto_allow_if } = defaultPolicy().risk_routing_policy;
    const line = (rule: string, condition: string, expected: unknown, actual: unknown, held: boolean): Condition => ({
      rule,
      condition,
      expected,
      actual,
      held,
    });
    expect(routingDecision).toMatchObject({ outcome: 'block', policyVersion: 1 });
    const ofPolicy = routingDecision.conditions.filter(({ rule }: Condition) => rule !== 'sign_off');
    const expected = [
      line('hard_block_if', 'policy_decision', hard_block_if.policy_decision, 'deny', true),
      line('hard_block_if', 'pii_leak_risk', hard_block_if.pii_leak_risk, null, false),
      line('review_required_if', 'domain', review_required_if.domain, 'payment', true),
      line('review_required_if', 'confidence_below', 0.82, 0.7, true),
      line('review_required_if', 'tool_call', review_required_if.tool_call, 'issue_refund', true),
      line('auto_allow_if', 'confidence_min', 0.82, 0.7, false),
      line('auto_allow_if', 'policy_decision', auto_allow_if.policy_decision, 'deny', false),
      line('auto_allow_if', 'domain', auto_allow_if.domain, 'payment', false),
      line('auto_allow_if', 'pii_leak_risk', ['low', 'medium', 'high'], null, false),
    ];
    // Within a rule the order says nothing.
    expect(new Set(ofPolicy)).toEqual(new Set(expected));
  });

  test('adds up to the score that sets the priority', async () => {
    const small = await installation.agent.submit({ ...question(), domain: 'weather' });
    const large = await installation.agent.submit({ ...refund({ amount: '99999999' }), domain: 'legal' });
    for (const [answer, priority] of [
      [small, 'low'],
      [large, 'high'],
    ]) {
      const { riskScore, routingDecision, ...ticket } = await installation.as('auditor').ticket(answer.id);
      const { value, parts } = routingDecision.score;
      const sum = parts.reduce((total: number, { points }: { points: number }) => total + points, 0);
      expect({ value, riskScore, priority: ticket.priority }).toEqual({ value: sum, riskScore: sum, priority });
    }
  });
});

describe('a new policy version', () => {
  test('is used by the very next proposal, in every process, and leaves routed tickets as they are', async () => {
    const elsewhere = installation.agent.at(await installation.startSecondProcess());
    const before = await installation.agent.submit(question());
    await elsewhere.submit(question());

    const document = defaultPolicy();
    document.risk_routing_policy.review_required_if.domain.push('faq');
    expect(await installation.addPolicy('routing_policy', document)).toBe(2);

    for (const agent of [installation.agent, elsewhere]) {
      const { id, ticket } = await agent.submit(question());
      expect(ticket.state).toBe('pending_review');
      expect((await installation.as('auditor').ticket(id)).routingDecision.policyVersion).toBe(2);
    }
    expect((await installation.as('auditor').ticket(before.id)).routingDecision.policyVersion).toBe(1);
    const { data } = await ok(installation.as('auditor').get('/v1/routing-policies'));
    expect(data.map(({ version, active }: Answer) => [version, active])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect(data[0].document).toEqual(document);
  });

  test('can bound the risk score', async () => {
    const document = defaultPolicy();
    document.risk_routing_policy.hard_block_if.risk_score_min = 70;
    await installation.addPolicy('routing_policy', document);
    const large = { ...refund({ amount: '99999999' }), domain: 'legal', draft: { answer: '' } };
    expect((await installation.agent.submit(large)).ticket.state).toBe('blocked');
    expect((await installation.agent.submit(refund())).ticket.state).toBe('pending_review');
  });

  test('that is the same as the last is no new version', async () => {
    const { data } = await ok(installation.as('auditor').get('/v1/routing-policies'));
    expect(await installation.addPolicy('routing_policy', data[0].document)).toBe(data[0].version);
  });
});
