import { add, cosine, toLengthOne, type Vector } from './vectors.js';

const MOST_ROUNDS = 25;
/** Rounds end when fewer texts than this share still move. */
const SETTLED = 0.005;
/** Texts between two pauses. */
const PACE = 250;

/**
 * Spherical k-means (Dhillon and Modha 2001): each text goes to the nearest direction, each direction becomes that of its
 * texts, until they stay. It begins as k-means++ does (Arthur and Vassilvitskii 2007), but each text brings its own luck along, so
 * that the outcome depends on the texts and on nothing else, and a few texts more move little.
 *
 * @param luck of each text, between 0 and 1
 * @param size how many terms there are
 * @returns for each text the number of its group; yields now and then, so that others get a turn
 */
export function* sphericalKMeans(
  vectors: readonly Vector[],
  luck: readonly number[],
  k: number,
  size: number,
): Generator<void, Int32Array> {
  let directions = yield* beginnings(vectors, luck, k, size);
  const groups = new Int32Array(vectors.length).fill(-1);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let moved = 0;
    for (let n = 0; n < vectors.length; n++) {
      if (n % PACE === 0) yield;
      const group = nearest(vectors[n]!, directions);
      if (groups[n] !== group) moved++;
      groups[n] = group;
    }
    if (moved <= SETTLED * vectors.length) break;
    directions = sumsOf(vectors, groups, directions.length, size).map(toLengthOne);
  }
  return groups;
}

/** What the texts of each group add up to. */
export function sumsOf(vectors: readonly Vector[], groups: Int32Array, k: number, size: number): Float64Array[] {
  const sums = Array.from({ length: k }, () => new Float64Array(size));
  for (let n = 0; n < vectors.length; n++) add(sums[groups[n]!]!, vectors[n]!);
  return sums;
}

/** Up to k texts far from one another: the further from all before, the likelier. Fewer where all others are equal to one of them. */
function* beginnings(
  vectors: readonly Vector[],
  luck: readonly number[],
  k: number,
  size: number,
): Generator<void, Float64Array[]> {
  const closest = new Float64Array(vectors.length);
  const chosen: Float64Array[] = [];
  while (chosen.length < k) {
    let [best, pick] = [Number.NEGATIVE_INFINITY, -1];
    for (let n = 0; n < vectors.length; n++) {
      const far = (1 - closest[n]!) ** 2;
      // The first of exponential waiting times of these rates: a draw by weight that needs no order (Efraimidis and Spirakis 2006).
      const draw = far < 1e-9 ? Number.NEGATIVE_INFINITY : Math.log(luck[n]!) / far;
      if (draw > best) [best, pick] = [draw, n];
    }
    if (pick === -1) break;
    const direction = new Float64Array(size);
    add(direction, vectors[pick]!);
    chosen.push(direction);
    for (let n = 0; n < vectors.length; n++) closest[n] = Math.max(closest[n]!, cosine(vectors[n]!, direction));
    yield;
  }
  return chosen;
}

function nearest(vector: Vector, directions: readonly Float64Array[]): number {
  let [best, group] = [-1, 0];
  for (let n = 0; n < directions.length; n++) {
    const near = cosine(vector, directions[n]!);
    if (near > best) [best, group] = [near, n];
  }
  return group;
}
