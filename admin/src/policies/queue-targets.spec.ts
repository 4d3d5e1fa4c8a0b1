import { describe, expect, it } from '@jest/globals';
import { toSeconds, toWritten, type Unit } from './queue-targets';

describe('a target', () => {
  it.each<[number | undefined, string, Unit]>([
    [undefined, '', 'minutes'],
    [45, '45', 'seconds'],
    [90, '90', 'seconds'],
    [300, '5', 'minutes'],
    [14_400, '4', 'hours'],
    [90_000, '25', 'hours'],
    [172_800, '2', 'days'],
  ])('of %p seconds is written as %s %s, and read back', (seconds, amount, unit) => {
    expect(toWritten(seconds)).toEqual({ amount, unit });
    if (seconds !== undefined) expect(toSeconds({ amount, unit })).toBe(seconds);
  });

  it.each<[string, Unit, number | null]>([
    ['1.5', 'hours', 5_400],
    ['1,5', 'hours', 5_400],
    ['0.1', 'minutes', 6],
    [' 20 ', 'minutes', 1_200],
    ['', 'minutes', null],
    ['1e3', 'minutes', null],
    ['-5', 'minutes', null],
    ['ten', 'minutes', null],
    ['0.001', 'seconds', 0.001],
  ])('written as “%s” %s is %p seconds', (amount, unit, seconds) => {
    expect(toSeconds({ amount, unit })).toBe(seconds);
  });
});
