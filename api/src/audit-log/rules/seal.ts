import { bodyOf, type Checkpoint, digestIds, hashOfBody, NOTHING } from './checkpoint.js';
import { grow, rootOf, type TreeNode } from './merkle-tree.js';

/** The newest checkpoint with the text that the next one names, or null before the first. */
export type Sealed = (Checkpoint & { body: string }) | null;

/** An entry that is to be sealed next. */
export interface Unsealed {
  id: bigint;
  leaf: Buffer;
}

/** What one sealing adds to the log. */
export interface Seal {
  checkpoint: Checkpoint;
  body: string;
  nodes: TreeNode[];
}

/** The log is not what its newest checkpoint says: nothing may be built on it. */
export class BrokenLog extends Error {}

/**
 * Seals entries on top of what is sealed.
 * @param subtrees hashes of the complete subtrees of what is sealed, as stored
 * @param now ISO 8601 by the database's clock
 * @throws BrokenLog when the stored tree is not the one that was signed
 */
export function seal(
  origin: string,
  last: Sealed,
  subtrees: readonly Buffer[],
  entries: readonly Unsealed[],
  now: string,
): Seal {
  const size = last?.size ?? 0;
  if (last && !rootOf(subtrees).equals(last.root)) {
    throw new BrokenLog(`the stored tree of ${size} entries is not the one that checkpoint ${last.n} signed`);
  }
  const leaves = entries.map(({ leaf }) => leaf);
  const ids = entries.map(({ id }) => id);
  const tree = grow({ size, subtrees }, leaves);
  const checkpoint: Checkpoint = {
    origin,
    size: tree.size,
    root: rootOf(tree.subtrees),
    n: (last?.n ?? 0) + 1,
    at: now,
    prev: last ? hashOfBody(last.body) : NOTHING,
    ids: digestIds(last?.ids ?? NOTHING, ids),
  };
  return { checkpoint, body: bodyOf(checkpoint), nodes: tree.nodes };
}
