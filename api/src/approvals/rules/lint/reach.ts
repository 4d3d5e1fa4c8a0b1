import type { CompiledRule } from '../sign-off-document.js';
import { implies } from '../strictest.js';

/** A condition that reads nothing says the same of every call: whether it holds, or null when it depends on the call. */
export function constantOf({ when, condition }: CompiledRule): boolean | null {
  if (when === null) return true;
  if (condition === null || /\b(args|money|sums)\b/.test(condition)) return null;
  const { held, error } = when({ args: null, money: null, sums: null });
  return error === null ? held : null;
}

/**
 * The rule that makes this one idle: it applies to every call that this one applies to and asks at least as much, step-up
 * included. Of two that are alike, the later one is idle.
 */
export function outdoneBy(rules: readonly CompiledRule[], at: number): CompiledRule | null {
  const one = rules[at]!;
  const outdoes = (other: CompiledRule, one: CompiledRule) =>
    covers(other, one) && implies(other.require, one.require) && (other.stepUp || !one.stepUp);
  return (
    rules.find((other, index) => index !== at && outdoes(other, one) && (index < at || !outdoes(one, other))) ?? null
  );
}

/** Whether every call that `one` applies to is one that `other` applies to; false also when that can't be told. */
function covers(other: CompiledRule, one: CompiledRule): boolean {
  const sameCalls = constantOf(other) === true || (other.condition !== null && other.condition === one.condition);
  return sameCalls && coversTools(other, one);
}

function coversTools(other: CompiledRule, one: CompiledRule): boolean {
  if (other.tools === null) return true;
  return one.tools !== null && [...one.tools].every((tool) => other.tools!.has(tool));
}

/** The requirements that hold besides this rule's whenever it applies. */
export function alwaysWith(rules: readonly CompiledRule[], one: CompiledRule): CompiledRule[] {
  return rules.filter((other) => other !== one && covers(other, one));
}
