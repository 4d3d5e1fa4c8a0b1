import type { CelCondition } from './cel-condition.js';
import type { Requirement } from './requirement.js';

/** One rule of a sign-off policy, ready to run. */
export interface CompiledRule {
  readonly name: string;
  /** Folded names of the tools it is for; null for every tool. */
  readonly tools: ReadonlySet<string> | null;
  /** Null when the rule always applies. */
  readonly when: CelCondition | null;
  /** The condition as written; null when there is none. */
  readonly condition: string | null;
  readonly because: string;
  readonly require: Requirement;
  /** Whether whoever approves proves again, shortly before, who they are. */
  readonly stepUp: boolean;
}

/** A sign-off policy that was checked once and can be asked any number of times. */
export interface CompiledSignOffPolicy {
  /** How long a revision waits for its signatures. */
  readonly expiresAfterSeconds: number;
  readonly rules: readonly CompiledRule[];
  /** Whether a condition may look at the agent's sum of the day, which takes many rows to add up. */
  readonly asksAgentDay: boolean;
  /** What everything takes that no rule speaks of, also a ticket with no tool call. */
  readonly otherwise: Requirement;
}

/** One thing wrong with a sign-off policy document. */
export interface SignOffPolicyIssue {
  /** Dotted, from the document's root: 'sign_off_policy.rules[0].when'. */
  path: string;
  message: string;
}

/** The document cannot be a sign-off policy; `issues` names everything that is wrong with it. */
export class SignOffPolicyError extends Error {
  constructor(readonly issues: readonly SignOffPolicyIssue[]) {
    super(issues.map((issue) => `${issue.path}: ${issue.message}`).join(' '));
    this.name = 'SignOffPolicyError';
  }
}
