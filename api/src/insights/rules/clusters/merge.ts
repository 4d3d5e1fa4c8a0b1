import { dot } from './vectors.js';

/**
 * Joins groups whose directions are alike, the most alike first, until none are.
 *
 * @param sums what the texts of each group add up to
 * @param alike the cosine from which two are one
 * @returns for each group the number of the one it is part of now
 */
export function* mergeAlike(sums: readonly Float64Array[], alike: number): Generator<void, number[]> {
  const products: number[][] = [];
  for (const a of sums) {
    products.push(sums.map((b) => dot(a, b)));
    yield;
  }
  const partOf = sums.map((_, n) => n);
  const left = new Set(partOf.filter((n) => products[n]![n]! > 0));
  for (let pair = mostAlike(products, left, alike); pair; pair = mostAlike(products, left, alike)) {
    const [into, from] = pair;
    for (const n of left) {
      if (n === into || n === from) continue;
      products[into]![n]! += products[from]![n]!;
      products[n]![into] = products[into]![n]!;
    }
    products[into]![into]! += products[from]![from]! + 2 * products[into]![from]!;
    left.delete(from);
    for (const [n, part] of partOf.entries()) if (part === from) partOf[n] = into;
    yield;
  }
  return partOf;
}

function mostAlike(products: readonly number[][], left: Set<number>, alike: number): [number, number] | null {
  let [best, pair]: [number, [number, number] | null] = [alike, null];
  for (const a of left) {
    for (const b of left) {
      if (b <= a) continue;
      const near = products[a]![b]! / Math.sqrt(products[a]![a]! * products[b]![b]!);
      if (near >= best) [best, pair] = [near, [a, b]];
    }
  }
  return pair;
}
