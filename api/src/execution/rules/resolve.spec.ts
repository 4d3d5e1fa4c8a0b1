import { describe, expect, test } from '@jest/globals';
import { afterLookUp, resolve, type UnknownFacts } from './resolve.js';

const unknown = (over: Partial<UnknownFacts> = {}): UnknownFacts => ({
  state: 'unknown',
  agentOwnerId: 'owner',
  keyIssuerId: 'issuer',
  proposed: null,
  ...over,
});
const proposed = { id: 'r1', personId: 'ada', outcome: 'succeeded' } as const;

describe('an unknown outcome', () => {
  test('takes two different people who say the same', () => {
    expect(resolve(unknown(), 'ada', 'succeeded')).toEqual({ do: 'propose' });
    expect(resolve(unknown({ proposed }), 'bob', 'succeeded')).toEqual({ do: 'confirm', proposed });
  });

  test('is where it was when they contradict each other', () => {
    expect(resolve(unknown({ proposed }), 'bob', 'failed')).toEqual({ do: 'contradict', proposed });
  });

  test.each(['succeeded', 'failed'] as const)('is not ended by one person alone, who says %s next', (outcome) => {
    expect(resolve(unknown({ proposed }), 'ada', outcome)).toMatchObject({ do: 'refuse', code: 'already_proposed' });
  });

  test.each(['owner', 'issuer'])('is not for the %s of agent or key to say', (personId) => {
    expect(resolve(unknown({ proposed }), personId, 'succeeded')).toMatchObject({ code: 'not_allowed_to_resolve' });
  });

  test.each(['ready', 'intent', 'succeeded', 'failed'])('is not what %s is', (state) => {
    expect(resolve(unknown({ state }), 'ada', 'failed')).toMatchObject({ code: 'not_unknown' });
  });
});

describe('a look-up', () => {
  test('finds what was done', () => {
    expect(afterLookUp({ kind: 'result', result: '{}' }, 0)).toEqual({ state: 'succeeded', result: '{}' });
  });
  test('believes that nothing was done only after the quiet time', () => {
    expect(afterLookUp({ kind: 'not_found' }, 59)).toMatchObject({ state: null });
    expect(afterLookUp({ kind: 'not_found' }, 60)).toMatchObject({ state: 'failed' });
  });
  test('that is not answered changes nothing', () => {
    expect(afterLookUp({ kind: 'silence', because: 'HTTP 503' }, 1e6)).toEqual({ state: null, because: 'HTTP 503' });
  });
});
