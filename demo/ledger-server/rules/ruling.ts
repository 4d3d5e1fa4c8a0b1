/** What a rule says of a call: the effect it has, or why it has none. `R` is the answer the caller gets. */
export type Ruling<R, N> = { ok: true; result: R; next: N } | { ok: false; refusal: Refusal };

/** A definite "no": nothing happened, and asking again will not help. */
export interface Refusal {
  code: string;
  detail: string;
}

export const refuse = (code: string, detail: string): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { code, detail },
});

/** An argument that cannot be read. Carries the argument's name for the caller. */
export class ArgumentError extends Error {
  constructor(
    readonly argument: string,
    message: string,
  ) {
    super(message);
  }
}

/** The argument `name` as a string matching `pattern`; throws ArgumentError when it is anything else. */
export function textArgument(args: Readonly<Record<string, unknown>>, name: string, pattern: RegExp): string {
  const value = Object.hasOwn(args, name) ? args[name] : undefined;
  if (typeof value !== 'string') throw new ArgumentError(name, `${name} must be a string`);
  if (!pattern.test(value)) throw new ArgumentError(name, `${name} must match ${pattern.source}`);
  return value;
}

export const ID_PATTERN = /^[\x21-\x7e]{1,100}$/;
