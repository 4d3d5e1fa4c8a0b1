import { describe, expect, it } from '@jest/globals';
import type { Effect } from '../tool/journal.js';
import type { Evidence } from './evidence.js';
import { judge } from './judge.js';

const ticketId = 't-1';
const contentHash = 'ab'.repeat(32);
const argumentsText = '{"amount_minor":"4200","currency":"EUR","payment_id":"pay_1","reason":"fates: ok"}';

const effect: Effect = {
  kind: 'effect',
  executionId: 'e-1',
  ticketId,
  revision: 1,
  tool: 'refund_queryable',
  argumentsText,
};
const revision = { ticketId, revision: 1, toolName: 'refund_queryable', argumentsText, contentHash, hashHolds: true };
const signOff = { ticketId, revision: 1, personId: 'ann', roles: ['operator'], verdict: 'approve', contentHash };
const execution = { id: 'e-1', ticketId, revision: 1, state: 'succeeded' };

/** One refund that was approved by an operator and ran once. */
const sound: Evidence = {
  journal: [{ kind: 'call', method: 'POST', executionId: 'e-1', fate: 'ok', verified: true }, effect],
  acknowledged: [
    { what: 'proposal', ticketId },
    { what: 'approve', ticketId, revision: 1, personId: 'ann' },
  ],
  stories: new Map([[ticketId, { id: '1', plot: 'approve', retryClass: 'queryable' }]]),
  tickets: [{ id: ticketId, state: 'approved', revision: 1 }],
  revisions: [revision],
  signOffs: [signOff],
  executions: [execution],
  mismatches: [],
  unsealed: 0,
  entries: 7,
  log: { sealed: 7, unsealed: 0, findings: [] },
  bells: 0,
};

function kindsIn(change: Partial<Evidence>): string[] {
  return [...new Set(judge({ ...sound, ...change }).map(({ kind }) => kind))];
}

function outcome(state: string): Partial<Evidence> {
  return { executions: [{ ...execution, state }] };
}

describe('the judge', () => {
  it('finds nothing in a sound run', () => {
    expect(judge(sound)).toEqual([]);
  });

  const large = argumentsText.replace('4200', '60000');
  const planted: [string, string, Partial<Evidence>][] = [
    ['nobody signed', 'effects without approval', { signOffs: [], acknowledged: [] }],
    [
      'the signature is for another hash',
      'effects without approval',
      { signOffs: [{ ...signOff, contentHash: 'cd'.repeat(32) }] },
    ],
    ['the signature is of another revision', 'effects without approval', { signOffs: [{ ...signOff, revision: 2 }] }],
    ['only an auditor signed', 'effects without approval', { signOffs: [{ ...signOff, roles: ['auditor'] }] }],
    [
      'one signed where two must',
      'effects without approval',
      {
        journal: [{ ...effect, argumentsText: large }],
        revisions: [{ ...revision, argumentsText: large }],
      },
    ],
    [
      'one person signed twice where two must',
      'effects without approval',
      {
        journal: [{ ...effect, argumentsText: large }],
        revisions: [{ ...revision, argumentsText: large }],
        signOffs: [{ ...signOff, roles: ['operator', 'support_lead'] }],
      },
    ],
    [
      'somebody rejected it',
      'effects without approval',
      { signOffs: [signOff, { ...signOff, personId: 'bob', verdict: 'reject' }] },
    ],
    [
      'it ran with other arguments',
      'effects without approval',
      {
        journal: [{ ...effect, argumentsText: argumentsText.replace('4200', '4201') }],
      },
    ],
    ['it ran another tool', 'effects without approval', { journal: [{ ...effect, tool: 'refund_once' }] }],
    ['the stored content was changed', 'effects without approval', { revisions: [{ ...revision, hashHolds: false }] }],
    [
      'it ran after it was withdrawn',
      'effects without approval',
      { tickets: [{ id: ticketId, state: 'withdrawn', revision: 1 }] },
    ],
    ['it ran although it was revoked', 'effects without approval', outcome('revoked')],
    ['it ran before its intent', 'effects without approval', { executions: [{ ...execution, state: 'claimed' }] }],
    ['it ran under no execution', 'effects without approval', { executions: [] }],
    ['one execution ran twice', 'double effects', { journal: [...sound.journal, effect] }],
    ['two executions of a ticket ran', 'double effects', { journal: [effect, { ...effect, executionId: 'e-2' }] }],
    ['an approval is gone', 'acknowledged approvals lost', { signOffs: [] }],
    [
      'an approval was turned into a rejection',
      'acknowledged approvals lost',
      { signOffs: [{ ...signOff, verdict: 'reject' }] },
    ],
    ['a proposal is gone', 'acknowledged approvals lost', { tickets: [] }],
    [
      'a revision is gone',
      'acknowledged approvals lost',
      { acknowledged: [{ what: 'revision', ticketId, revision: 2 }] },
    ],
    ['a withdrawal is gone', 'acknowledged approvals lost', { acknowledged: [{ what: 'withdrawal', ticketId }] }],
    [
      'it was approved and still waits',
      'tickets stuck',
      { tickets: [{ id: ticketId, state: 'pending_review', revision: 1 }] },
    ],
    ['it was approved and has no execution', 'tickets stuck', { executions: [], journal: [] }],
    ['its execution is still ready', 'tickets stuck', { executions: [{ ...execution, state: 'ready' }], journal: [] }],
    ['its execution hangs after the intent', 'tickets stuck', { executions: [{ ...execution, state: 'intent' }] }],
    ['nobody asked a provider that can be asked', 'tickets stuck', outcome('unknown')],
    ['a bell was never taken', 'tickets stuck', { bells: 1 }],
    ['an effect is dressed up as failed', 'records untrue', outcome('failed')],
    ['it succeeded and nothing happened', 'records untrue', { journal: [] }],
    [
      'a call could not be verified',
      'records untrue',
      {
        journal: [...sound.journal, { kind: 'call', method: 'POST', executionId: 'e-1', fate: 'ok', verified: false }],
      },
    ],
    [
      'the verifier refuses the log',
      'logs unproved',
      { log: { sealed: 7, unsealed: 0, findings: ['root: the entries do not have the root that was signed'] } },
    ],
    ['the export leaves entries out', 'logs unproved', { entries: 8 }],
    ['an entry was never sealed', 'records untrue', { unsealed: 1 }],
    ['a state has no entry', 'records untrue', { mismatches: ['a sign-off is given once: …'] }],
  ];

  it.each(planted)('sees that %s: %s', (_, kind, change) => {
    expect(kindsIn(change)).toContain(kind);
  });

  it('takes an unknown outcome for what it is where nobody can find out', () => {
    const stories = new Map([[ticketId, { id: '1', plot: 'approve' as const, retryClass: 'once' as const }]]);
    expect(judge({ ...sound, ...outcome('unknown'), stories })).toEqual([]);
  });

  it('lets a proposal be whose agent was never told', () => {
    const tickets = [{ id: ticketId, state: 'pending_review', revision: 1 }];
    const untold = { acknowledged: [], stories: new Map(), journal: [], signOffs: [], executions: [] };
    expect(judge({ ...sound, ...untold, tickets })).toEqual([]);
  });
});
