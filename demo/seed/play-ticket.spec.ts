import { beforeEach, describe, expect, it } from '@jest/globals';
import type { DemoTicket, Step } from '../content.js';
import { FakeCountersign } from './fake-countersign.js';
import { playTicket } from './play-ticket.js';

let countersign: FakeCountersign;
beforeEach(() => {
  countersign = new FakeCountersign();
});

const ticket = (then: Step[], endsAs: DemoTicket['endsAs'] = { state: 'pending_review' }): DemoTicket => ({
  key: 'lamp',
  proposal: { evidence: [] },
  then,
  endsAs,
});

const STORIES: [string, DemoTicket, string[]][] = [
  [
    'two sign, the ledger misbehaving',
    ticket(
      [
        { ledger: { mode: 'slow' } },
        { as: 'operator', do: 'approve', note: 'seen' },
        { as: 'support_lead', do: 'approve' },
      ],
      { state: 'approved', execution: 'succeeded' },
    ),
    ['ledger slow', 'approve by operator', 'approve by support_lead'],
  ],
  [
    'revised, then signed once at the new revision',
    ticket([
      { as: 'operator', do: 'revise', draft: { answer: 'better' } },
      { as: 'second_operator', do: 'approve' },
    ]),
    ['revise by operator', 'approve by second_operator'],
  ],
  [
    'claimed, escalated, rejected',
    ticket(
      [
        { as: 'operator', do: 'claim' },
        { as: 'operator', do: 'escalate', note: 'for a lead' },
        { as: 'support_lead', do: 'reject', reason: 'unsafe' },
      ],
      { state: 'rejected' },
    ),
    ['claim by operator', 'escalate by operator', 'reject by support_lead'],
  ],
  [
    'shown at once, and acted on when it is decided',
    {
      ...ticket([{ as: 'operator', do: 'reject', reason: 'unsafe' }], { state: 'rejected' }),
      users: ['shown', 'complained'],
    },
    ['user shown', 'reject by operator', 'user complained'],
  ],
  ['taken back', ticket([{ as: 'agent', do: 'withdraw' }], { state: 'withdrawn' }), ['withdraw by agent']],
];

describe('playing a demo ticket', () => {
  it.each(STORIES)('%s: takes every step in order', async (_, story, writes) => {
    await playTicket(countersign, story);
    expect(countersign.writes).toEqual(writes);
  });

  it.each(STORIES)('%s: does nothing twice when it is played again', async (_, story, writes) => {
    await playTicket(countersign, story);
    await playTicket(countersign, story);
    expect(countersign.writes).toEqual(writes);
  });

  it('goes on where an interruption left it', async () => {
    const [, story, writes] = STORIES[1]!;
    countersign.failAfter = 1;
    await expect(playTicket(countersign, story)).rejects.toThrow('killed');
    countersign.failAfter = Number.POSITIVE_INFINITY;
    await playTicket(countersign, story);
    expect(countersign.writes).toEqual(writes);
  });
});
