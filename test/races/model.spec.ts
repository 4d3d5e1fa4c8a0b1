import { describe, expect, test } from '@jest/globals';
import { linearize } from './linearizability.js';
import {
  type FullView,
  type Input,
  type Kind,
  newTicket,
  type Output,
  type Policy,
  type Settled,
  type TicketOperation,
  ticketModel,
} from './model.js';

const operation = (called: number, returned: number, input: Input, output: Output | null): TicketOperation => ({
  client: 'story',
  input,
  output,
  called,
  returned,
});

const WAITING: FullView = {
  state: 'pending_review',
  revision: 1,
  execution: null,
  queue: 'human_review',
  claimedBy: null,
  approvedBy: [],
};

const refused = (code: string): Output => ({ refused: code });
const seen = (more: Partial<FullView>): Output => ({ view: { ...WAITING, ...more } });
const approvedBy = (...people: FullView['approvedBy']) =>
  seen({ state: 'approved', execution: 'not_begun', queue: null, approvedBy: people });
const rejected = (...people: FullView['approvedBy']) => seen({ state: 'rejected', queue: null, approvedBy: people });
const done: Output = { done: true };
const withdrawn: Output = { view: { state: 'withdrawn' } };

const approve = (who: FullView['approvedBy'][number], shows: number | null = 1): Input => ({
  verb: 'approve',
  who,
  shows,
});
const reject = (who: FullView['approvedBy'][number], shows: number | null = 1): Input => ({
  verb: 'reject',
  who,
  shows,
});
const revoke = (who: FullView['approvedBy'][number], shows = 1): Input => ({ verb: 'revoke', who, shows });
const revise = (who: FullView['approvedBy'][number], to: Kind, shows = 1): Input => ({
  verb: 'revise',
  who,
  shows,
  to,
});

function settled(entries: string[], more: Partial<Settled>): Output {
  const all = ['proposal.received', 'ticket.routed', ...entries];
  return { settled: { ...WAITING, signOffs: [], executions: [], refusals: 0, ...more, entries: all } };
}

/** Whether these could have happened, each given as when it was called, when answered, what was asked and answered. */
function fits(kind: Kind, rows: [number, number, Input, Output | null][], policy: Policy = 'default'): boolean {
  return linearize(
    ticketModel(newTicket(kind, policy)),
    rows.map((row) => operation(...row)),
  ).ok;
}

