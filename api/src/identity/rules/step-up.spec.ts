import { expect, test } from '@jest/globals';
import { isSteppedUp } from './step-up.js';

const NOW = new Date('2026-11-24T12:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

test.each([
  ['never', null, false],
  ['just now', ago(0), true],
  ['a moment later than this statement began', ago(-0.2), true],
  ['299 s ago', ago(299), true],
  ['five minutes ago', ago(300), false],
  ['in an hour', ago(-3600), false],
  ['at no time', new Date(Number.NaN), false],
])('who proved %s who they are: %s', (_, at, fresh) => {
  expect(isSteppedUp(at, NOW)).toBe(fresh);
});
