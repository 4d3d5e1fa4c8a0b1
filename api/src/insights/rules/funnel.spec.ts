import { expect, test } from '@jest/globals';
import { funnelOf } from './funnel.js';

const restricted = [{ rule: 'review_required_if', condition: 'domain', held: true }];
const unsure = [{ rule: 'review_required_if', condition: 'confidence_below', held: true }];

test('each ticket is in the funnel of the code its agent was answered, as far as it got', () => {
  const rows = funnelOf([
    { conditions: restricted, state: 'pending_review', executionState: null, n: 4 },
    { conditions: [...restricted, ...unsure], state: 'approved', executionState: 'succeeded', n: 3 },
    { conditions: restricted, state: 'approved', executionState: 'ready', n: 2 },
    { conditions: restricted, state: 'approved', executionState: 'unknown', n: 1 },
    { conditions: restricted, state: 'rejected', executionState: null, n: 5 },
    { conditions: unsure, state: 'approved', executionState: null, n: 1 },
    { conditions: unsure, state: 'expired', executionState: null, n: 1 },
  ]);
  expect(rows).toMatchObject([
    { reasonCode: 'POLICY_RESTRICTED', came: 15, decided: 11, approved: 6, done: 3 },
    { reasonCode: 'LOW_CONFIDENCE', came: 2, decided: 1, approved: 1, done: 1 },
  ]);
  expect(rows[0]!.stages).toMatchObject({ waiting: 4, done: 3, approved: 2, unknown: 1, rejected: 5, expired: 0 });
});