describe('bugs that are planted are found', () => {
  test('a lost update: two claims at once, both told that it is theirs', () => {
    expect(
      fits('small_refund', [
        [0, 9, { verb: 'claim', who: 'operator' }, done],
        [1, 8, { verb: 'claim', who: 'support_lead' }, done],
      ]),
    ).toBe(false);
  });

  test('a double click that counts as two people', () => {
    expect(
      fits('account', [
        [0, 9, approve('operator'), seen({ approvedBy: ['operator'] })],
        [1, 8, approve('operator'), approvedBy('operator', 'operator')],
      ]),
    ).toBe(false);
  });

  test('one person in both places of a large refund', () => {
    expect(fits('large_refund', [[0, 1, approve('both'), approvedBy('both')]])).toBe(false);
  });

  test('an approval after the time is over', () => {
    expect(
      fits('small_refund', [
        [0, 1, { verb: 'time' }, { view: { state: 'pending_review', revision: 1 } }],
        [2, 3, approve('operator'), approvedBy('operator')],
      ]),
    ).toBe(false);
  });

  test('an approval that was called after the end by the database’s clock', () => {
    expect(fits('small_refund', [[2, 3, { ...approve('operator'), clock: 'after' }, approvedBy('operator')]])).toBe(
      false,
    );
  });

  test('a rejection that an approval writes over', () => {
    expect(
      fits('small_refund', [
        [0, 9, reject('operator'), rejected()],
        [1, 8, approve('support_lead'), approvedBy('support_lead')],
      ]),
    ).toBe(false);
  });

  test('a revision that keeps the signatures of the one before', () => {
    expect(
      fits('account', [
        [0, 1, approve('operator'), seen({ approvedBy: ['operator'] })],
        [2, 3, revise('second_operator', 'account'), done],
        [
          4,
          5,
          approve('support_lead', 2),
          {
            view: {
              ...WAITING,
              revision: 2,
              state: 'approved',
              execution: 'not_begun',
              queue: null,
              approvedBy: ['operator', 'support_lead'],
            },
          },
        ],
      ]),
    ).toBe(false);
  });

  test('a signature for a revision that was no longer the current one', () => {
    expect(
      fits('account', [
        [0, 1, revise('operator', 'account'), done],
        [2, 3, approve('support_lead', 1), seen({ revision: 2, approvedBy: ['support_lead'] })],
      ]),
    ).toBe(false);
  });

  test('who edited signs the edit', () => {
    expect(
      fits('account', [
        [0, 1, revise('operator', 'account'), done],
        [2, 3, approve('operator', 2), seen({ revision: 2, approvedBy: ['operator'] })],
      ]),
    ).toBe(false);
  });

  test('a withdrawal that is confirmed although the intent was there', () => {
    expect(
      fits('small_refund', [
        [0, 1, approve('operator'), approvedBy('operator')],
        [2, 3, { verb: 'begin', revision: 1 }, { sent: true }],
        [4, 5, { verb: 'withdraw' }, withdrawn],
      ]),
    ).toBe(false);
  });

  test('a call that leaves after its withdrawal was confirmed', () => {
    expect(
      fits('small_refund', [
        [0, 1, approve('operator'), approvedBy('operator')],
        [2, 3, { verb: 'withdraw' }, withdrawn],
        [2, 5, { verb: 'begin', revision: 1 }, { sent: false }],
        [4, 6, { verb: 'begin', revision: 1 }, { sent: true }],
      ]),
    ).toBe(false);
  });

  test('an approval that is taken back although the intent was there', () => {
    expect(
      fits('small_refund', [
        [0, 1, approve('operator'), approvedBy('operator')],
        [2, 3, { verb: 'begin', revision: 1 }, { sent: true }],
        [4, 5, revoke('support_lead'), done],
      ]),
    ).toBe(false);
  });

  test('a call that leaves after its approval was taken back, and signatures that outlive it', () => {
    const back: [number, number, Input, Output][] = [
      [0, 1, approve('operator'), approvedBy('operator')],
      [2, 3, revoke('operator'), done],
    ];
    expect(fits('small_refund', [...back, [4, 5, { verb: 'begin', revision: 1 }, { sent: false }]])).toBe(true);
    expect(fits('small_refund', [...back, [4, 5, { verb: 'begin', revision: 1 }, { sent: true }]])).toBe(false);
    expect(fits('small_refund', [...back, [4, 5, { verb: 'look' }, seen({ revision: 2 })]])).toBe(true);
    const kept = seen({ revision: 2, approvedBy: ['operator'] });
    expect(fits('small_refund', [...back, [4, 5, { verb: 'look' }, kept]])).toBe(false);
  });

  test('a call that leaves with the signatures of a policy that is no longer in force', () => {
    expect(
      fits('small_refund', [
        [0, 1, approve('operator'), approvedBy('operator')],
        [2, 3, { verb: 'policy', policy: 'strict' }, done],
        [4, 5, { verb: 'begin', revision: 1 }, { sent: true }],
      ]),
    ).toBe(false);
  });

  test('a stale read: waiting still, after somebody was told that it is approved', () => {
    expect(
      fits('small_refund', [
        [0, 1, approve('operator'), approvedBy('operator')],
        [2, 3, { verb: 'look' }, seen({})],
      ]),
    ).toBe(false);
  });

  test('an approval that was confirmed and is gone', () => {
    expect(
      fits('account', [
        [0, 1, approve('operator'), seen({ approvedBy: ['operator'] })],
        [2, 3, { verb: 'settle' }, settled([], {})],
      ]),
    ).toBe(false);
  });

  test('a change without its entry, and an entry without its change', () => {
    const claim: [number, number, Input, Output] = [0, 1, { verb: 'claim', who: 'operator' }, done];
    const settle = (...entries: string[]): [number, number, Input, Output] => [
      ...([2, 3] as const),
      { verb: 'settle' },
      settled(entries, { claimedBy: 'operator' }),
    ];
    expect(fits('account', [claim, settle('ticket.claimed')])).toBe(true);
    expect(fits('account', [claim, settle()])).toBe(false);
    expect(fits('account', [claim, settle('ticket.claimed', 'ticket.claimed')])).toBe(false);
  });
});

