import { type Statement, sql } from '../../platform/database/database.js';
import type { NodeRef } from '../rules/merkle-tree.js';
import { BrokenLog } from '../rules/seal.js';

const READ_NODES = sql(import.meta.url, 'read-nodes');

type Run = (statement: Statement, values: unknown[]) => Promise<{ hash: Buffer | null }[]>;

/**
 * The stored hashes of complete subtrees, in the order of the references: one index look-up for each.
 * @throws BrokenLog when one is missing
 */
export async function readNodes(run: Run, refs: readonly NodeRef[]): Promise<Buffer[]> {
  if (refs.length === 0) return [];
  const rows = await run(READ_NODES, [refs.map(({ level }) => level), refs.map(({ index }) => index)]);
  return rows.map(({ hash }, i) => {
    if (!hash) throw new BrokenLog(`the stored tree has no node ${refs[i]!.index} at level ${refs[i]!.level}`);
    return hash;
  });
}
