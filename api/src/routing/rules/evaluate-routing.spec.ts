import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { compileRoutingPolicy } from './compile-routing-policy.js';
import type { Outcome } from './decision.js';
import { evaluateRouting } from './evaluate-routing.js';
import type { RoutingSignals } from './signals.js';
import { reasonsInWords } from './words.js';

const DEFAULT = compileRoutingPolicy(JSON.parse(readFileSync('config/routing-policy.json', 'utf8')));
const SURE: RoutingSignals = {
  confidence: 0.91,
  policyDecision: 'allow',
  piiLeakRisk: 'low',
  domain: 'faq',
  uncitedIn: null,
  toolCall: null,
  riskScore: 3,
  findings: [],
};
const twice = { name: 'duplicate', actual: 'T-12', because: 'the same refund is pending as T-12' };

interface Story {
  who: string;
  signals: Record<string, unknown>;
  outcome: Outcome;
  because: string[];
}

const STORIES: Story[] = [
  { who: 'a sure answer from the FAQ', signals: {}, outcome: 'allow', because: [] },
  { who: 'confidence right on the threshold', signals: { confidence: 0.82 }, outcome: 'allow', because: [] },
  {
    who: 'an unsure answer',
    signals: { confidence: 0.71 },
    outcome: 'review',
    because: ['confidence 0.71 below 0.82'],
  },
  { who: 'no confidence', signals: { confidence: null }, outcome: 'review', because: ['confidence not given'] },
  { who: 'NaN', signals: { confidence: Number.NaN }, outcome: 'review', because: ['confidence NaN not usable'] },
  {
    who: 'too much confidence',
    signals: { confidence: 1.01 },
    outcome: 'review',
    because: ['confidence 1.01 not usable'],
  },
  {
    who: 'confidence as text',
    signals: { confidence: '0.9' },
    outcome: 'review',
    because: ['confidence 0.9 not usable'],
  },
  { who: 'a payment', signals: { domain: 'payment' }, outcome: 'review', because: ['domain payment'] },
  {
    who: 'a payment in disguise',
    signals: { domain: 'Ｐayment\u200b ' },
    outcome: 'review',
    because: ['domain Ｐayment\u200b'],
  },
  { who: 'a domain nobody listed', signals: { domain: 'retail' }, outcome: 'review', because: ['domain retail'] },
  { who: 'an allowed domain in other letters', signals: { domain: 'FAQ' }, outcome: 'review', because: ['domain FAQ'] },
  { who: 'no domain', signals: { domain: undefined }, outcome: 'review', because: ['domain not given'] },
  { who: 'a refund', signals: { toolCall: 'issue_refund' }, outcome: 'review', because: ['tool issue_refund'] },
  {
    who: 'a refund, shouted',
    signals: { toolCall: 'ISSUE_REFUND' },
    outcome: 'review',
    because: ['tool ISSUE_REFUND'],
  },
  { who: 'a tool with no name', signals: { toolCall: '' }, outcome: 'review', because: ['tool not legible'] },
  { who: 'a tool that is no text', signals: { toolCall: undefined }, outcome: 'review', because: ['tool not legible'] },
  { who: 'a tool that nobody listed', signals: { toolCall: 'search' }, outcome: 'allow', because: [] },
  {
    who: 'a policy that denies',
    signals: { policyDecision: 'deny' },
    outcome: 'block',
    because: ['policy decision deny'],
  },
  {
    who: 'a policy that Denies',
    signals: { policyDecision: ' Deny' },
    outcome: 'block',
    because: ['policy decision Deny'],
  },
  {
    who: 'no policy decision',
    signals: { policyDecision: null },
    outcome: 'review',
    because: ['policy decision not given'],
  },
  { who: 'a leak', signals: { piiLeakRisk: 'high' }, outcome: 'block', because: ['personal data leak risk high'] },
  {
    who: 'no word on leaks',
    signals: { piiLeakRisk: null },
    outcome: 'review',
    because: ['personal data leak risk not given'],
  },
  {
    who: 'an odd word on leaks',
    signals: { piiLeakRisk: 'none' },
    outcome: 'review',
    because: ['personal data leak risk none'],
  },
  { who: 'a finding of ours', signals: { findings: [twice] }, outcome: 'review', because: [twice.because] },
  {
    who: 'all of it at once',
    signals: { policyDecision: 'deny', domain: 'legal', confidence: 0.2, findings: [twice] },
    outcome: 'block',
    because: ['policy decision deny', 'domain legal', 'confidence 0.2 below 0.82', twice.because],
  },
];

