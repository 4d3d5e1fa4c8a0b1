import { whyWaiting } from '../../intake/rules/causes.js';
import type { REASON_CODES } from '../../intake/rules/contract-rows.js';

/** Where a ticket that went to people stands now. */
export const STAGES = [
  'waiting',
  'approved',
  'done',
  'failed',
  'unknown',
  'rejected',
  'expired',
  'withdrawn',
  'blocked',
] as const;
export type Stage = (typeof STAGES)[number];

export type ReasonCode = (typeof REASON_CODES)[number];

/** Tickets alike: what their policy log said and where they stand. */
export interface AlikeTickets {
  conditions: { rule: string; condition: string; held: boolean }[];
  state: string;
  executionState: string | null;
  n: number;
}

/** Of the tickets that agents were told `needs_review` with this code: how many were decided, approved, and ran. */
export interface FunnelRow {
  reasonCode: ReasonCode;
  came: number;
  decided: number;
  approved: number;
  done: number;
  stages: Record<Stage, number>;
}

/** Counts tickets by the reason code that their agents were answered when they came to people. */
export function funnelOf(tickets: readonly AlikeTickets[]): FunnelRow[] {
  const rows = new Map<ReasonCode, Record<Stage, number>>();
  for (const { conditions, state, executionState, n } of tickets) {
    const code = whyWaiting({ conditions });
    const stages = rows.get(code) ?? (Object.fromEntries(STAGES.map((stage) => [stage, 0])) as Record<Stage, number>);
    stages[stageOf(state, executionState)] += n;
    rows.set(code, stages);
  }
  return [...rows].map(([reasonCode, stages]) => toRow(reasonCode, stages)).sort((a, b) => b.came - a.came);
}

function toRow(reasonCode: ReasonCode, stages: Record<Stage, number>): FunnelRow {
  const approved = stages.approved + stages.done + stages.failed + stages.unknown;
  return {
    reasonCode,
    came: STAGES.reduce((sum, stage) => sum + stages[stage], 0),
    decided: approved + stages.rejected,
    approved,
    done: stages.done,
    stages,
  };
}

/** What is approved without a tool call is done: its answer goes out. */
function stageOf(state: string, executionState: string | null): Stage {
  if (state === 'approved' || state === 'auto_allowed') {
    if (executionState === null || executionState === 'succeeded') return 'done';
    if (executionState === 'failed' || executionState === 'unknown') return executionState;
    return 'approved';
  }
  if (state === 'pending_review') return 'waiting';
  return state as Stage;
}
