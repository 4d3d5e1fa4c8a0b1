import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mask, maskJson } from './mask.js';

describe('personal data is masked', () => {
  test.each([
    ['a card', 'card 4111 1111 1111 1111, please', 'card [card …1111], please'],
    ['a card without blanks', '5500005555555559.', '[card …5559].'],
    ['an IBAN', 'to GB29NWBK60161331926819', 'to [IBAN …6819]'],
    ['an IBAN in groups, before more words', 'IBAN DE89 3704 0044 0532 0130 00 is mine', 'IBAN [IBAN …3000] is mine'],
    ['an address', 'write to ada.l+x@example.co.uk!', 'write to [e-mail]!'],
    ['an address in any script', 'δοκιμή@παράδειγμα.δοκιμή', '[e-mail]'],
    ['a number with its country', 'call +44 (0)20 7946 0958 now', 'call [phone] now'],
    ['a number as Americans write it', '(555) 010-4477 x12', '[phone]'],
    ['a bare number that is said to be one', 'my phone is 5550104477', 'my phone is [phone]'],
    ['a social security number', 'SSN 460-89-9847', 'SSN [SSN]'],
    ['a Korean resident number', '주민번호 900101-1234568입니다', '주민번호 [resident number]입니다'],
    ['a Korean resident number without a check digit', '210305-3123456', '[resident number]'],
    ['an address on the internet', 'from 41.173.96.26', 'from [IP address]'],
    [
      'what a Korean particle follows at once',
      '카드 4111 1111 1111 1111로, 010-1234-5678로, a.b@example.com으로, 460-89-9847은, 41.173.96.26에서',
      '카드 [card …1111]로, [phone]로, [e-mail]으로, [SSN]은, [IP address]에서',
    ],
    ['several', 'a@b.example, 4111111111111111', '[e-mail], [card …1111]'],
  ])('%s', (_, text, masked) => {
    expect(mask(text)).toBe(masked);
  });
});

describe('a number with the check digit of a card', () => {
  test.each([
    '378282246310005',
    '6011111111111117',
    '3530111333300000',
    '30569309025904',
    '5019717010103742',
    '2223003122003222',
    '4222222222222',
    '6759649826438453',
  ])('%s is one that a network gives out', (digits) => {
    expect(mask(`paid by ${digits}.`)).toBe(`paid by [card …${digits.slice(-4)}].`);
  });

  test.each(['24000123456784', '40001234567812342', '21001234567812342', '540012345678124'])(
    '%s is an id, because no network gives out so many digits that begin like that',
    (digits) => {
      expect(mask(`order ${digits}.`)).toBe(`order ${digits}.`);
    },
  );
});

describe('what only looks like it stays', () => {
  test.each([
    ['sixteen digits without a check digit', '4111111111111112'],
    ['an id', 'pay_4111111111111111'],
    ['an order', '#W2378156, order 00004587345'],
    ['an amount', '612.40, 1 250 000, 12.345.678,00'],
    ['a date and a time', '2026-11-24 06:15:34, 24.11.2026, 2020-2021'],
    ['a UUID', '019a5b1c-4e5f-7890-8123-456789012345'],
    ['a hash', '40fd2a7be091c3f44a1100d2f7ffe310'],
    ['an IBAN with a digit changed', 'GB29NWBK60161331926818'],
    ['this machine', '127.0.0.1:3000, 10.1.2.3'],
    ['a version', '12.5.1'],
    ['a Korean resident number with a digit changed', '900101-1234567'],
    ['one of the thirteenth month', '901301-1234567'],
    ['our own masks', '[e-mail] [card …1111] [IBAN …6819] [phone] [SSN] [resident number] [IP address]'],
  ])('%s', (_, text) => {
    expect(mask(text)).toBe(text);
  });
});

const anyText = fc.string({ unit: 'binary', maxLength: 300 });
const hard = fc
  .array(fc.constantFrom('1', '4111', ' ', '-', '.', '@', 'a', 'x.y', '+', '(', ')', 'GB29', 'NWBK', ':', '/'))
  .map((parts) => parts.join(''));

describe('for every text', () => {
  test('masking twice is masking once, and what stays is in its order', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, hard), (text) => {
        expect(mask(mask(text))).toBe(mask(text));
      }),
    );
  });

  test('JSON stays JSON of the same shape, and what holds nothing stays byte for byte', () => {
    fc.assert(
      fc.property(fc.json({ depthSize: 'small' }), (json) => {
        const masked = maskJson(json);
        expect(() => JSON.parse(masked)).not.toThrow();
        if (!/[\d@]/.test(json)) expect(masked).toBe(json);
      }),
    );
  });

  test.each(['1', '1 ', 'a.', 'gb12 ', '(1', '+1-', 'a::', '1.', 'a@', 'a@b.co ', '12-'])(
    'takes no longer than a moment: %j, over and over',
    (piece) => {
      // Of this process, whatever else the machine does.
      const from = process.cpuUsage();
      mask(piece.repeat(400_000 / piece.length));
      expect(process.cpuUsage(from).user).toBeLessThan(2_000_000);
    },
  );
});

describe('JSON text', () => {
  test('is masked in its strings and its names, and keeps every other byte', () => {
    const json = '{"10": 1.0, "to":"a@b.example" ,"card":4111111111111111,"n":[1e5,"\\u00e9"],"x@y.example":null}';
    expect(maskJson(json)).toBe(
      '{"10": 1.0, "to":"[e-mail]" ,"card":"[card …1111]","n":[1e5,"\\u00e9"],"[e-mail]":null}',
    );
  });
});
