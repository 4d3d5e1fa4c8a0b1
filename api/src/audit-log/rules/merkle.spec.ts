import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sha256 } from '../../platform/json/canonical.js';
import { consistencyPath, includes, inclusionPath, isBeginningOf, nodesOf, proofOf } from './merkle-proof.js';
import { completeSubtrees, type Frontier, grow, leafHash, type NodeRef, rootOf } from './merkle-tree.js';

/** The leaves and roots that implementations of Certificate Transparency are tested with. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (hex) => Buffer.from(hex, 'hex'),
);
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const EMPTY: Frontier = { size: 0, subtrees: [] };

/** MTH of RFC 9162 §2.1.1, written as it is defined. */
function definedRoot(leaves: Buffer[]): Buffer {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0]!;
  const k = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return sha256(Uint8Array.of(1), definedRoot(leaves.slice(0, k)), definedRoot(leaves.slice(k)));
}

/** PATH of RFC 9162 §2.1.3.1, as defined. */
function definedPath(m: number, leaves: Buffer[]): Buffer[] {
  if (leaves.length === 1) return [];
  const k = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return m < k ? [...definedPath(m, left), definedRoot(right)] : [...definedPath(m - k, right), definedRoot(left)];
}

/** SUBPROOF of RFC 9162 §2.1.4.1, as defined. */
function definedSubproof(m: number, leaves: Buffer[], whole: boolean): Buffer[] {
  if (m === leaves.length) return whole ? [] : [definedRoot(leaves)];
  const k = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return m <= k
    ? [...definedSubproof(m, left, whole), definedRoot(right)]
    : [...definedSubproof(m - k, right, false), definedRoot(left)];
}

/** A tree with its stored nodes, as the database has them. */
function treeOf(leaves: Buffer[]): { root: Buffer; hashOf: (ref: NodeRef) => Buffer; stored: number } {
  const { subtrees, nodes } = grow(EMPTY, leaves);
  const stored = new Map(nodes.map(({ level, index, hash }) => [`${level} ${index}`, hash]));
  const hashOf = ({ level, index }: NodeRef) => (level === 0 ? leaves[index]! : stored.get(`${level} ${index}`)!);
  return { root: rootOf(subtrees), hashOf, stored: nodes.length };
}

const leaves = (n: number): Buffer[] => Array.from({ length: n }, (_, i) => leafHash(Buffer.from(`entry ${i}`)));
const hex = (hashes: Buffer[]) => hashes.map((hash) => hash.toString('hex'));
const size = fc.integer({ min: 1, max: 130 });

describe('the tree', () => {
  test.each(ROOTS.map((root, n) => [n, root] as const))('of %i known leaves has the known root', (n, root) => {
    expect(treeOf(LEAVES.slice(0, n).map(leafHash)).root.toString('hex')).toBe(root);
  });

  test('grown in any steps is the tree that is defined over all its leaves', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 8 }), (steps) => {
        const all = leaves(steps.reduce((sum, step) => sum + step, 0));
        let tree = EMPTY;
        for (const step of steps) tree = grow(tree, all.slice(tree.size, tree.size + step));
        expect(tree.size).toBe(all.length);
        expect(rootOf(tree.subtrees)).toEqual(definedRoot(all));
        expect(tree.subtrees).toHaveLength(completeSubtrees(0, all.length).length);
      }),
    );
  });

  test('keeps each complete subtree once, under where it stands', () => {
    fc.assert(
      fc.property(size, (n) => {
        const all = leaves(n);
        const { nodes } = grow(EMPTY, all);
        for (const { level, index, hash } of nodes) {
          expect(hash).toEqual(definedRoot(all.slice(index * 2 ** level, (index + 1) * 2 ** level)));
        }
        const expected = Array.from({ length: Math.floor(Math.log2(n)) }, (_, i) => Math.floor(n / 2 ** (i + 1)));
        expect(nodes).toHaveLength(expected.reduce((sum, count) => sum + count, 0));
        expect(new Set(nodes.map(({ level, index }) => `${level} ${index}`)).size).toBe(nodes.length);
      }),
    );
  });
});

describe('the subtrees of a very large tree', () => {
  test.each([2 ** 49 - 1, 2 ** 52 - 1, 2 ** 52, 2 ** 53 - 1])('of %i leaves cover it without a gap', (n) => {
    let next = 0;
    for (const { level, index } of completeSubtrees(0, n)) {
      expect(index * 2 ** level).toBe(next);
      next += 2 ** level;
    }
    expect(next).toBe(n);
  });
});

