import type { Section } from './decision.js';
import type { ConditionName, Signal } from './policy-document.js';

/** How a condition compares. Thresholds are numbers, the rest are lists of names. */
export type Test =
  | 'at_least'
  | 'at_most'
  | 'below_or_unknown'
  | 'at_least_or_unknown'
  | 'exactly'
  | 'like'
  | 'like_or_illegible'
  | 'named';

/** One condition, ready to run. All have the same shape, so that the evaluator stays monomorphic. */
export interface CompiledCondition {
  readonly rule: Section;
  readonly name: ConditionName;
  readonly signal: Signal;
  readonly test: Test;
  /** As written in the document, frozen: it goes into every log line. */
  readonly expected: unknown;
  readonly threshold: number;
  /** The end of the signal's range, which starts at 0. */
  readonly highest: number;
  /** Folded for 'like', as written for 'exactly'. */
  readonly values: ReadonlySet<string>;
}

/** A routing policy that was checked once and can be evaluated any number of times. */
export interface CompiledRoutingPolicy {
  readonly hardBlockIf: readonly CompiledCondition[];
  readonly reviewRequiredIf: readonly CompiledCondition[];
  /** The document's conditions, then those that make sure that every signal it mentions is known. */
  readonly autoAllowIf: readonly CompiledCondition[];
  /** False when the document names no condition under which to allow: then nothing is allowed. */
  readonly allows: boolean;
}
