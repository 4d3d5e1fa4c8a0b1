import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { compileRoutingPolicy } from './compile-routing-policy.js';
import { type Mitigation, mitigate, type RoutingDocument } from './mitigations.js';
import { type RoutedBefore, replay } from './replay.js';

const DEFAULT = JSON.parse(readFileSync('config/routing-policy.json', 'utf8')) as RoutingDocument;
const before = compileRoutingPolicy(DEFAULT);
const mitigated = (mitigation: Mitigation) => {
  const made = mitigate(DEFAULT, mitigation, 'faq');
  return { before, after: compileRoutingPolicy('document' in made ? made.document : null) };
};

const faq: RoutedBefore = {
  number: 1,
  domain: 'faq',
  confidence: 0.95,
  policyDecision: 'allow',
  piiLeakRisk: 'low',
  toolCall: null,
  answer: 'Within 14 days.',
  citations: ['kb:returns#1'],
  decision: { conditions: [], score: { value: 1 } },
};
const returns = { cited: 'kb:returns#1', reviewBy: null, superseded: false, text: null };
const line = { expected: null, actual: null, held: true };

describe('what would have gone otherwise', () => {
  test('a safety hold sends all of its domain to people, and nothing else', () => {
    const proposals = [faq, { ...faq, number: 2, domain: ' FAQ' }, { ...faq, number: 3, domain: 'guide' }];
    expect(replay(mitigated('safety_hold'), proposals, [returns])).toEqual({
      looked: 3,
      moves: [{ from: 'auto_allowed', to: 'pending_review', n: 1, tickets: [1] }],
    });
  });

  test('asking for citations touches only what cites nothing that opens', () => {
    const proposals = [faq, { ...faq, number: 2, citations: ['kb:gone#1'] }, { ...faq, number: 3, answer: ' ' }];
    expect(replay(mitigated('block_without_citation'), proposals, [returns]).moves).toEqual([
      { from: 'auto_allowed', to: 'pending_review', n: 1, tickets: [2] },
    ]);
  });

  test('what people saw anyway, for what was found or what holds its call back, stays where it was', () => {
    const found = [{ rule: 'finding', condition: 'duplicate', because: 'T-1', ...line }] as const;
    const held = [{ rule: 'sign_off', condition: 'tool_needs_sign_off', ...line }] as const;
    const proposals = [found, held].map((conditions) => ({ ...faq, decision: { conditions, score: { value: 1 } } }));
    expect(replay(mitigated('safety_hold'), proposals, [])).toEqual({ looked: 2, moves: [] });
  });

  test('every one is counted, and the newest five are named', () => {
    const proposals = Array.from({ length: 9 }, (_, at) => ({ ...faq, number: 90 - at }));
    expect(replay(mitigated('mark'), proposals, []).moves).toEqual([
      { from: 'auto_allowed', to: 'pending_review', n: 9, tickets: [90, 89, 88, 87, 86] },
    ]);
  });
});
