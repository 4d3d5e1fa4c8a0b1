interface Row {
  id: string;
  claim: { personId: string } | null;
}

interface Progress {
  me: string;
  /** The ticket on screen, if any. */
  current: string | null;
  /** Done with in this run: the list may still show them for a moment. */
  decided: ReadonlySet<string>;
  passed: ReadonlySet<string>;
}

/**
 * What is left to work through, in the order of the list, which is by time to breach. Tickets that somebody else works on
 * are theirs; the one on screen is left out.
 */
export function upcomingOf(rows: readonly Row[], { me, current, decided, passed }: Progress): string[] {
  return rows
    .filter(
      ({ id, claim }) => id !== current && !decided.has(id) && !passed.has(id) && (!claim || claim.personId === me),
    )
    .map(({ id }) => id);
}
