import type { ASTNode } from '@marcbachmann/cel-js';
import { MOST_INT64 } from './money.js';

/**
 * The library's `int()` takes "" for 0, "0b11" for 3 and cuts decimals off, each of which would let an amount
 * slip under a limit. Built-in functions cannot be replaced, so calls of `int(…)` are renamed to `whole(…)`.
 * @param ast the parsed source, for where the calls are
 * @throws Error on `uint(…)`, which has the same faults
 */
export function withStrictInt(source: string, ast: ASTNode): string {
  if (callsOf('uint', ast).length > 0) throw new Error('uint() is not known here; use int().');
  const places = callsOf('int', ast).sort((one, other) => other - one);
  return places.reduce((text, at) => `${text.slice(0, at)}whole${text.slice(at + 'int'.length)}`, source);
}

/** `whole(x)` in CEL: an int, a double that is a safe integer, or digits that fit 64 bits; all else is an error. */
export function wholeNumber(value: unknown): bigint {
  const whole = asWhole(value);
  if (whole === null || whole > MOST_INT64 || whole < -MOST_INT64) throw new Error('int() takes whole numbers only');
  return whole;
}

function asWhole(value: unknown): bigint | null {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : null;
  return typeof value === 'string' && /^-?[0-9]{1,19}$/.test(value) ? BigInt(value) : null;
}

function callsOf(name: string, node: unknown): number[] {
  if (Array.isArray(node)) return node.flatMap((one) => callsOf(name, one));
  if (typeof node !== 'object' || node === null || !('op' in node)) return [];
  const { op, args, start } = node as ASTNode;
  const here = op === 'call' && args[0] === name ? [start] : [];
  return [...here, ...callsOf(name, args)];
}
