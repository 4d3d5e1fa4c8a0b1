import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { compileRoutingPolicy } from './compile-routing-policy.js';
import { heldInWords } from './held.js';
import { type RevisionToRoute, routeRevision } from './route-revision.js';

const policy = compileRoutingPolicy(
  JSON.parse(readFileSync(new URL('../../../../config/routing-policy.json', import.meta.url), 'utf8')),
);

const faq: RevisionToRoute = {
  domain: 'faq',
  uncitedIn: null,
  confidence: 0.95,
  policyDecision: 'allow',
  piiLeakRisk: 'low',
  tool: null,
  money: null,
  findings: [],
  edited: false,
};
const reads = { name: 'look_up_order', registered: true, changesWorld: false, needsSignOff: false, conditional: false };
const writes = { name: 'send_parcel', registered: true, changesWorld: true, needsSignOff: true, conditional: false };
const conditional = { ...reads, conditional: true };

describe('where a revision goes', () => {
  it.each([
    ['a confident FAQ answer', faq, 'auto_allowed'],
    ['one with a tool that only reads', { ...faq, tool: reads }, 'auto_allowed'],
    ['one whose tool changes the world waits, though the policy allows it', { ...faq, tool: writes }, 'pending_review'],
    ['one whose tool has preconditions waits, though it only reads', { ...faq, tool: conditional }, 'pending_review'],
    ['one that was sent back before it ran waits', { ...faq, returned: true }, 'pending_review'],
    ['one that a person edited waits', { ...faq, edited: true }, 'pending_review'],
    [
      'one with a finding waits',
      { ...faq, findings: [{ name: 'duplicate', actual: 'T-1', because: 'same call' }] },
      'pending_review',
    ],
    ['one with an unknown leak risk waits', { ...faq, piiLeakRisk: null }, 'pending_review'],
    ['one that may leak is blocked, even when edited', { ...faq, piiLeakRisk: 'high', edited: true }, 'blocked'],
  ] as [string, RevisionToRoute, string][])('%s', (_story, revision, state) => {
    expect(routeRevision(policy, revision).state).toBe(state);
  });

  it('says in the policy log what held an allowed one back', () => {
    const { decision } = routeRevision(policy, { ...faq, tool: writes, edited: true });
    expect(decision.outcome).toBe('allow');
    expect(heldInWords(decision)).toEqual(['send_parcel needs its sign-offs', 'edited by a person']);
  });

  it('flags what we found ourselves', () => {
    const found = { name: 'tool_unregistered', actual: 'x', because: 'x is not a registered tool' };
    expect(routeRevision(policy, { ...faq, findings: [found] }).flags).toEqual(['tool_unregistered']);
  });
});
