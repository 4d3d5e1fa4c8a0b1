import { Problem } from '../../platform/http/problem.js';

/** @throws Problem 400 `idempotency_key_required`, `idempotency_key_invalid` */
export function readIdempotencyKey(header: string | string[] | undefined): string {
  if (typeof header !== 'string' || header === '') {
    throw new Problem(
      400,
      'idempotency_key_required',
      'Send an Idempotency-Key header, so that a retry is not taken in twice.',
    );
  }
  if (!/^[\x21-\x7e]{1,255}$/.test(header)) {
    throw new Problem(400, 'idempotency_key_invalid', 'An Idempotency-Key is 1 to 255 visible ASCII characters.');
  }
  return header;
}
