/** How slowly a place in a list loses its worth; the value of the paper. */
const K = 60;

export interface Fused {
  id: string;
  /** Compares within one answer only. */
  score: number;
}

/**
 * Several rankings of the same things made one, by places alone since scores of different searches do not compare: each list
 * gives 1/(60 + place) (reciprocal rank fusion: Cormack, Clarke, Büttcher, SIGIR 2009).
 * @param lists ids, best first, none of them twice in one list
 * @returns every id once, best first; what is equal keeps the order in which the lists name it
 */
export function fuse(...lists: readonly (readonly string[])[]): Fused[] {
  const scores = new Map<string, number>();
  for (const list of lists) {
    list.forEach((id, at) => {
      scores.set(id, (scores.get(id) ?? 0) + 1 / (K + at + 1));
    });
  }
  return [...scores].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score);
}