describe('evaluateRouting under the default policy', () => {
  it.each(STORIES)('answers $who with $outcome', ({ signals, outcome, because }) => {
    const decision = evaluateRouting(DEFAULT, { ...SURE, ...signals } as RoutingSignals);
    expect(decision.outcome).toBe(outcome);
    expect(reasonsInWords(decision)).toEqual(because);
  });

  it('reports every condition with what it saw, also after a block', () => {
    expect(evaluateRouting(DEFAULT, { ...SURE, policyDecision: 'deny', findings: [twice] })).toEqual({
      outcome: 'block',
      conditions: [
        { rule: 'hard_block_if', condition: 'policy_decision', expected: 'deny', actual: 'deny', held: true },
        { rule: 'hard_block_if', condition: 'pii_leak_risk', expected: 'high', actual: 'low', held: false },
        {
          rule: 'review_required_if',
          condition: 'domain',
          expected: ['payment', 'account_lock', 'legal'],
          actual: 'faq',
          held: false,
        },
        { rule: 'review_required_if', condition: 'confidence_below', expected: 0.82, actual: 0.91, held: false },
        {
          rule: 'review_required_if',
          condition: 'tool_call',
          expected: ['change_account_state', 'issue_refund'],
          actual: null,
          held: false,
        },
        { rule: 'finding', condition: 'duplicate', expected: null, actual: 'T-12', held: true, because: twice.because },
        { rule: 'auto_allow_if', condition: 'confidence_min', expected: 0.82, actual: 0.91, held: true },
        { rule: 'auto_allow_if', condition: 'policy_decision', expected: 'allow', actual: 'deny', held: false },
        { rule: 'auto_allow_if', condition: 'domain', expected: ['faq', 'guide'], actual: 'faq', held: true },
        {
          rule: 'auto_allow_if',
          condition: 'pii_leak_risk',
          expected: ['low', 'medium', 'high'],
          actual: 'low',
          held: true,
        },
      ],
    });
  });
});

describe('evaluateRouting under other policies', () => {
  const under = (sections: unknown, signals: Partial<RoutingSignals> = {}) =>
    evaluateRouting(compileRoutingPolicy({ risk_routing_policy: sections }), { ...SURE, ...signals }).outcome;

  it('allows nothing when the policy says nothing of allowing', () => {
    expect(under({})).toBe('review');
    expect(under({ auto_allow_if: {} })).toBe('review');
    expect(under({ hard_block_if: { policy_decision: 'deny' }, review_required_if: { domain: 'payment' } })).toBe(
      'review',
    );
  });

  it('bounds the risk score from both sides, and takes a missing one for the worst', () => {
    const bounds = { hard_block_if: { risk_score_min: 90 }, auto_allow_if: { risk_score_max: 20 } };
    expect(under(bounds, { riskScore: 20 })).toBe('allow');
    expect(under(bounds, { riskScore: 21 })).toBe('review');
    expect(under(bounds, { riskScore: 90 })).toBe('block');
    expect(under(bounds, { riskScore: null })).toBe('block');
    expect(under({ auto_allow_if: { risk_score_max: 20 } }, { riskScore: null })).toBe('review');
  });

  it('reads a list as kindly as a proposal, whichever of the two is misspelt', () => {
    expect(under({ hard_block_if: { domain: [' Payment'], tool_call: 'ISSUE_REFUND' } }, { domain: 'payment' })).toBe(
      'block',
    );
    expect(under({ hard_block_if: { tool_call: 'ISSUE_REFUND' } }, { toolCall: 'issue_refund' })).toBe('block');
  });

  it('allows a tool by its exact name only, and never in place of none', () => {
    const policy = { auto_allow_if: { tool_call: 'search' } };
    expect(under(policy, { toolCall: 'search' })).toBe('allow');
    expect(under(policy, { toolCall: 'Search' })).toBe('review');
    expect(under(policy, { toolCall: null })).toBe('review');
  });

  it('asks that a domain be given where the policy reviews some', () => {
    const policy = { review_required_if: { domain: 'payment' }, auto_allow_if: { confidence_min: 0.5 } };
    expect(under(policy, { domain: 'anything' })).toBe('allow');
    expect(under(policy, { domain: ' ' })).toBe('review');
    expect(under(policy, { domain: null })).toBe('review');
  });
});
