import { Injectable } from '@nestjs/common';
import { refuse } from '../platform/http/paging.js';
import { notFound, Problem } from '../platform/http/problem.js';
import { type EntryInTree, TreeStore } from './persistence/tree.store.js';
import { type Checkpoint, readNote } from './rules/checkpoint.js';
import {
  consistencyPath,
  includes,
  inclusionPath,
  isBeginningOf,
  nodesOf,
  proofOf,
  type Span,
} from './rules/merkle-proof.js';
import { completeSubtrees, rootOf } from './rules/merkle-tree.js';
import { BrokenLog } from './rules/seal.js';

/** That an entry is in the log as it was signed. Hashes are 32 bytes. */
export interface InclusionProof {
  entry: EntryInTree & { seq: number; leaf: Buffer };
  checkpoint: Checkpoint;
  note: string;
  path: Buffer[];
}

/** Proofs out of the stored tree. Each is checked before it is answered, so that a broken log is an error and no puzzle. */
@Injectable()
export class ProofsService {
  constructor(private readonly tree: TreeStore) {}

  /**
   * @returns the proof under the newest checkpoint, or null while the entry waits to be sealed
   * @throws Problem 404, 500 `log_broken`
   */
  async inclusion(entryId: string): Promise<InclusionProof | null> {
    const entry = await this.tree.entry(entryId);
    if (!entry) throw notFound('audit entry');
    if (entry.seq === null || entry.leaf === null) return null;
    const { seq, leaf, note } = entry;
    const checkpoint = this.read(note);
    const path = await this.proof(inclusionPath(seq, checkpoint.size));
    if (!includes(checkpoint.root, checkpoint.size, seq, leaf, path))
      throw broken('the proof of an entry does not hold');
    return { entry: { ...entry, seq, leaf }, checkpoint, note: note!, path };
  }

  /**
   * That the first `from` entries are the beginning of the first `to`.
   * @throws Problem 400 where the sizes are none of this log, 500 `log_broken`
   */
  async consistency(from: number, to: number): Promise<Buffer[]> {
    const newest = await this.newest();
    const size = newest?.checkpoint.size ?? 0;
    if (to > size) throw refuse('to', `is no more than the ${size} entries that are sealed`);
    if (from > to) throw refuse('from', 'is no more than to');
    const [path, first, second] = await Promise.all([
      this.proof(consistencyPath(from, to)),
      this.root(from),
      to === size && newest ? newest.checkpoint.root : this.root(to),
    ]);
    if (!isBeginningOf({ size: from, root: first }, { size: to, root: second }, path)) {
      throw broken(`the first ${from} entries are not the beginning of the first ${to}`);
    }
    return path;
  }

  /** The newest checkpoint, or null while there is none. */
  async newest(): Promise<{ checkpoint: Checkpoint; note: string } | null> {
    const [row] = await this.tree.checkpoints(true, 1, null);
    return row ? { checkpoint: this.read(row.note), note: row.note } : null;
  }

  /** @throws Problem 500 `log_broken` when it is not as we wrote it */
  read(note: string | null): Checkpoint & { body: string } {
    return whole(() => readNote(note ?? ''));
  }

  private async proof(path: Span[]): Promise<Buffer[]> {
    const refs = nodesOf(path);
    const nodes = await this.tree.nodes(refs).catch(rethrown);
    const hashes = new Map(refs.map(({ level, index }, i) => [`${level} ${index}`, nodes[i]!]));
    return proofOf(path, ({ level, index }) => hashes.get(`${level} ${index}`)!);
  }

  private async root(size: number): Promise<Buffer> {
    return rootOf(await this.tree.nodes(completeSubtrees(0, size)).catch(rethrown));
  }
}

function whole<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw broken((error as Error).message);
  }
}

function rethrown(error: Error): never {
  throw error instanceof BrokenLog ? broken(error.message) : error;
}

function broken(what: string): Problem {
  return new Problem(
    500,
    'log_broken',
    `The audit log is not what was signed: ${what}. Keep your exports, receipts and checkpoints, and tell the operator.`,
  );
}
