import type { Dice } from '../dice.js';

/** What becomes of one call to the simulated tool. */
export const FATES = [
  'ok',
  /** Answers close to the caller's timeout, but in time. */
  'slow',
  /** Answers 422: a definite no. */
  'refuse',
  /** Hangs up before anything happened. */
  'drop_before',
  /** Applies it, then hangs up. */
  'drop_after',
  /** Never answers, and applies it after the caller's timeout. */
  'late',
  /** Answers 500 and applied nothing. */
  'error_before',
  /** Applies it, and answers 500 all the same. */
  'error_after',
] as const;

export type Fate = (typeof FATES)[number];

/** How long Countersign waits for an answer of the simulated tools. */
export const TOOL_TIMEOUT_MS = 400;

export const SLOW_MS = 200;

/** Well after the timeout, well within the quiet time after which "not found" counts (`QUIET_SECONDS`). */
export const LATE_MS = 1_500;

const PREFIX = 'fates: ';

/**
 * The fates of an execution's calls, in their order, as a text among the tool's arguments: whoever reads the arguments
 * knows what will happen to them, whichever process makes the call and however often it has been killed.
 */
export function planText(fates: readonly Fate[]): string {
  return `${PREFIX}${fates.join(' ')}`;
}

/** @returns the fate of the n-th call, from 0; calls beyond the plan go well */
export function fateOf(plan: string, call: number): Fate {
  const fates = plan.startsWith(PREFIX) ? plan.slice(PREFIX.length).split(' ') : [];
  return FATES.find((fate) => fate === fates[call]) ?? 'ok';
}

/** Half of all plans are one smooth call; the others meet one or two faults first. */
export function throwFates(dice: Dice): Fate[] {
  if (dice.chance(0.5)) return ['ok'];
  return Array.from({ length: dice.whole(1, 2) }, () => dice.pick(FATES));
}
