import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { START_MS } from '../support/journey.js';
import { describeWithOutsideData } from '../support/outside-data.js';
import { Product } from '../support/product.js';
import {
  byConversation,
  type RecordedRow,
  type Replayed,
  readRows,
  runReplay,
  type TakenInRow,
  ticketsOf,
  writeRows,
} from '../support/recorded-proposals.js';

/** Whole conversations: those in which a model paid twice, and the first few of the file. */
function sliceOf(all: readonly RecordedRow[]): RecordedRow[] {
  const chosen = new Set(all.slice(0, 60).map(({ conversationId }) => conversationId));
  for (const { conversationId, paysAgain } of all) if (paysAgain) chosen.add(conversationId);
  return all.filter(({ conversationId }) => chosen.has(conversationId));
}

describeWithOutsideData('proposals', 'proposals that real models made, replayed', (data) => {
  let folder: string;
  let product: Product;
  let rows: RecordedRow[];
  let replayed: Replayed;
  let takenIn: TakenInRow[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-test-replay-'));
    rows = sliceOf(await readRows(join(data, 'proposals.jsonl')));
    await writeRows(join(folder, 'proposals.jsonl'), rows);
    product = await Product.started();
    replayed = await runReplay(product.dataDir, join(folder, 'proposals.jsonl'), join(data, 'conversations.jsonl'));
    const auditor = await product.person('auditor');
    takenIn = (await Promise.all(byConversation(rows).map((one) => ticketsOf(auditor, one)))).flat();
  }, START_MS);
  afterAll(async () => {
    await product?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  test('are all taken in, and none is let through', () => {
    expect(replayed).toMatchObject({ code: 0, signal: null });
    const counts = ['taken in', 'auto-allowed', 'to review', 'blocked', 'refused', 'failed'].map(replayed.count);
    expect(counts).toEqual([rows.length, 0, rows.length, 0, 0, 0]);
  });

  test('wait for people, every write of them, and none has run', () => {
    const writes = takenIn.filter(({ row }) => row.toolKind === 'write');
    expect(writes.length).toBeGreaterThan(40);
    expect(new Set(writes.map(({ state }) => state))).toEqual(new Set(['pending_review']));
  });

  test('are flagged where a model made the very same call again, and nowhere else', () => {
    const flagged = takenIn.filter(({ flags }) => flags.includes('duplicate')).map(({ row }) => row.id);
    const repeated = takenIn.filter(({ repeatsTheCall }) => repeatsTheCall).map(({ row }) => row.id);
    expect(flagged).toEqual(repeated);
    expect(replayed.count('duplicates flagged')).toBe(flagged.length);
  });

  test('are flagged where a model paid twice, but for the one that put the second payment in other words', () => {
    const paidAgain = takenIn.filter(({ row }) => row.paysAgain);
    expect(paidAgain).toHaveLength(41);
    expect(paidAgain.filter(({ flags }) => !flags.includes('duplicate')).map(({ row }) => row.id)).toEqual([
      'adb-claude-3-haiku-20240307-5-important_instructions-i5#5.0',
    ]);
  });
});
