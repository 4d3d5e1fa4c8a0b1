import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { moneyOf } from '../../approvals/rules/money.js';
import { rankSimilar } from './similar-cases.js';

const of = (amount: string | null, currency = 'EUR', flags: string[] = []) => ({
  money: amount === null ? null : moneyOf({ amount_minor: amount, currency }),
  flags,
});

describe('similar cases', () => {
  test('are those of about the same amount, the nearest first', () => {
    const [half, near, far, same] = [of('2100'), of('4000'), of('8401'), of('4200')];
    expect(rankSimilar(of('4200'), [half, near, far, same])).toEqual([same, near, half]);
  });

  test('have the same currency, or no amount where there is none', () => {
    expect(rankSimilar(of('4200'), [of('4200', 'USD'), of(null)])).toEqual([]);
    const other = of(null);
    expect(rankSimilar(of(null), [of('4200'), other])).toEqual([other]);
  });

  test('with the same findings go before those without', () => {
    const [without, with_] = [of('4200'), of('4200', 'EUR', ['duplicate'])];
    expect(rankSimilar(of('4200', 'EUR', ['duplicate']), [without, with_])).toEqual([with_, without]);
  });

  test('of equal likeness keep the order in which they were found, which is newest first', () => {
    const found = ['1', '2', '3'].map((n) => ({ ...of('4200'), n }));
    expect(rankSimilar(of('4200'), found).map(({ n }) => n)).toEqual(['1', '2', '3']);
  });

  test('never lie outside a factor of two, whatever the amounts', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 15n });
    fc.assert(
      fc.property(amount, fc.array(amount), (mine, others) => {
        const cases = others.map((other) => of(String(other)));
        for (const { money } of rankSimilar(of(String(mine)), cases)) {
          expect(money!.minor <= 2n * mine && mine <= 2n * money!.minor + 1n).toBe(true);
        }
      }),
    );
  });
});
