/** How well groups agree with classes that people gave. */
export interface Agreement {
  groups: number;
  /** The share of texts that are of the commonest class of their group. One group for each text has 1. */
  purity: number;
  /** Normalised mutual information, by the mean of both entropies: 0 is chance, 1 is the same division. */
  nmi: number;
}

/** @param groups the group of each text @param classes its class, in the same order */
export function agreementOf(groups: readonly string[], classes: readonly string[]): Agreement {
  const n = groups.length;
  const [byGroup, byClass] = [countOf(groups), countOf(classes)];
  const both = new Map<string, Map<string, number>>();
  for (const [at, group] of groups.entries()) {
    const its = both.get(group) ?? new Map<string, number>();
    both.set(group, its.set(classes[at]!, (its.get(classes[at]!) ?? 0) + 1));
  }
  let [pure, shared] = [0, 0];
  for (const [group, its] of both) {
    pure += Math.max(...its.values());
    for (const [kind, k] of its) shared += (k / n) * Math.log((k * n) / (byGroup.get(group)! * byClass.get(kind)!));
  }
  const mean = (entropyOf(byGroup, n) + entropyOf(byClass, n)) / 2;
  return { groups: byGroup.size, purity: pure / n, nmi: mean === 0 ? 1 : shared / mean };
}

function countOf(all: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

function entropyOf(counts: Map<string, number>, n: number): number {
  return [...counts.values()].reduce((sum, k) => sum - (k / n) * Math.log(k / n), 0);
}
