import { describe, expect, test } from '@jest/globals';
import { fieldsOf } from './fields';
import { readForm, typedOf } from './values';

const schema = {
  type: 'object',
  required: ['payment_id', 'amount_minor', 'currency'],
  properties: {
    payment_id: { type: 'string', pattern: '^pay_' },
    amount_minor: { type: 'string' },
    currency: { type: 'string' },
    note: { type: 'string' },
    notify: { type: 'boolean' },
    copies: { type: 'integer' },
    reason: { enum: ['duplicate', 'goodwill'] },
    tags: { type: 'array' },
  },
};
const was = { payment_id: 'pay_1', amount_minor: '61240', currency: 'EUR', extra: { kept: true } };
const fields = fieldsOf(schema, was);
const typed = typedOf(fields, was);
const edit = (change: Record<string, string>) => readForm(fields, { ...typed, ...change }, was);

describe('the revise form says back exactly what was typed', () => {
  test('an untouched form is the same arguments, also those the schema does not know', () => {
    expect(readForm(fields, typed, was)).toEqual({ args: was, problems: {} });
  });

  test('money is shown in major units and read back into minor ones', () => {
    expect(typed.amount_minor).toBe('612.40');
    expect(edit({ amount_minor: '1,224.8' }).args.amount_minor).toBe('122480');
  });

  test('a changed currency reads the same typed amount anew', () => {
    expect(edit({ currency: 'KRW' }).problems.amount_minor).toMatch(/at most 0 decimals/);
    expect(edit({ currency: 'KRW', amount_minor: '612' }).args.amount_minor).toBe('612');
  });

  test.each([
    ['an amount with too many decimals', { amount_minor: '612.405' }, 'amount_minor'],
    ['an amount in an unknown currency with a point', { currency: 'XQQ', amount_minor: '612.40' }, 'amount_minor'],
    ['a text that breaks the pattern', { payment_id: 'ord_1' }, 'payment_id'],
    ['a needed text left empty', { payment_id: '' }, 'payment_id'],
    ['a whole number with a point', { copies: '1.5' }, 'copies'],
    ['JSON that is none', { tags: '[1,' }, 'tags'],
  ])('%s is a problem of its field', (_, change, field) => {
    expect(Object.keys(edit(change).problems)).toEqual([field]);
  });

  test('what is left empty and not needed stays absent', () => {
    expect(Object.keys(edit({ note: '', reason: '', notify: '' }).args)).toEqual([
      'payment_id',
      'amount_minor',
      'currency',
      'extra',
    ]);
  });

  test('each kind becomes its own type', () => {
    expect(edit({ notify: 'true', copies: '2', tags: '["a"]', reason: 'goodwill' }).args).toMatchObject({
      notify: true,
      copies: 2,
      tags: ['a'],
      reason: 'goodwill',
    });
  });
});
