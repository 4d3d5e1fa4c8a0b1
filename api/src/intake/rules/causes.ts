import type { Verdict } from './contract-rows.js';
import { CAUSES, type Cause, DRAFT_FAILURES, type DraftFailure } from './contract-table.js';

/** A line of the policy log, as far as a cause is read from it. */
export interface LogLine {
  rule: string;
  condition: string;
  held: boolean;
}

/** Findings that are a cause of their own. Every other one is the policy's. */
const FINDINGS: Readonly<Record<string, Cause>> = {
  stale_evidence: 'stale',
  uncited: 'uncited',
  // Nothing was found that answers it, or nobody knows what it is about: more of it helps.
  draft_empty: 'unsure',
  draft_kept: 'unsure',
  domain_unknown: 'unsure',
  ...Object.fromEntries(DRAFT_FAILURES.map((kind) => [findingOf(kind), kind])),
};

/** Conditions to review that are no cause of the policy's. */
const CONDITIONS: Readonly<Record<string, Cause>> = {
  confidence_below: 'unsure',
  unsure_domain: 'unsure',
  uncited_in: 'uncited',
};

/** What a failed draft is called among our findings. */
export function findingOf(kind: DraftFailure): string {
  return `draft_${kind}`;
}

/** The reason code of each cause, whatever else is said beside it. */
export const REASON_OF: Readonly<Record<Cause, NonNullable<Verdict['reasonCode']>>> = {
  model_unavailable: 'TOOL_UNAVAILABLE',
  timed_out: 'TOOL_UNAVAILABLE',
  stream_cut: 'TOOL_UNAVAILABLE',
  malformed: 'TOOL_UNAVAILABLE',
  schema_mismatch: 'TOOL_UNAVAILABLE',
  truncated: 'TOOL_UNAVAILABLE',
  budget_spent: 'TOOL_UNAVAILABLE',
  refused: 'POLICY_RESTRICTED',
  filtered: 'POLICY_RESTRICTED',
  policy: 'POLICY_RESTRICTED',
  uncited: 'POLICY_RESTRICTED',
  stale: 'SOURCE_STALE',
  unsure: 'LOW_CONFIDENCE',
};

/** Why a ticket waits for people: the first of the causes that hold. Where nothing allowed it, that is the policy's. */
export function causeOf(lines: readonly LogLine[]): Cause {
  const held = new Set(lines.map(causeIn).filter((cause) => cause !== null));
  return CAUSES.find((cause) => held.has(cause)) ?? 'policy';
}

function causeIn({ rule, condition, held }: LogLine): Cause | null {
  if (rule === 'auto_allow_if') return condition === 'confidence_min' && !held ? 'unsure' : null;
  if (!held) return null;
  if (rule === 'finding') return Object.hasOwn(FINDINGS, condition) ? FINDINGS[condition]! : 'policy';
  return CONDITIONS[condition] ?? 'policy';
}

/** The code for which a ticket waits for people. */
export function whyWaiting({ conditions }: { conditions: readonly LogLine[] }): NonNullable<Verdict['reasonCode']> {
  return REASON_OF[causeOf(conditions)];
}
