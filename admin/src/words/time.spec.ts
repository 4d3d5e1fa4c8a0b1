import { describe, expect, test } from '@jest/globals';
import { duration, roughly, wholly } from './time';

const seconds = 1000;
const minutes = 60 * seconds;
const hours = 60 * minutes;
const days = 24 * hours;

describe('time is said in words', () => {
  test.each([
    [0, '0 s'],
    [45 * seconds, '45 s'],
    [6 * minutes + 40 * seconds, '6 min 40 s'],
    [7 * minutes + 5 * seconds, '7 min 05 s'],
    [2 * hours + 5 * minutes, '2 h 05 min'],
    [1 * days + 4 * hours, '1 day 4 h'],
    [3 * days, '3 days 0 h'],
    [-3 * minutes, '3 min 00 s'],
  ])('%i ms is %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  test.each([
    [45 * seconds, '45 s'],
    [90 * seconds, '1 min 30 s'],
    [15 * minutes, '15 min'],
    [90 * minutes, '1 h 30 min'],
    [4 * hours, '4 h'],
    [25 * hours, '1 day 1 h'],
    [2 * days, '2 days'],
  ])('a target of %i ms is %s', (ms, text) => {
    expect(wholly(ms)).toBe(text);
  });

  test.each([
    [20 * seconds, 'less than a minute'],
    [9 * minutes, '9 min'],
    [23 * hours, '23 h'],
    [1 * days, '1 day'],
    [214 * days, '214 days'],
  ])('an age of %i ms is %s', (ms, text) => {
    expect(roughly(ms)).toBe(text);
  });
});
