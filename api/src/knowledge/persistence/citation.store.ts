import { Injectable } from '@nestjs/common';
import { Batcher } from '../../platform/database/batcher.js';
import { Database, sql } from '../../platform/database/database.js';
import type { CitedPassage, ReadName } from '../cited-passages.js';

const LOOK = sql(import.meta.url, 'look-at-citations');

/** Looks citations up, those of proposals of one moment in one statement. */
@Injectable()
export class CitationStore {
  private readonly looks: Batcher<ReadName[], CitedPassage[]>;

  constructor(private readonly database: Database) {
    this.looks = new Batcher((batch) => this.lookMany(batch), { most: 64 });
  }

  look(names: ReadName[]): Promise<CitedPassage[]> {
    return this.looks.add(names);
  }

  private async lookMany(batch: ReadName[][]): Promise<CitedPassage[][]> {
    const items = batch.flatMap((names, n) =>
      names.map(({ cited, quoted, at, citation: { documentId, version, passage } }) => ({
        n,
        cited,
        quoted,
        at,
        documentId,
        version,
        passage: typeof passage === 'number' ? passage : null,
        anchor: typeof passage === 'number' ? null : passage.anchor,
      })),
    );
    const rows = await this.database.run<CitedPassage & { n: number }>(LOOK, [JSON.stringify(items)]);
    return batch.map((_, n) => rows.filter((row) => row.n === n).map(({ n: _n, ...passage }) => passage));
  }
}
