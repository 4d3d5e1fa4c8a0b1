import { sha256 } from '../../platform/json/canonical.js';

const LEAF = Uint8Array.of(0);
const INTERIOR = Uint8Array.of(1);

/** A complete subtree: the one of 2^level leaves that begins at leaf `index * 2^level`. Level 0 is a leaf. */
export interface NodeRef {
  level: number;
  index: number;
}

/** 32 bytes. */
export interface TreeNode extends NodeRef {
  hash: Buffer;
}

/** Hash of one entry's bytes (RFC 9162 §2.1.1: 0x00, so that no entry can pass for an interior node). */
export function leafHash(bytes: Uint8Array): Buffer {
  return sha256(LEAF, bytes);
}

/** Hash of two subtrees' hashes (RFC 9162 §2.1.1: 0x01). */
export function interiorHash(left: Uint8Array, right: Uint8Array): Buffer {
  return sha256(INTERIOR, left, right);
}

/**
 * The complete subtrees that the leaves from `start` up to, not including, `end` are made of: the largest first, at most
 * 53 of them. `start` is where some tree splits, so that the largest fits there: 0, or a multiple of a power of two
 * that is no smaller than what follows.
 */
export function completeSubtrees(start: number, end: number): NodeRef[] {
  const refs: NodeRef[] = [];
  for (let from = start; from < end; ) {
    const level = floorLog2(end - from);
    refs.push({ level, index: from / 2 ** level });
    from += 2 ** level;
  }
  return refs;
}

/** The largest k with 2^k ≤ n, for 1 ≤ n < 2^53: `Math.log2` alone rounds up just below a power of two. */
export function floorLog2(n: number): number {
  const near = Math.floor(Math.log2(n));
  return 2 ** near > n ? near - 1 : near;
}

/** The hash over complete subtrees, the largest first; of none, that of an empty tree (RFC 9162 §2.1.1). */
export function rootOf(subtrees: readonly Buffer[]): Buffer {
  if (subtrees.length === 0) return sha256();
  return subtrees.reduceRight((right, left) => interiorHash(left, right));
}

/** A tree as far as it takes to append: how many leaves, and the hashes of `completeSubtrees(0, size)`. */
export interface Frontier {
  size: number;
  subtrees: readonly Buffer[];
}

export interface Grown extends Frontier {
  /** The subtrees of level 1 and above that these leaves completed, in the order in which they did. */
  nodes: TreeNode[];
}

/** Appends leaves without a look at those before. @param leaves leaf hashes in their order */
export function grow(before: Frontier, leaves: readonly Buffer[]): Grown {
  const subtrees = [...before.subtrees];
  const nodes: TreeNode[] = [];
  let { size } = before;
  for (const leaf of leaves) {
    let hash = leaf;
    // Like carrying in a binary counter: two subtrees of one size become one of the next.
    for (let level = 1, index = size; index % 2 === 1; level += 1) {
      hash = interiorHash(subtrees.pop()!, hash);
      index = (index - 1) / 2;
      nodes.push({ level, index, hash });
    }
    subtrees.push(hash);
    size += 1;
  }
  return { size, subtrees, nodes };
}
