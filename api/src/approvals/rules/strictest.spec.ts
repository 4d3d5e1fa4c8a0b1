import { describe, expect, it } from '@jest/globals';
import type { Requirement, Role } from './requirement.js';
import { canBeJoined, strictest } from './strictest.js';

const of = (count: number, ...any_of: Role[]): Requirement => ({ any_of, count });
const either = of(1, 'operator', 'support_lead');
const twoOfEither = of(2, 'operator', 'support_lead');
const both: Requirement = { all: [of(1, 'operator'), of(1, 'support_lead')] };

describe('strictest', () => {
  it.each<[string, [Requirement, ...Requirement[]], Requirement]>([
    ['the only one', [either], either],
    ['the one that takes more people', [either, twoOfEither], twoOfEither],
    ['the one that is choosier about who', [twoOfEither, both], both],
    ['the first of two that mean the same', [both, { all: [...both.all].reverse() }], both],
    ['the narrower choice', [{ any: [of(1, 'legal'), either] }, either], either],
    [
      'both, sharing what is alike, where neither is stricter',
      [both, of(2, 'support_lead')],
      { all: [of(1, 'operator'), of(2, 'support_lead')] },
    ],
    ['both, where nothing is alike', [of(1, 'operator'), of(1, 'legal')], { all: [of(1, 'operator'), of(1, 'legal')] }],
    [
      'every combination of ways, less those that ask for more than another',
      [{ any: [of(1, 'operator'), of(2, 'legal')] }, of(1, 'legal')],
      { any: [{ all: [of(1, 'operator'), of(1, 'legal')] }, of(2, 'legal')] },
    ],
  ])('is %s', (_, requirements, expected) => {
    expect(strictest(requirements)).toEqual(expected);
  });
});

describe('canBeJoined', () => {
  it('refuses more people than a quorum can have, and more ways', () => {
    expect(canBeJoined([of(6, 'operator'), of(4, 'legal')])).toBe(true);
    expect(canBeJoined([of(6, 'operator'), of(5, 'legal')])).toBe(false);
    const nine: Requirement = { any: Array<Requirement>(9).fill(either) };
    expect(canBeJoined([nine, nine])).toBe(false);
  });
});
