/**
 * Gives as many places as it can a taker of their own, by augmenting paths: a taker who could sit elsewhere is
 * moved when that frees a place. A place that got one keeps one, so earlier places come first.
 * @returns for each place the index of its taker, or -1
 */
export function match(places: number, takers: number, fits: (place: number, taker: number) => boolean): number[] {
  const takerOf = Array<number>(places).fill(-1);
  for (let place = 0; place < places; place++) seat(place, takerOf, takers, fits, new Set());
  return takerOf;
}

function seat(
  place: number,
  takerOf: number[],
  takers: number,
  fits: (place: number, taker: number) => boolean,
  tried: Set<number>,
): boolean {
  for (let taker = 0; taker < takers; taker++) {
    if (tried.has(taker) || !fits(place, taker)) continue;
    tried.add(taker);
    const other = takerOf.indexOf(taker);
    if (other === -1 || seat(other, takerOf, takers, fits, tried)) {
      takerOf[place] = taker;
      return true;
    }
  }
  return false;
}
