import { Secret, TOTP } from 'otpauth';

/** RFC 6238 as every authenticator app has it: SHA-1, six digits, 30 seconds. */
const PERIOD_SECONDS = 30;
const FORM = { issuer: 'Countersign', algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS };
/** Clocks of phones go wrong by seconds: one step to either side is taken. */
const WINDOW = 1;

/**
 * The step that a code is of, seconds since 1970 divided by 30; null when it is none of this secret's around `now`.
 * The caller refuses a step that is not later than the last one taken.
 */
export function stepOf(secret: Buffer, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const totp = new TOTP({ ...FORM, secret: secretOf(secret) });
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window: WINDOW });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD_SECONDS) + delta;
}

/** What an authenticator app is given: the secret in base32, and all of it as an `otpauth:` URI for a QR code. */
export function enrolment(secret: Buffer, email: string): { secret: string; uri: string } {
  const totp = new TOTP({ ...FORM, label: email, secret: secretOf(secret) });
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/** A code as people type it: spaces and hyphens are no part of it, and letters have no case. */
export function typedCode(code: string): string {
  return code.replace(/[\s-]/g, '').toLowerCase();
}

function secretOf(bytes: Buffer): Secret {
  return new Secret({ buffer: new Uint8Array(bytes).buffer });
}
