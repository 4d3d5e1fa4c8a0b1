import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/database.js';
import type { PassageRow } from './knowledge.store.js';

export interface PassagePlace {
  documentId: string;
  version: number;
  number: number;
}

/** A passage in force that has no embedding by a model, with what is embedded of it. */
export interface Unembedded extends PassagePlace {
  text: string;
}

const NEAREST = sql(import.meta.url, 'nearest-passages');
const ADD = sql(import.meta.url, 'add-embeddings');

/** Embeddings of passages in force, in a table that is there only where the database has pgvector (`migrations/optional-parts.sql`). */
@Injectable()
export class EmbeddingStore {
  private found = false;

  constructor(private readonly database: Database) {}

  /** Whether embeddings can be kept. Once they can, that is not asked again. */
  async isThere(): Promise<boolean> {
    if (this.found) return true;
    const text = `SELECT to_regclass('passage_embedding') IS NOT NULL AS there`;
    this.found = (await this.database.run<{ there: boolean }>({ name: 'embeddings-there', text }))[0]!.there;
    return this.found;
  }

  /** Some of those that are left, in any order: two who take at the same time seldom take the same. */
  async some(model: string, most: number): Promise<Unembedded[]> {
    const text = `SELECT w.document_id AS "documentId", w.version, w.number,
        concat_ws(E'\\n', v.title, p.heading, p.text) AS text
      FROM passage_words w
      JOIN passage p USING (document_id, version, number) JOIN document_version v USING (document_id, version)
      WHERE NOT EXISTS (SELECT FROM passage_embedding e WHERE e.document_id = w.document_id
        AND e.version = w.version AND e.number = w.number AND e.model = $1)
      ORDER BY random() LIMIT $2`;
    return this.database.run({ name: 'unembedded-passages', text }, [model, most]);
  }

  /** @param vectors one for each passage, in their order */
  async add(model: string, passages: readonly PassagePlace[], vectors: readonly number[][]): Promise<void> {
    const rows = passages.map(({ documentId, version, number }, n) => ({
      documentId,
      version,
      number,
      embedding: JSON.stringify(vectors[n]),
    }));
    await this.database.run(ADD, [model, JSON.stringify(rows)]);
  }

  /** Deletes those of versions that are no longer in force, and those of other models. */
  async tidy(model: string): Promise<void> {
    const text = `DELETE FROM passage_embedding e USING document d
      WHERE d.id = e.document_id AND (e.version <> d.version OR e.model <> $1)`;
    await this.database.run({ name: 'tidy-embeddings', text }, [model]);
  }

  /** The passages in force that stand nearest to a question, nearest first. */
  nearest(model: string, question: readonly number[], most: number): Promise<PassageRow[]> {
    return this.database.run(NEAREST, [model, JSON.stringify(question), question.length, most]);
  }
}
