import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { moneyOf } from './money.js';

describe('moneyOf', () => {
  it.each([
    ['50000', 'EUR', 50_000n],
    ['500', 'JPY', 50_000n],
    ['500000', 'KWD', 50_000n],
    ['500001', 'KWD', 50_001n],
    ['1', 'KWD', 1n],
    ['10001', 'CLF', 101n],
    ['0', 'USD', 0n],
    ['007', 'USD', 7n],
    [4200, 'GBP', 4_200n],
  ])('reads %s minor units of %s as %d hundredths', (amount_minor, currency, hundredths) => {
    expect(moneyOf({ amount_minor, currency })).toMatchObject({ hundredths, minor: BigInt(amount_minor), currency });
  });

  it.each([
    ['no arguments', null],
    ['no amount', { currency: 'EUR' }],
    ['no currency', { amount_minor: '1' }],
    ['an amount from the prototype', Object.create({ amount_minor: '1', currency: 'EUR' })],
    ['an unknown currency', { amount_minor: '1', currency: 'XXX' }],
    ['a currency in small letters', { amount_minor: '1', currency: 'eur' }],
    ['an empty amount', { amount_minor: '', currency: 'EUR' }],
    ['a negative amount', { amount_minor: '-1', currency: 'EUR' }],
    ['a decimal amount', { amount_minor: '1.5', currency: 'EUR' }],
    ['an amount in hexadecimal', { amount_minor: '0x10', currency: 'EUR' }],
    ['an amount in other digits', { amount_minor: '１２', currency: 'EUR' }],
    ['an amount with a line break', { amount_minor: '1\n', currency: 'EUR' }],
    ['an amount beyond what a number holds', { amount_minor: 2 ** 53, currency: 'EUR' }],
    ['an amount beyond 64 bits', { amount_minor: '99999999999999999999', currency: 'EUR' }],
    ['hundredths beyond 64 bits', { amount_minor: '999999999999999999', currency: 'JPY' }],
    ['an amount in a list', { amount_minor: ['1'], currency: 'EUR' }],
  ])('reads nothing from %s', (_, args) => {
    expect(moneyOf(args)).toBeNull();
  });

  it('never rounds an amount down', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 15n), fc.constantFrom('JPY', 'EUR', 'KWD', 'UYW'), (minor, currency) => {
        const money = moneyOf({ amount_minor: String(minor), currency })!;
        const exact = 10n ** BigInt(money.exponent);
        expect(money.hundredths * exact).toBeGreaterThanOrEqual(minor * 100n);
        expect((money.hundredths - 1n) * exact).toBeLessThan(minor * 100n);
      }),
    );
  });
});
