import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nameArguments } from './name-arguments.js';

const name = (sentence: string, args: unknown): string => nameArguments(sentence, JSON.stringify(args));

describe('arguments in a tool’s sentence', () => {
  it.each([
    ['is named', 'payment pay_77 is gone', { payment_id: 'pay_77' }, 'payment [payment_id] is gone'],
    ['is named wherever it stands', 'a1b2 is not a1b2', { id: 'a1b2' }, '[id] is not [id]'],
    ['is named by its path', 'no Ann Lee', { to: [{ who: 'Ann Lee' }] }, 'no [to.0.who]'],
    ['the longer one first', 'no Ann Lee', { first: 'Ann ', whole: 'Ann Lee' }, 'no [whole]'],
    ['its name is not searched', 'pay_77 of payment', { payment_id: 'pay_77', a: 'payment' }, '[payment_id] of [a]'],
    ['no pattern is read in it', 'a.b* and aXbb', { glob: 'a.b*' }, '[glob] and aXbb'],
    ['a short one is left', 'no EUR here', { currency: 'EUR' }, 'no EUR here'],
    ['none leaves all as it was', 'not today', { id: 'pay_77' }, 'not today'],
  ])('%s', (_story, sentence, args, said) => {
    expect(name(sentence, args)).toBe(said);
  });

  it('are never held by it, whatever they are and wherever they stand', () => {
    const value = fc.string({ minLength: 4, maxLength: 12 }).map((text) => `<${text}>`);
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), fc.string(), (values, between) => {
        const args = Object.fromEntries(values.map((one, n) => [`k${n}`, one]));
        const said = name(values.join(between.replaceAll(/[<>]/g, '')), args);
        expect(values.filter((one) => said.includes(one))).toEqual([]);
      }),
    );
  });
});
