import { type Observation, observationChanges } from '../../rulebook/rules/precondition.js';

/** One value that an edit changed. */
export interface Change {
  /** Dotted: `draft.answer`, `tool`, `arguments.amount_minor`, `preconditions.payment.status`. */
  path: string;
  from: unknown;
  to: unknown;
}

export interface Content {
  draft: Record<string, unknown>;
  /** The tool's name; null without a call. */
  tool: string | null;
  arguments: Record<string, unknown> | null;
  /** What was seen of the preconditions. */
  observation: Observation | null;
}

/** What differs between two revisions, top-level field by field; null stands for absent. */
export function revisionChanges(before: Content, after: Content): Change[] {
  return [
    ...fieldChanges('draft', before.draft, after.draft),
    ...(before.tool === after.tool ? [] : [{ path: 'tool', from: before.tool, to: after.tool }]),
    ...fieldChanges('arguments', before.arguments ?? {}, after.arguments ?? {}),
    ...observationChanges(before.observation, after.observation).map(({ field, was, is }) => ({
      path: `preconditions.${field}`,
      from: was,
      to: is,
    })),
  ];
}

function fieldChanges(prefix: string, before: Record<string, unknown>, after: Record<string, unknown>): Change[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys
    .map((key) => ({ path: `${prefix}.${key}`, from: before[key] ?? null, to: after[key] ?? null }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
}
