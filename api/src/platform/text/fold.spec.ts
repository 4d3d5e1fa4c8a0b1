import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from './fold.js';

describe('fold', () => {
  it.each([
    'payment',
    'PAYMENT',
    ' Payment\n',
    'ｐａｙｍｅｎｔ',
    'pay\u200bment',
    '\ufeffpayment',
    'pay\u0000ment',
    'pay\u00adment',
  ])('reads %j as payment', (text) => {
    expect(fold(text)).toBe('payment');
  });

  it('meets letters whose upper case is plain', () => {
    expect(fold('ıſſue_refund')).toBe('issue_refund');
  });

  it('keeps different words apart', () => {
    expect(fold('payments')).not.toBe(fold('payment'));
    expect(fold('issue-refund')).not.toBe(fold('issue_refund'));
  });

  it('does not see case or surrounding space in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(fold(` ${text.toUpperCase()} `)).toBe(fold(text));
      }),
    );
  });
});
