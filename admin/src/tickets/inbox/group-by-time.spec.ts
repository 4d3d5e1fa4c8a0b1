import { describe, expect, test } from '@jest/globals';
import type { TicketSummary } from '../../api-types';
import { groupByBreach } from './group-by-time';

const now = Date.parse('2026-11-05T14:20:00Z');
const ticket = (id: string, minutes: number | null) =>
  ({ id, dueAt: minutes === null ? null : new Date(now + minutes * 60_000).toISOString() }) as TicketSummary;

describe('a queue is cut where urgency changes', () => {
  test('in its own order, into the groups that have someone in them', () => {
    const groups = groupByBreach(
      [ticket('a', -3), ticket('b', 5), ticket('c', 6), ticket('d', 15), ticket('e', null)],
      now,
    );
    expect(groups.map(({ title, tickets }) => [title, tickets.map(({ id }) => id)])).toEqual([
      ['Past due', ['a']],
      ['Within 5 minutes', ['b']],
      ['Within 15 minutes', ['c', 'd']],
      ['Later', ['e']],
    ]);
  });
});
