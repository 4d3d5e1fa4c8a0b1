/** Why a person may refuse: a code for programs and a label for people. */
export interface RejectReason {
  code: string;
  label: string;
}

/** What a new list changes of the one before, for the record. */
export interface ReasonChanges {
  added: string[];
  archived: string[];
  relabelled: string[];
  /** Whether those in both stand in another order. */
  reordered: boolean;
}

/** @returns null when the lists are equal */
export function reasonChanges(before: readonly RejectReason[], after: readonly RejectReason[]): ReasonChanges | null {
  const was = new Map(before.map(({ code, label }) => [code, label]));
  const is = new Map(after.map(({ code, label }) => [code, label]));
  const kept = [...is.keys()].filter((code) => was.has(code));
  const changes = {
    added: [...is.keys()].filter((code) => !was.has(code)),
    archived: [...was.keys()].filter((code) => !is.has(code)),
    relabelled: kept.filter((code) => was.get(code) !== is.get(code)),
    reordered: kept.join() !== [...was.keys()].filter((code) => is.has(code)).join(),
  };
  const { added, archived, relabelled, reordered } = changes;
  return added.length + archived.length + relabelled.length > 0 || reordered ? changes : null;
}

/** The first thing that makes a list unusable, as a path and a sentence; null when there is nothing. */
export function reasonFault(reasons: readonly RejectReason[]): { path: string; message: string } | null {
  for (const name of ['code', 'label'] as const) {
    const seen = new Set<string>();
    for (const [n, reason] of reasons.entries()) {
      const value = reason[name].trim().toLowerCase();
      if (value === '') return { path: `reasons.${n}.${name}`, message: 'must say something' };
      if (seen.has(value)) return { path: `reasons.${n}.${name}`, message: 'is there twice' };
      seen.add(value);
    }
  }
  return null;
}
