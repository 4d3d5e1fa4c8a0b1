import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { schemaOfExample } from './schema-of-example';

const takes = (schema: object, value: unknown) =>
  new Ajv2020({ strict: false, ownProperties: true }).validate(schema, value);

describe('a schema made from an example', () => {
  it('names every argument with what it looks like', () => {
    const example = {
      payment_id: 'pay_1',
      amount_minor: '4200',
      copies: 2,
      weight: 1.5,
      rush: true,
      tags: ['a'],
      to: { city: 'Ulm' },
    };
    expect(schemaOfExample(example)).toEqual({
      type: 'object',
      additionalProperties: false,
      required: Object.keys(example),
      properties: {
        payment_id: { type: 'string' },
        amount_minor: { type: 'string', pattern: '^[0-9]+$' },
        copies: { type: 'integer' },
        weight: { type: 'number' },
        rush: { type: 'boolean' },
        tags: { type: 'array', items: { type: 'string' } },
        to: {
          type: 'object',
          additionalProperties: false,
          required: ['city'],
          properties: { city: { type: 'string' } },
        },
      },
    });
  });

  it.each<[string, unknown]>([
    ['lacks one', { to: 'Ulm' }],
    ['has one more', { to: 'Ulm', amount_minor: '1', from: 'Bonn' }],
    ['has money that is no whole number', { to: 'Ulm', amount_minor: '4.2' }],
    ['has money as a number', { to: 'Ulm', amount_minor: 42 }],
  ])('refuses what %s', (_, value) => {
    expect(takes(schemaOfExample({ to: 'Bonn', amount_minor: '4200' }), value)).toBe(false);
  });

  it('always takes the example itself, where its lists are of one kind', () => {
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.stringMatching(/^\d{1,9}$/));
    const name = fc.stringMatching(/^[a-z]{1,6}$/);
    const example = fc.dictionary(name, fc.oneof(leaf, fc.dictionary(name, leaf)), { noNullPrototype: true });
    fc.assert(fc.property(example, (value) => takes(schemaOfExample(value), value)));
  });
});
