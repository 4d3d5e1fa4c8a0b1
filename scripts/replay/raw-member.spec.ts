import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rawMember } from './raw-member.js';

describe('rawMember', () => {
  it.each([
    ['{"a":{"x":30000.0, "b" : [1e2,"}"]},"c":1}', 'a', '{"x":30000.0, "b" : [1e2,"}"]}'],
    ['{ "c" : "\\"a\\":1" , "a" : 1.50 }', 'a', '1.50'],
    ['{"deep":{"a":1},"a":"\\\\"}', 'a', '"\\\\"'],
    ['{"\\u0061":null}', 'a', 'null'],
    ['{"a":1,"a":2}', 'a', '2'],
    ['{"b":1}', 'a', undefined],
    ['{}', 'a', undefined],
  ])('finds in %s the member %s as %s', (json, name, expected) => {
    expect(rawMember(json, name)).toBe(expected);
  });

  it('agrees with JSON.parse on any object, however it is spaced', () => {
    const spacing = fc.constantFrom(undefined, 1, '\t');
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), spacing, (object, indent) => {
        const json = JSON.stringify(object, null, indent);
        for (const [name, value] of Object.entries(JSON.parse(json) as object)) {
          expect(JSON.parse(rawMember(json, name)!)).toEqual(value);
        }
      }),
    );
  });
});
