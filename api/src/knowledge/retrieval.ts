import { Injectable } from '@nestjs/common';
import { notFound } from '../platform/http/problem.js';
import { EmbeddingsService } from './embeddings.service.js';
import {
  type DocumentRow,
  type DocumentsAsked,
  type Found,
  KnowledgeStore,
  type PassageRow,
  type VersionRow,
} from './persistence/knowledge.store.js';
import { citationOf, DOCUMENT_ID, readCitation } from './rules/citation.js';
import type { CutPassage } from './rules/cut-passages.js';
import { fuse } from './rules/fuse.js';
import { type Standing, staleBefore, standingOf } from './rules/standing.js';

/** A passage under the citation that means it for ever, with how far it can be relied on. */
export interface Passage extends PassageRow, Standing {
  id: string;
}

export type FoundPassage = Passage & Found;

export interface DocumentWithVersions {
  document: DocumentRow & Standing;
  versions: VersionRow[];
  /** Of the version that was asked for. */
  shown: number;
  passages: CutPassage[];
}

/** Characters of a question that are read; the rest says nothing new. */
const MOST_OF_QUESTION = 20_000;

/** Passages of each search that are looked at where two are made one. */
const DEPTH = 30;

/** Reads the knowledge base: what is there, what a citation names, and what speaks to a question. */
@Injectable()
export class Retrieval {
  constructor(
    private readonly store: KnowledgeStore,
    private readonly embeddings: EmbeddingsService,
  ) {}

  /**
   * The passages in force that say most about a question, best first: by its words, and by its meaning where that can be told. Scores
   * compare within one answer only.
   */
  async search(question: string, limit: number): Promise<FoundPassage[]> {
    const asked = question.slice(0, MOST_OF_QUESTION).toWellFormed().replaceAll('\u0000', ' ');
    const depth = (await this.embeddings.lacks()) === null ? Math.max(limit, DEPTH) : limit;
    const [byWords, byMeaning] = await Promise.all([
      this.store.search(asked, depth),
      this.embeddings.nearest(asked, depth),
    ]);
    const worded = byWords.map(({ score, share, ...row }) => ({ ...toPassage(row), score, share }));
    return (byMeaning === null ? worded : fused(worded, byMeaning.map(toPassage))).slice(0, limit);
  }

  /**
   * What a citation names.
   * @param at when it was made: one without a version means the version that was in force then; now when `null`
   * @throws Problem 404 when it names nothing here
   */
  async passage(citation: string, at: Date | null): Promise<Passage> {
    const read = readCitation(citation);
    const row = read && (await this.store.passage(read, at));
    if (!row) throw notFound('passage');
    return toPassage(row);
  }

  /** What those citations name, each beside the citation; one that names nothing here is left out. */
  async cited(citations: readonly string[], at: Date | null): Promise<{ cited: string; passage: Passage }[]> {
    const found = citations.map(async (cited) => {
      const read = readCitation(cited);
      const row = read && (await this.store.passage(read, at));
      return row ? [{ cited, passage: toPassage(row) }] : [];
    });
    return (await Promise.all(found)).flat();
  }

  async list(asked: Omit<DocumentsAsked, 'today'>): Promise<(DocumentRow & Standing)[]> {
    const today = asked.stale === null ? null : staleBefore(await this.store.now());
    const rows = await this.store.list({ ...asked, today });
    return rows.map((row) => ({ ...row, ...standing(row) }));
  }

  /**
   * A document with its versions, newest first, and the passages of one of them.
   * @param version the one in force when `null`
   * @throws Problem 404 when there is no such document or version
   */
  async document(id: string, version: number | null): Promise<DocumentWithVersions> {
    const row = DOCUMENT_ID.test(id) ? await this.store.document(id) : undefined;
    if (!row) throw notFound('document');
    const shown = version ?? row.version;
    const [versions, passages] = await Promise.all([this.store.versions(id), this.store.passages(id, shown)]);
    if (passages.length === 0) throw notFound('version of this document');
    return { document: { ...row, ...standing(row) }, versions, shown, passages };
  }
}

const standing = (row: DocumentRow): Standing => standingOf({ ...row, versionInForce: row.version }, row.now);

/** Who has none of the words has no share of them. */
function fused(byWords: readonly FoundPassage[], byMeaning: readonly Passage[]): FoundPassage[] {
  const found = new Map(byMeaning.map((passage) => [passage.id, { ...passage, share: 0 }]));
  for (const passage of byWords) found.set(passage.id, passage);
  const ids = (passages: readonly Passage[]) => passages.map(({ id }) => id);
  return fuse(ids(byWords), ids(byMeaning)).map(({ id, score }) => ({ ...found.get(id)!, score }));
}

function toPassage(row: PassageRow): Passage {
  return { ...row, ...standingOf(row, row.now), id: citationOf(row.documentId, row.version, row.number) };
}
