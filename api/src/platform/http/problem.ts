import { STATUS_CODES } from 'node:http';

export interface FieldError {
  path: string;
  message: string;
}

/**
 * A refusal that the caller can act on, answered as RFC 9457 `application/problem+json`.
 * `code` is stable and documented; `detail` is a sentence that says what to do.
 */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly more: { errors?: FieldError[]; retryAfterSeconds?: number } = {},
  ) {
    super(`${code}: ${detail}`);
  }

  toBody(): Record<string, unknown> {
    return {
      type: `https://countersign.example/problems/${this.code}`,
      title: STATUS_CODES[this.status] ?? 'Error',
      status: this.status,
      code: this.code,
      detail: this.detail,
      ...(this.more.errors ? { errors: this.more.errors } : {}),
    };
  }
}

export const notFound = (what: string): Problem =>
  new Problem(404, 'not_found', `There is no such ${what}, or it is not yours to see.`);
