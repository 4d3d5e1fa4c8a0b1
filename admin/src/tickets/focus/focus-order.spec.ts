import { expect, test } from '@jest/globals';
import { upcomingOf } from './focus-order';

const rows = ['a', 'b', 'c', 'd'].map((id) => ({ id, claim: null as { personId: string } | null }));
const start = { me: 'me', current: null, decided: new Set<string>(), passed: new Set<string>() };

test('goes by the order of the list, which is by time to breach', () => {
  expect(upcomingOf(rows, start)).toEqual(['a', 'b', 'c', 'd']);
  expect(upcomingOf(rows, { ...start, current: 'b' })).toEqual(['a', 'c', 'd']);
});

test('does not come back to what was decided or passed over, though the list still has it', () => {
  const progress = { ...start, current: 'c', decided: new Set(['a']), passed: new Set(['b']) };
  expect(upcomingOf(rows, progress)).toEqual(['d']);
});

test('leaves to others what they have claimed, and keeps what I have', () => {
  const claimed = rows.map((row, i) => ({ ...row, claim: i === 0 ? { personId: 'other' } : { personId: 'me' } }));
  expect(upcomingOf(claimed, start)).toEqual(['b', 'c', 'd']);
});
