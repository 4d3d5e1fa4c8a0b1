import { describe, expect, it } from '@jest/globals';
import { lifecycleFaults, mayMove, TICKET_STATES, TICKET_TRANSITIONS } from './lifecycle.js';

describe('the ticket’s lifecycle', () => {
  it('reaches every state and names no unknown one', () => {
    expect(lifecycleFaults(TICKET_TRANSITIONS, 'received')).toEqual([]);
  });

  it('finds unreachable and missing states in a broken table', () => {
    expect(lifecycleFaults({ a: ['b'], c: [] }, 'a')).toEqual(['b has no row', "c can't be reached from a"]);
  });

  it('never leaves a refusal, a block, an expiry or a withdrawal', () => {
    for (const end of ['rejected', 'blocked', 'expired', 'withdrawn'] as const) {
      for (const state of TICKET_STATES) expect(mayMove(end, state)).toBe(false);
    }
  });

  it('lets a new revision wait again, and an approval be taken back to people', () => {
    expect(mayMove('pending_review', 'pending_review')).toBe(true);
    expect(mayMove('approved', 'pending_review')).toBe(true);
    expect(mayMove('approved', 'rejected')).toBe(false);
  });
});
