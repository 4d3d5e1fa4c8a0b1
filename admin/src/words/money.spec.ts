import { describe, expect, test } from '@jest/globals';
import { minorDigits, money, toMajor, toMinor } from './money';

describe('money is moved between minor and major units in its text, never through a float', () => {
  test.each([
    ['61240', 'EUR', 'EUR 612.40'],
    ['5', 'EUR', 'EUR 0.05'],
    ['1250000', 'KRW', 'KRW 1,250,000'],
    ['1500', 'KWD', 'KWD 1.500'],
    ['12345', 'CLF', 'CLF 1.2345'],
    ['-4200', 'USD', 'USD -42.00'],
    ['90071992547409931', 'EUR', 'EUR 900,719,925,474,099.31'],
  ])('%s of %s is %s', (minor, currency, text) => {
    expect(money(minor, currency)).toBe(text);
  });

  test.each([
    ['HUF', 2],
    ['IDR', 2],
    ['IQD', 3],
    ['JPY', 0],
  ])('%s has %i decimals as ISO 4217 says, whatever the browser thinks', (currency, digits) => {
    expect(minorDigits(currency)).toBe(digits);
  });

  test.each([
    ['an unknown currency', '4200', 'XQQ'],
    ['no currency', '4200', undefined],
    ['a float', 42.5, 'EUR'],
    ['an integer that a float has rounded', 2 ** 53, 'EUR'],
    ['a number in words', '4e3', 'EUR'],
  ])('%s is not guessed at', (_, minor, currency) => {
    expect(money(minor, currency)).toBeNull();
  });

  test.each([
    ['612.40', 'EUR', '61240'],
    ['612.4', 'EUR', '61240'],
    ['1,224.80', 'EUR', '122480'],
    ['59000', 'KRW', '59000'],
    ['0.05', 'EUR', '5'],
  ])('typing %s %s signs %s', (typed, currency, minor) => {
    expect(toMinor(typed, currency)).toBe(minor);
    expect(toMinor(toMajor(minor, currency)!, currency)).toBe(minor);
  });

  test.each(['12.405', '12,40', '1,22.00', '', '-5', '1e3', '12.', '٤٢'])('typing %j is refused', (typed) => {
    expect(toMinor(typed, 'EUR')).toBeNull();
  });

  test('a currency without decimals takes none', () => {
    expect(toMinor('590.00', 'KRW')).toBeNull();
  });
});
