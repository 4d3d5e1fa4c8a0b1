import { completeSubtrees, floorLog2, interiorHash, type NodeRef, rootOf } from './merkle-tree.js';

/** Leaves from `start` up to, not including, `end`, under one hash of a proof. */
export interface Span {
  start: number;
  end: number;
}

/** The largest power of two that is smaller than `n`, for n ≥ 2. */
function split(n: number): number {
  return 2 ** floorLog2(n - 1);
}

/**
 * What proves that leaf `index` is in the tree of `size` leaves (PATH of RFC 9162 §2.1.3.1), nearest the leaf first.
 * @throws RangeError unless 0 ≤ index < size
 */
export function inclusionPath(index: number, size: number): Span[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`leaf ${index} is not in a tree of ${size}`);
  const path: Span[] = [];
  for (let [start, end] = [0, size]; end - start > 1; ) {
    const middle = start + split(end - start);
    if (index < middle) {
      path.push({ start: middle, end });
      end = middle;
    } else {
      path.push({ start, end: middle });
      start = middle;
    }
  }
  return path.reverse();
}

/**
 * What proves that the tree of `from` leaves is the beginning of that of `to` (PROOF of RFC 9162 §2.1.4.1). Nothing is
 * needed from 0, and from a size to itself.
 * @throws RangeError unless 0 ≤ from ≤ to
 */
export function consistencyPath(from: number, to: number): Span[] {
  if (!(from >= 0 && from <= to)) throw new RangeError(`a tree of ${from} is no beginning of one of ${to}`);
  if (from === 0 || from === to) return [];
  const path: Span[] = [];
  let [start, end] = [0, to];
  let whole = true;
  while (from !== end) {
    const middle = start + split(end - start);
    if (from <= middle) {
      path.push({ start: middle, end });
      end = middle;
    } else {
      path.push({ start, end: middle });
      start = middle;
      whole = false;
    }
  }
  // Whoever checks knows the hash of the whole earlier tree, and no other.
  if (!whole) path.push({ start, end });
  return path.reverse();
}

/** The stored nodes that these spans are made of: all but one are complete, so at most two for each level of the tree. */
export function nodesOf(path: readonly Span[]): NodeRef[] {
  return path.flatMap(({ start, end }) => completeSubtrees(start, end));
}

/** The hashes of a proof. @param hashOf the hash of a stored node */
export function proofOf(path: readonly Span[], hashOf: (ref: NodeRef) => Buffer): Buffer[] {
  return path.map(({ start, end }) => rootOf(completeSubtrees(start, end).map(hashOf)));
}

/** Whether a proof shows that the leaf at `index` is in the tree of `size` leaves under `root` (RFC 9162 §2.1.3.2). */
export function includes(root: Buffer, size: number, index: number, leaf: Buffer, proof: readonly Buffer[]): boolean {
  if (!(index >= 0 && index < size)) return false;
  let [at, last] = [index, size - 1];
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = interiorHash(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      hash = interiorHash(hash, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && hash.equals(root);
}

/** A tree's size and its hash. */
export interface TreeHead {
  size: number;
  root: Buffer;
}

/** Whether a proof shows that the one tree is the beginning of the other (RFC 9162 §2.1.4.2). */
export function isBeginningOf(first: TreeHead, second: TreeHead, proof: readonly Buffer[]): boolean {
  if (first.size > second.size) return false;
  if (first.size === 0) return proof.length === 0 && first.root.equals(rootOf([]));
  if (first.size === second.size) return proof.length === 0 && first.root.equals(second.root);
  const path = isPowerOfTwo(first.size) ? [first.root, ...proof] : [...proof];
  const seed = path.shift();
  if (!seed || proof.length === 0) return false;
  let [at, last] = [first.size - 1, second.size - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  let [ofFirst, ofSecond] = [seed, seed];
  for (const sibling of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      ofFirst = interiorHash(sibling, ofFirst);
      ofSecond = interiorHash(sibling, ofSecond);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      ofSecond = interiorHash(ofSecond, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && ofFirst.equals(first.root) && ofSecond.equals(second.root);
}

const half = (n: number): number => Math.floor(n / 2);

function isPowerOfTwo(n: number): boolean {
  return 2 ** floorLog2(n) === n;
}
