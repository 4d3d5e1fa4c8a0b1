import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExecutionState, StoredDecision } from '../../tickets/rules/case-file.js';
import { TICKET_STATES } from '../../tickets/rules/lifecycle.js';
import { responseContract, type Standing } from './response-contract.js';

const condition = (rule: string, name: string, held: boolean) => ({
  rule,
  condition: name,
  expected: null,
  actual: null,
  held,
});
const decision = (...conditions: StoredDecision['conditions']): StoredDecision => ({
  outcome: 'review',
  conditions,
  score: { value: 0, parts: [] },
});
const domainHeld = condition('review_required_if', 'domain', true);
const confidenceLow = condition('review_required_if', 'confidence_below', true);
const notConfident = condition('auto_allow_if', 'confidence_min', false);

const standing = (over: Partial<Standing>): Standing => ({
  state: 'pending_review',
  domain: 'payment',
  hasToolCall: false,
  executionState: null,
  parked: false,
  asked: false,
  draft: { answer: 'Here you go', confidence: 0.9, citations: ['kb:1'] },
  decision: decision(domainHeld),
  ...over,
});

describe('the response contract follows from where the ticket stands', () => {
  it.each([
    ['auto-allowed', { state: 'auto_allowed' }, 'ok', null, null],
    ['waiting', {}, 'needs_review', 'POLICY_RESTRICTED', 'ask_human'],
    [
      'waiting for low confidence',
      { decision: decision(confidenceLow, notConfident) },
      'needs_review',
      'LOW_CONFIDENCE',
      'provide_more_context',
    ],
    [
      'waiting for both: policy goes first',
      { decision: decision(domainHeld, confidenceLow) },
      'needs_review',
      'POLICY_RESTRICTED',
      'ask_human',
    ],
    [
      'waiting because nothing allowed it',
      { decision: decision(condition('auto_allow_if', 'domain', false)) },
      'needs_review',
      'POLICY_RESTRICTED',
      'ask_human',
    ],
    ['approved, no tool', { state: 'approved' }, 'ok', null, null],
    [
      'approved, not yet run',
      { state: 'approved', hasToolCall: true, executionState: 'ready' },
      'needs_review',
      'POLICY_RESTRICTED',
      'ask_human',
    ],
    [
      'approved, on its way',
      { state: 'approved', hasToolCall: true, executionState: 'intent' },
      'needs_review',
      'POLICY_RESTRICTED',
      'ask_human',
    ],
    [
      'approved, and its tool is out of order',
      { state: 'approved', hasToolCall: true, executionState: 'ready', parked: true },
      'needs_review',
      'TOOL_UNAVAILABLE',
      'ask_human',
    ],
    ['approved and done', { state: 'approved', hasToolCall: true, executionState: 'succeeded' }, 'ok', null, null],
    [
      'allowed with a tool, not yet run',
      { state: 'auto_allowed', hasToolCall: true, executionState: 'claimed' },
      'needs_review',
      'POLICY_RESTRICTED',
      'ask_human',
    ],
    [
      'failed',
      { state: 'approved', hasToolCall: true, executionState: 'failed' },
      'degraded',
      'TOOL_UNAVAILABLE',
      'retry',
    ],
    [
      'unknown never says retry',
      { state: 'approved', hasToolCall: true, executionState: 'unknown' },
      'degraded',
      'TOOL_UNAVAILABLE',
      'ask_human',
    ],
    ['rejected', { state: 'rejected' }, 'blocked', 'POLICY_RESTRICTED', 'view_policy_doc'],
    ['blocked', { state: 'blocked' }, 'blocked', 'POLICY_RESTRICTED', 'view_policy_doc'],
    ['expired', { state: 'expired' }, 'degraded', null, 'retry'],
    ['withdrawn', { state: 'withdrawn' }, 'blocked', null, null],
  ] as const)('%s', (_story, over, status, reasonCode, nextAction) => {
    expect(responseContract(standing(over as Partial<Standing>))).toMatchObject({ status, reasonCode, nextAction });
  });

  it('shows the draft when the status is ok, and never otherwise', () => {
    const executions: (ExecutionState | null)[] = [
      null,
      'ready',
      'claimed',
      'intent',
      'succeeded',
      'failed',
      'unknown',
      'revoked',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...TICKET_STATES),
        fc.constantFrom(...executions),
        fc.boolean(),
        (state, executionState, hasToolCall) => {
          const { status, answer } = responseContract(standing({ state, executionState, hasToolCall }));
          expect(answer).toBe(status === 'ok' ? 'Here you go' : '');
          // A tool call that has not run is never told as done.
          if (hasToolCall && executionState !== 'succeeded') expect(status).not.toBe('ok');
        },
      ),
    );
  });
});
