import { describe, expect, it, test } from '@jest/globals';
import { enrolment, stepOf, typedCode } from './totp.js';

/** The secret of RFC 6238, appendix B; its codes there have eight digits, of which these are the last six. */
const SECRET = Buffer.from('12345678901234567890');
const at = (seconds: number) => new Date(seconds * 1000);

describe('a one-time code', () => {
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %i is %s, as RFC 6238 says', (seconds, code) => {
    expect(stepOf(SECRET, code, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  it('is still, and already, taken one step off, and names its own step', () => {
    expect(stepOf(SECRET, '287082', at(59 + 30))).toBe(1);
    expect(stepOf(SECRET, '287082', at(59 - 30))).toBe(1);
    expect(stepOf(SECRET, '287082', at(59 + 60))).toBeNull();
    expect(stepOf(SECRET, '287082', at(29 - 30))).toBeNull();
  });

  test.each(['', '28708', '2870822', ' 287082', '28708a', '２８７０８２'])('is not "%s"', (code) => {
    expect(stepOf(SECRET, code, at(59))).toBeNull();
  });

  it('is typed in any way', () => {
    expect(typedCode(' 287 082 ')).toBe('287082');
    expect(typedCode('ABCD-efgh')).toBe('abcdefgh');
  });
});

it('an app is told who, where and how', () => {
  const { secret, uri } = enrolment(SECRET, 'ada@example.com');
  expect(secret).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  expect(uri).toBe(
    `otpauth://totp/Countersign:ada%40example.com?issuer=Countersign&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
  );
});
