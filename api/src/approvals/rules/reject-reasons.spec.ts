import { describe, expect, test } from '@jest/globals';
import { reasonChanges, reasonFault } from './reject-reasons.js';

const list = (...codes: string[]) => codes.map((code) => ({ code, label: `Label of ${code}` }));

describe('a new list of reasons', () => {
  test('equal to the one before changes nothing', () => {
    expect(reasonChanges(list('a', 'b'), list('a', 'b'))).toBeNull();
  });

  test('is told by what is new, gone, said otherwise and moved', () => {
    const after = [{ code: 'c', label: 'Said otherwise' }, ...list('b', 'd')];
    expect(reasonChanges(list('a', 'b', 'c'), after)).toEqual({
      added: ['d'],
      archived: ['a'],
      relabelled: ['c'],
      reordered: true,
    });
    expect(reasonChanges(list('a', 'b'), list('b', 'a'))).toMatchObject({ reordered: true, relabelled: [] });
    expect(reasonChanges(list('a', 'b', 'c'), list('a', 'c'))).toMatchObject({ archived: ['b'], reordered: false });
  });

  test('has every code and every label once', () => {
    expect(reasonFault(list('a', 'b'))).toBeNull();
    expect(reasonFault(list('a', 'a'))).toEqual({ path: 'reasons.1.code', message: 'is there twice' });
    const alike = [
      { code: 'a', label: 'The same' },
      { code: 'b', label: ' the SAME ' },
    ];
    expect(reasonFault(alike)).toEqual({ path: 'reasons.1.label', message: 'is there twice' });
    expect(reasonFault([{ code: 'a', label: '  ' }])).toEqual({
      path: 'reasons.0.label',
      message: 'must say something',
    });
  });
});
