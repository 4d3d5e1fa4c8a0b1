import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../platform/json/canonical.js';
import {
  driftInWords,
  driftOf,
  type Observation,
  observationChanges,
  type Precondition,
  pick,
  urlOf,
} from './precondition.js';
import { preconditionFaults } from './precondition-faults.js';

const payment: Precondition = {
  name: 'payment',
  url: 'http://ledger:4000/payments?tenant=eu',
  query: { payment_id: 'payment_id' },
  watch: ['status', '/account/version'],
  show: ['balance'],
};
const schema = { type: 'object', properties: { payment_id: { type: 'string' } } };
const seen = (watch: Record<string, unknown>, show: Record<string, unknown> = {}): Observation => ({
  asOf: '2026-11-24T06:00:00.000Z',
  seen: { payment: { watch, show } },
});

describe('where a precondition is read', () => {
  it('puts arguments into the query and nowhere else', () => {
    expect(urlOf(payment, { payment_id: 'pay_1&x=/../y#z' })).toEqual({
      ok: true,
      value: 'http://ledger:4000/payments?tenant=eu&payment_id=pay_1%26x%3D%2F..%2Fy%23z',
    });
  });

  it.each([[{}], [{ payment_id: null }], [{ payment_id: ['a'] }], [{ payment_id: { a: 1 } }]])(
    'reads nothing for %j',
    (args) => expect(urlOf(payment, args)).toMatchObject({ ok: false, because: expect.stringContaining('payment_id') }),
  );

  it('never leaves the host and path that were registered, whatever the arguments say', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const url = urlOf(payment, { payment_id: value });
        const { host, pathname, searchParams } = new URL(url.ok ? url.value : 'x:y');
        expect([host, pathname, searchParams.get('payment_id')]).toEqual([
          'ledger:4000',
          '/payments',
          value.toWellFormed(),
        ]);
      }),
    );
  });
});

describe('what is seen in an answer', () => {
  const answer = { status: 'open', account: { version: 7, owner: 'secret' }, balance: '100', more: 'not picked' };

  it('is the fields that were asked for, by name or pointer, and nothing else', () => {
    expect(pick(payment, answer)).toEqual({
      ok: true,
      value: { watch: { status: 'open', '/account/version': 7 }, show: { balance: '100' } },
    });
  });

  it.each([
    ['lacks a field', { ...answer, status: undefined }],
    ['lacks the way to one', { ...answer, account: null }],
    ['is no object', 'open'],
    ['is null', null],
    ['has only what it inherited', Object.create(answer)],
    ['is too long to show', { ...answer, status: 'x'.repeat(1_001) }],
  ])('is nothing at all when the answer %s', (_story, wrong) => {
    expect(pick(payment, wrong)).toMatchObject({ ok: false, because: expect.stringContaining('payment was answered') });
  });
});

describe('drift', () => {
  const observation = fc.dictionary(fc.string(), fc.jsonValue()).map((watch) => seen(watch));

  it('is none between equal observations, at whatever time they were made', () => {
    fc.assert(
      fc.property(observation, (one) => expect(driftOf(one, { ...structuredClone(one), asOf: 'later' })).toEqual([])),
    );
  });

  it('is there exactly when a watched value has other canonical text', () => {
    fc.assert(
      fc.property(observation, observation, (then, now) => {
        const same = canonicalJson(then.seen.payment!.watch) === canonicalJson(now.seen.payment!.watch);
        expect(driftOf(then, now).length === 0).toBe(same);
        expect(driftOf(now, then).length === 0).toBe(same);
      }),
    );
  });

  it('does not come of what is only shown; people see that it changed', () => {
    const [then, now] = [seen({ status: 'open' }, { balance: '9' }), seen({ status: 'open' }, { balance: '8' })];
    expect(driftOf(then, now)).toEqual([]);
    expect(observationChanges(then, now)).toEqual([{ field: 'payment.balance', was: '9', is: '8' }]);
  });

  it('comes of a field that is gone, and of one that is new', () => {
    expect(driftOf(seen({ status: 'open' }), seen({ state: 'open' })).map(({ field }) => field)).toEqual([
      'payment.status',
      'payment.state',
    ]);
  });

  it('is told in words', () => {
    const drift = driftOf(seen({ status: 'open', version: 1 }), seen({ status: 'refunded', version: 2 }));
    expect(driftInWords(drift)).toBe('payment.status was open and is refunded, payment.version was 1 and is 2');
  });
});

describe('what may be registered', () => {
  it('is a read with a name of its own, of arguments that there are', () => {
    expect(preconditionFaults([payment, { ...payment, name: 'account' }], schema)).toEqual([]);
  });

  it.each([
    ['the same name twice', [payment, payment], 'preconditions.1.name'],
    ['no argument', [{ ...payment, query: {} }], 'preconditions.0.query'],
    ['an argument that the schema does not have', [{ ...payment, query: { id: 'id' } }], 'preconditions.0.query.id'],
    ['an argument that is no name', [{ ...payment, query: { id: 7 } }], 'preconditions.0.query.id'],
    ['nothing that must hold', [{ ...payment, watch: [] }], 'preconditions.0.watch'],
    ['a field that is watched and shown', [{ ...payment, show: ['status'] }], 'preconditions.0.watch'],
    ['a field that is no field', [{ ...payment, show: ['__proto__'] }], 'preconditions.0.watch'],
    ['a field that is no pointer', [{ ...payment, watch: ['a/b'] }], 'preconditions.0.watch'],
    ['more fields than a screen takes', [{ ...payment, watch: [...'abcdefghijklmnopq'] }], 'preconditions.0.watch'],
  ])('is not %s', (_story, wrong, path) => {
    expect(preconditionFaults(wrong as Precondition[], schema).map((fault) => fault.path)).toContain(path);
  });
});
