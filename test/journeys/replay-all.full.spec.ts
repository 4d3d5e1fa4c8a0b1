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
  ticketsOf,
} from '../support/recorded-proposals.js';

describeWithOutsideData('proposals', 'every proposal that real models made, replayed', (data) => {
  const proposals = join(data, 'proposals.jsonl');
  let product: Product;
  let rows: RecordedRow[];
  let replayed: Replayed;

  beforeAll(async () => {
    rows = await readRows(proposals);
    product = await Product.started();
    replayed = await runReplay(product.dataDir, proposals, join(data, 'conversations.jsonl'));
  }, 4 * START_MS);
  afterAll(() => product?.remove());

  test('is answered, taken in, and left to people', () => {
    expect(replayed).toMatchObject({ code: 0, signal: null });
    const counts = ['taken in', 'auto-allowed', 'to review', 'refused', 'failed'].map(replayed.count);
    expect(counts).toEqual([rows.length, 0, rows.length, 0, 0]);
  });

  test(
    'is flagged where a model made the very same call again, and nowhere else',
    async () => {
      const auditor = await product.person('auditor');
      const wrong: string[] = [];
      let repeated = 0;
      for (const conversation of byConversation(rows)) {
        for (const { row, repeatsTheCall, flags } of await ticketsOf(auditor, conversation)) {
          if (repeatsTheCall) repeated += 1;
          if (flags.includes('duplicate') !== repeatsTheCall) wrong.push(row.id);
        }
      }
      expect(wrong).toEqual([]);
      expect(replayed.count('duplicates flagged')).toBe(repeated);
      expect(repeated).toBeGreaterThan(40);
    },
    START_MS,
  );
});
