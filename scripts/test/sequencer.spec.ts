import { describe, expect, it } from '@jest/globals';
// @ts-expect-error plain JavaScript: Jest loads it by itself
import LongestFirst from './sequencer.mjs';

/** A spec as Jest knows it: its path, how long it took last time if it ran before, and whether it failed then. */
interface Known {
  path: string;
  took?: number;
  failed?: boolean;
}

function sorted(known: Known[]): string[] {
  const cache = Object.fromEntries(
    known.filter(({ took }) => took !== undefined).map(({ path, took, failed }) => [path, [failed ? 0 : 1, took]]),
  );
  const context = { config: { cache: false }, hasteFS: { getSize: () => 1 } };
  const sequencer = new LongestFirst({});
  sequencer._cache.set(context, cache);
  return sequencer.sort(known.map(({ path }) => ({ path, context }))).map(({ path }: { path: string }) => path);
}

const [KILLED, JOURNEY, RULE] = [
  'test/faults/killed-at-any-point.spec.ts',
  'test/journeys/a.spec.ts',
  'api/src/a.spec.ts',
];

describe('the order of specs', () => {
  it('where none has run yet begins with those that are known to be long', () => {
    expect(sorted([{ path: RULE }, { path: JOURNEY }, { path: KILLED }])).toEqual([KILLED, JOURNEY, RULE]);
  });

  it('goes by what they took last time, and by guess for those that are new', () => {
    const known = [{ path: KILLED, took: 5_000 }, { path: RULE, took: 30_000 }, { path: JOURNEY }];
    expect(sorted(known)).toEqual([RULE, JOURNEY, KILLED]);
  });

  it('begins with what failed last time', () => {
    const known = [
      { path: KILLED, took: 90_000 },
      { path: RULE, took: 10, failed: true },
    ];
    expect(sorted(known)).toEqual([RULE, KILLED]);
  });
});
