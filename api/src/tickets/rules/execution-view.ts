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
  };
}