describe('an inclusion proof', () => {
  test('is the known one of known leaves', () => {
    const { hashOf } = treeOf(LEAVES.map(leafHash));
    expect(hex(proofOf(inclusionPath(0, 8), hashOf))).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(hex(proofOf(inclusionPath(2, 3), hashOf))).toEqual([ROOTS[2]]);
  });

  test('is the one that is defined, proves its leaf where it stands, and no other leaf or place', () => {
    fc.assert(
      fc.property(size, fc.nat(), (n, some) => {
        const all = leaves(n);
        const index = some % n;
        const { root, hashOf } = treeOf(all);
        const proof = proofOf(inclusionPath(index, n), hashOf);
        expect(proof).toEqual(definedPath(index, all));
        expect(includes(root, n, index, all[index]!, proof)).toBe(true);
        for (let other = 0; other < n; other += 1) {
          if (other !== index) expect(includes(root, n, other, all[index]!, proof)).toBe(false);
        }
        expect(includes(root, n, index, leafHash(Buffer.from('another')), proof)).toBe(false);
        expect(includes(root, n, index, all[index]!, [...proof, root])).toBe(false);
        expect(includes(root, n, index, all[index]!, proof.slice(0, -1))).toBe(proof.length === 0);
        expect(includes(sha256('x'), n, index, all[index]!, proof)).toBe(false);
      }),
    );
  });

  test('takes few stored nodes, however large the tree', () => {
    for (const [index, n] of [
      [0, 1_000_000],
      [999_999, 1_000_000],
      [524_288, 1_048_575],
      [2 ** 40, 2 ** 52 - 1],
    ] as const) {
      expect(nodesOf(inclusionPath(index, n)).length).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(n)));
    }
  });

  test('is of no leaf outside the tree', () => {
    expect(() => inclusionPath(3, 3)).toThrow(RangeError);
    expect(() => inclusionPath(-1, 3)).toThrow(RangeError);
    expect(includes(sha256(), 0, 0, sha256(), [])).toBe(false);
  });
});

describe('a consistency proof', () => {
  test('is the known one of known leaves', () => {
    const { hashOf } = treeOf(LEAVES.map(leafHash));
    expect(hex(proofOf(consistencyPath(6, 8), hashOf))).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      ROOTS[4],
    ]);
    expect(consistencyPath(0, 8)).toEqual([]);
    expect(consistencyPath(8, 8)).toEqual([]);
  });

  test('is the one that is defined, and proves the beginning of the tree and no other history', () => {
    fc.assert(
      fc.property(size, fc.nat(), (n, some) => {
        const m = 1 + (some % n);
        const all = leaves(n);
        const { root, hashOf } = treeOf(all);
        const first = { size: m, root: definedRoot(all.slice(0, m)) };
        const proof = proofOf(consistencyPath(m, n), hashOf);
        expect(proof).toEqual(definedSubproof(m, all, true));
        expect(isBeginningOf(first, { size: n, root }, proof)).toBe(true);
        const forged = [...all.slice(0, m - 1), leafHash(Buffer.from('forged'))];
        expect(isBeginningOf({ size: m, root: definedRoot(forged) }, { size: n, root }, proof)).toBe(false);
        expect(isBeginningOf(first, { size: n, root: sha256('x') }, proof)).toBe(false);
        expect(isBeginningOf(first, { size: n, root }, [...proof, root])).toBe(false);
        if (proof.length > 0) expect(isBeginningOf(first, { size: n, root }, proof.slice(1))).toBe(false);
        if (m < n) expect(isBeginningOf({ size: n, root }, first, proof)).toBe(false);
      }),
    );
  });

  test('of an empty tree needs its hash, and nothing else', () => {
    const second = { size: 3, root: definedRoot(leaves(3)) };
    expect(isBeginningOf({ size: 0, root: sha256() }, second, [])).toBe(true);
    expect(isBeginningOf({ size: 0, root: sha256('x') }, second, [])).toBe(false);
    expect(isBeginningOf({ size: 0, root: sha256() }, second, [sha256()])).toBe(false);
  });

  test('runs from the smaller size to the larger', () => {
    expect(() => consistencyPath(4, 3)).toThrow(RangeError);
  });
});
