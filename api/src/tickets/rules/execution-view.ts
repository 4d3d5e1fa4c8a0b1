import type { Runner } from '../../rulebook/rules/tool.js';
import type { Execution, ExecutionState } from './case-file.js';

/** An execution as everybody sees it, in one shape everywhere. */
export interface ExecutionView {
  id: string;
  state: ExecutionState;
  attempts: number;
  /** What the tool answered, as JSON; null until it has. */
  result: unknown;
  error: string | null;
  readyAt: string;
  intentAt: string | null;
  finishedAt: string | null;
  /** It waits for its tool to be running again. */
  parked: boolean;
  runner: Runner;
  /** Until when its grant is good, and when it was redeemed; null before it is granted. The grant itself is only the agent's. */
  grant: { expiresAt: string; redeemedAt: string | null } | null;
}

/** One that was readied just now. @param readyAt ISO 8601 @param parked its tool is shut */
export function readyView(id: string, readyAt: string, runner: Runner, parked: boolean): ExecutionView {
  return {
    id,
    state: 'ready',
    attempts: 0,
    result: null,
    error: null,
    readyAt,
    intentAt: null,
    finishedAt: null,
    parked,
    runner,
    grant: null,
  };
}

export function executionView(execution: Execution | null): ExecutionView | null {
  if (!execution) return null;
  const { id, state, attempts, error, parked } = execution;
  return {
    id,
    state,
    attempts,
    result: execution.result === null ? null : (JSON.parse(execution.result) as unknown),
    error,
    readyAt: execution.readyAt.toISOString(),
    intentAt: execution.intentAt?.toISOString() ?? null,
    finishedAt: execution.finishedAt?.toISOString() ?? null,
    parked,
    runner: execution.runner,
    grant: execution.grantExpiresAt && {
      expiresAt: execution.grantExpiresAt.toISOString(),
      redeemedAt: execution.redeemedAt?.toISOString() ?? null,
    },
  };
}
