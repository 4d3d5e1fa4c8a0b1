import type { Price } from './prompt.js';

export interface Usage {
  input: number;
  output: number;
}

/** What is taken of an agent's day. */
export interface Spending {
  tokens: number;
  /** Millionths of a US dollar. */
  costMicros: bigint;
}

const MILLION = 1_000_000n;

/** What two calls have taken together. */
export const added = (before: Usage | null, { input, output }: Usage): Usage => ({
  input: (before?.input ?? 0) + input,
  output: (before?.output ?? 0) + output,
});

/** Rounded up, so that many small calls never cost less than they do. */
export function costOf({ input, output }: Usage, price: Price): bigint {
  const micros = BigInt(input) * BigInt(price.inputMicros) + BigInt(output) * BigInt(price.outputMicros);
  return (micros + MILLION - 1n) / MILLION;
}

/**
 * The most that one call can take: a token is a byte of the request at least, and the answer ends at its limit.
 * @param bytes of the request's body
 */
export function mostOf(bytes: number, maxOutputTokens: number, price: Price): Spending {
  const most = { input: bytes, output: maxOutputTokens };
  return { tokens: most.input + most.output, costMicros: costOf(most, price) };
}
