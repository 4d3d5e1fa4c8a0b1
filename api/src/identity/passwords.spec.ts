import { describe, expect, it } from '@jest/globals';
import { Passwords } from './passwords.js';

/** How many strangers are served or wait at once; the rest are told to come back. */
const FITS = 42;

describe('checking passwords while strangers flood in', () => {
  it('serves somebody known before the strangers that came earlier, and refuses whom it has no room for', async () => {
    const passwords = new Passwords();
    const stored = await passwords.hash('purple tractor seventeen');
    // What strangers are checked against is made once.
    await passwords.matches('wrong', undefined, 'stranger');
    const done: string[] = [];
    const strangers = Array.from({ length: 60 }, () =>
      passwords.matches('wrong', undefined, 'stranger').then(
        () => done.push('stranger'),
        (error: { code: string }) => done.push(error.code),
      ),
    );
    await new Promise((resolve) => setImmediate(resolve));
    const known = passwords.matches('purple tractor seventeen', stored, 'known').then((right) => {
      done.push('known');
      return right;
    });
    expect(await known).toBe(true);
    // Those that were being served, and those that were done before.
    expect(done.filter((who) => who === 'stranger').length).toBeLessThan(FITS / 2);
    await Promise.all(strangers);
    expect(done.filter((who) => who === 'stranger')).toHaveLength(FITS);
    expect(done.filter((who) => who === 'too_many_attempts')).toHaveLength(60 - FITS);
    // Nothing was lost: it serves on.
    expect(await passwords.matches('purple tractor seventeen', stored, 'stranger')).toBe(true);
    expect(await passwords.matches('no person has this password', undefined, 'stranger')).toBe(false);
  });
});
