import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/database.js';
import type { Citation } from '../rules/citation.js';
import { letterPairs } from '../rules/letter-pairs.js';

export interface DocumentRow {
  id: string;
  title: string;
  uri: string | null;
  owner: string | null;
  /** A day like `2026-10-01`. */
  reviewBy: string | null;
  version: number;
  /** When the version in force was made. */
  madeAt: Date;
  /** As titles are put in order. */
  titleKey: string;
  /** The database's clock. */
  now: Date;
}

export interface VersionRow {
  version: number;
  title: string;
  sha256: string;
  createdBy: string;
  createdByName: string | null;
  createdAt: Date;
  passages: number;
}

export interface PassageRow {
  documentId: string;
  version: number;
  number: number;
  heading: string | null;
  text: string;
  title: string;
  madeAt: Date;
  uri: string | null;
  owner: string | null;
  reviewBy: string | null;
  versionInForce: number;
  now: Date;
}

/** How far a passage speaks to a question. */
export interface Found {
  /** Compares within one answer only. */
  score: number;
  /** How much of what was asked, by weight of its words, the passage has words of; 0 to 1. */
  share: number;
}

export interface DocumentsAsked {
  owner: string | null;
  /** `true`: only those to be reviewed before this day; `false`: only the others. */
  stale: boolean | null;
  /** Needed where `stale` is asked for. */
  today: string | null;
  sort: 'title' | 'reviewBy';
  after: string[] | null;
  limit: number;
}

const SEARCH = sql(import.meta.url, 'search-passages');
const FIND_PASSAGE = sql(import.meta.url, 'find-passage');

const COLUMNS = `d.id, d.title, d.uri, d.owner, d.review_by::text AS "reviewBy", d.version, v.created_at AS "madeAt",
  lower(d.title) AS "titleKey", now() AS now FROM document d JOIN document_version v ON v.document_id = d.id AND v.version = d.version`;
const KEYS = { title: 'lower(d.title)', reviewBy: `coalesce(d.review_by, date '9999-12-31')` } as const;
const TYPES = { title: 'text', reviewBy: 'date' } as const;

/** Words of a question that are looked for at most, and rows that are looked at for all of them together. */
const MOST_WORDS = 48;
const MOST_ROWS = 20_000;

@Injectable()
export class KnowledgeStore {
  constructor(private readonly database: Database) {}

  now(): Promise<Date> {
    return this.database.now();
  }

  list({ owner, stale, today, sort, after, limit }: DocumentsAsked): Promise<DocumentRow[]> {
    const values: unknown[] = [limit];
    const value = (given: unknown) => `$${values.push(given)}`;
    const conditions = [
      owner === null ? 'true' : `d.owner = ${value(owner)}`,
      stale === null ? 'true' : `${KEYS.reviewBy} ${stale ? '<' : '>='} ${value(today)}::date`,
      after === null
        ? 'true'
        : `(${KEYS[sort]}, d.id) > (${value(after[0])}::${TYPES[sort]}, ${value(after[1])} COLLATE "C")`,
    ];
    return this.database.query<DocumentRow>(
      `SELECT ${COLUMNS} WHERE ${conditions.join(' AND ')} ORDER BY ${KEYS[sort]}, d.id LIMIT $1`,
      values,
    );
  }

  async document(id: string): Promise<DocumentRow | undefined> {
    const text = `SELECT ${COLUMNS} WHERE d.id = $1`;
    return (await this.database.run<DocumentRow>({ name: 'find-document', text }, [id]))[0];
  }

  /** Newest first, two hundred at most. */
  versions(id: string): Promise<VersionRow[]> {
    const text = `SELECT v.version, v.title, encode(v.sha256, 'hex') AS sha256, v.created_by AS "createdBy",
        p.name AS "createdByName", v.created_at AS "createdAt",
        (SELECT count(*)::int FROM passage WHERE document_id = v.document_id AND version = v.version) AS passages
      FROM document_version v
      LEFT JOIN person p ON p.id = CASE WHEN v.created_by LIKE 'person:%' THEN substr(v.created_by, 8)::uuid END
      WHERE v.document_id = $1 ORDER BY v.version DESC LIMIT 200`;
    return this.database.run<VersionRow>({ name: 'document-versions', text }, [id]);
  }

  /** The passages of one version, from its first on. */
  passages(
    id: string,
    version: number,
  ): Promise<{ number: number; heading: string | null; anchor: string | null; text: string }[]> {
    const text = `SELECT number, heading, anchor, text FROM passage
      WHERE document_id = $1 AND version = $2 ORDER BY number`;
    return this.database.run({ name: 'document-passages', text }, [id, version]);
  }

  /** @param at when a citation that names no version was made; now when `null` */
  async passage({ documentId, version, passage }: Citation, at: Date | null): Promise<PassageRow | undefined> {
    const place = typeof passage === 'number' ? [passage, null] : [null, passage.anchor];
    return (await this.database.run<PassageRow>(FIND_PASSAGE, [documentId, version, ...place, at]))[0];
  }

  /** The passages in force that say most about a question, best first. */
  search(question: string, limit: number): Promise<(PassageRow & Found)[]> {
    const pairs = letterPairs(question);
    return this.database.run(SEARCH, [question, pairs, limit, MOST_WORDS, MOST_ROWS]);
  }
}
