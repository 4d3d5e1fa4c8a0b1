import { describe, expect, it } from '@jest/globals';
import { toolFaults } from './tool-faults.js';

const HOSTS = ['payments.example:443'];
const TOOL = {
  schema: { type: 'object', properties: { payment_id: { type: 'string' } } },
  endpointUrl: 'https://payments.example/refund',
  signOff: null,
} as const;
const PRECONDITION = {
  name: 'payment',
  url: 'https://payments.example/payments',
  query: { id: 'payment_id' },
  watch: ['status'],
  show: [],
};
const paths = (change: object) => toolFaults({ ...TOOL, ...change }, HOSTS).map(({ path }) => path);

describe('what keeps a tool from being registered', () => {
  it('is nothing where all of it can be used', () => {
    expect(paths({})).toEqual([]);
    expect(paths({ preconditions: [PRECONDITION] })).toEqual([]);
  });

  it.each([
    ['a schema that is none', { schema: { type: 'nothing' } }, ['schema']],
    ['an endpoint that is not allowed', { endpointUrl: 'https://elsewhere.example/' }, ['endpoint.url']],
    ['an endpoint that is no URL', { endpointUrl: 'payments' }, ['endpoint.url']],
    [
      'a precondition that is read elsewhere',
      { preconditions: [{ ...PRECONDITION, url: 'https://elsewhere.example/' }] },
      ['preconditions.0.url'],
    ],
    [
      'no signature, with something that people must judge',
      { preconditions: [PRECONDITION], signOff: 'none' },
      ['signOff'],
    ],
    [
      'all of it at once',
      { schema: { type: 1 }, endpointUrl: 'x', preconditions: [{ ...PRECONDITION, watch: [] }], signOff: 'none' },
      ['endpoint.url', 'schema', 'preconditions.0.query.id', 'preconditions.0.watch', 'signOff'],
    ],
  ])('is %s', (_, change, wrong) => {
    expect(paths(change)).toEqual(wrong);
  });

  it('is told with what arguments that are tried on it lack, under their own names', () => {
    const { schema } = TOOL;
    const strict = { ...schema, required: ['payment_id'], additionalProperties: false };
    expect(paths({ schema: strict, example: { payment_id: 'pay_1' } })).toEqual([]);
    expect(paths({ schema: strict, example: { payment_id: 7 } })).toEqual(['example.payment_id']);
    expect(paths({ schema: strict, example: { payment: 'pay_1' } })).toEqual(['example', 'example']);
    expect(paths({ schema: { type: 1 }, example: {} })).toEqual(['schema']);
  });

  it('is no endpoint that only the agent’s backend calls', () => {
    expect(paths({ endpointUrl: 'https://elsewhere.example/', runner: 'agent' })).toEqual([]);
  });
});
