/** One value that an edit changed. */
export interface Change {
  /** Dotted: `draft.answer`, `arguments.amount_minor`. */
  path: string;
  from: unknown;
  to: unknown;
}

export interface Content {
  draft: Record<string, unknown>;
  arguments: Record<string, unknown> | null;
}

/** What differs between two revisions, top-level field by field; null stands for absent. */
export function revisionChanges(before: Content, after: Content): Change[] {
  return [
    ...fieldChanges('draft', before.draft, after.draft),
    ...fieldChanges('arguments', before.arguments ?? {}, after.arguments ?? {}),
  ];
}

function fieldChanges(prefix: string, before: Record<string, unknown>, after: Record<string, unknown>): Change[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys
    .map((key) => ({ path: `${prefix}.${key}`, from: before[key] ?? null, to: after[key] ?? null }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
}
