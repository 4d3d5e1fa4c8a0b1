/** A cluster as it was found before: its id and the names of its members. */
export interface Before {
  id: string;
  members: readonly string[];
}

/**
 * Says which clusters are the ones there were: a new one keeps the id of an old one when it has more than half of what is
 * left of its members. Of several old ones, the one it has most of.
 *
 * @param after the names of the members of each cluster found now
 * @param present whether a text is still looked at: what grew too old, or was erased, says nothing
 * @returns for each, the id it keeps, or null for a cluster that is new
 */
export function idsKept(
  before: readonly Before[],
  after: readonly (readonly string[])[],
  present: (member: string) => boolean,
): (string | null)[] {
  const clusterOf = new Map(after.flatMap((members, n) => members.map((member) => [member, n] as const)));
  const claims = before.flatMap(({ id, members }) => {
    const left = members.filter(present);
    const shared = new Map<number, number>();
    for (const member of left) {
      const n = clusterOf.get(member);
      if (n !== undefined) shared.set(n, (shared.get(n) ?? 0) + 1);
    }
    return [...shared].filter(([, both]) => 2 * both > left.length).map(([n, both]) => ({ id, n, both }));
  });
  const kept = after.map((): string | null => null);
  for (const { id, n } of claims.sort((a, b) => b.both - a.both || (a.id < b.id ? -1 : 1))) kept[n] ??= id;
  return kept;
}