describe('what only looks odd is let pass', () => {
  test('an approval was called first and refused, because an edit that was called later came first', () => {
    expect(
      fits('account', [
        [0, 9, approve('operator'), refused('stale_revision')],
        [3, 6, revise('support_lead', 'account'), done],
      ]),
    ).toBe(true);
  });

  test('two signatures at once: the one that was answered first was the second', () => {
    expect(
      fits('account', [
        [0, 9, approve('operator'), seen({ approvedBy: ['operator'] })],
        [1, 5, approve('support_lead'), approvedBy('operator', 'support_lead')],
        [6, 8, { verb: 'look' }, approvedBy('operator', 'support_lead')],
      ]),
    ).toBe(true);
  });

  test('an approval without an answer was counted all the same', () => {
    expect(
      fits('account', [
        [0, 1, approve('operator'), null],
        [2, 3, { verb: 'look' }, seen({})],
        [4, 5, approve('support_lead'), approvedBy('operator', 'support_lead')],
      ]),
    ).toBe(true);
  });

  test('a withdrawal and an intent at once: either is first', () => {
    const approval: [number, number, Input, Output] = [0, 1, approve('operator'), approvedBy('operator')];
    const sent: [number, number, Input, Output] = [2, 9, { verb: 'begin', revision: 1 }, { sent: true }];
    const idle: [number, number, Input, Output] = [2, 9, { verb: 'begin', revision: 1 }, { sent: false }];
    expect(fits('small_refund', [approval, sent, [2, 9, { verb: 'withdraw' }, refused('not_withdrawable')]])).toBe(
      true,
    );
    expect(fits('small_refund', [approval, idle, [2, 9, { verb: 'withdraw' }, withdrawn]])).toBe(true);
    expect(fits('small_refund', [approval, sent, [2, 9, { verb: 'withdraw' }, withdrawn]])).toBe(false);
  });

  test('near its end by the clock one is told that it is over, and another is still in time', () => {
    expect(
      fits('account', [
        [0, 9, { ...approve('operator'), clock: 'either' }, seen({ approvedBy: ['operator'] })],
        [1, 5, { ...approve('support_lead'), clock: 'either' }, refused('expired')],
      ]),
    ).toBe(true);
  });

  test('while the policy is loosened one is judged by the old one and another by the new one, and afterwards all by the new one', () => {
    const again = (called: number, answer: Output, more: object): boolean =>
      fits(
        'small_refund',
        [
          [0, 1, approve('operator'), seen({ approvedBy: ['operator'] })],
          [2, 4, { verb: 'policy', policy: 'default' }, done],
          [called, 9, { ...approve('operator'), ...more }, answer],
        ],
        'strict',
      );
    expect(again(3, refused('already_signed'), { eitherPolicy: true })).toBe(true);
    expect(again(3, approvedBy('operator'), { eitherPolicy: true })).toBe(true);
    expect(again(7, refused('already_signed'), {})).toBe(false);
    expect(again(7, approvedBy('operator'), {})).toBe(true);
  });

  test('what a loosened policy has filled is ended by whoever fits a place, whether they have signed or not', () => {
    const filled = (...last: [Input, Output]): boolean =>
      fits(
        'small_refund',
        [
          [0, 1, approve('operator'), seen({ approvedBy: ['operator'] })],
          [2, 3, { verb: 'policy', policy: 'default' }, done],
          [4, 5, { verb: 'look' }, seen({ approvedBy: ['operator'] })],
          [6, 7, ...last],
        ],
        'strict',
      );
    expect(filled(approve('second_lead'), approvedBy('operator', 'second_lead'))).toBe(true);
    expect(filled(approve('second_lead'), refused('not_allowed_to_sign'))).toBe(false);
    expect(filled({ verb: 'look' }, approvedBy('operator'))).toBe(false);
  });

  test('a stricter policy between signature and call sends it back, and the next revision needs two', () => {
    const back = { ...WAITING, revision: 2 };
    expect(
      fits('small_refund', [
        [0, 1, approve('operator'), approvedBy('operator')],
        [2, 3, { verb: 'policy', policy: 'strict' }, done],
        [4, 5, { verb: 'begin', revision: 1 }, { sent: false }],
        [6, 7, { verb: 'look' }, { view: back }],
        [8, 9, approve('operator', 2), { view: { ...back, approvedBy: ['operator'] } }],
      ]),
    ).toBe(true);
  });
});
