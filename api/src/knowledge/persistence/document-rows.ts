import type { PoolClient } from 'pg';
import { sql } from '../../platform/database/database.js';
import type { CutPassage } from '../rules/cut-passages.js';
import type { GivenDocument } from '../rules/document-faults.js';
import { letterPairs } from '../rules/letter-pairs.js';

/** What is in force of a document. */
export interface StoredDocument extends Omit<GivenDocument, 'content'> {
  version: number;
  sha256: Buffer;
}

const WRITE_PASSAGES = sql(import.meta.url, 'write-passages');

/** One writer at a time: words are counted over all documents, and versions are numbered. */
export async function takeTurn(client: PoolClient): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('knowledge'))`);
}

export async function storedDocument(client: PoolClient, id: string): Promise<StoredDocument | undefined> {
  const { rows } = await client.query<StoredDocument>({
    name: 'stored-document',
    text: `SELECT d.id, d.title, d.uri, d.owner, d.review_by::text AS "reviewBy", d.version, v.sha256
      FROM document d JOIN document_version v ON v.document_id = d.id AND v.version = d.version WHERE d.id = $1`,
    values: [id],
  });
  return rows[0];
}

export async function describeDocument(client: PoolClient, document: GivenDocument, version: number): Promise<void> {
  const { id, title, uri, owner, reviewBy } = document;
  await client.query({
    name: 'describe-document',
    text: `INSERT INTO document (id, title, uri, owner, review_by, version) VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (id) DO UPDATE SET title = $2, uri = $3, owner = $4, review_by = $5, version = $6`,
    values: [id, title, uri, owner, reviewBy, version],
  });
}

/** Adds a version with its passages. The document is there and names it as the one in force. */
export async function addVersion(
  client: PoolClient,
  document: GivenDocument & { version: number; sha256: Buffer; by: string },
  passages: readonly CutPassage[],
): Promise<void> {
  const { id, version, title, content, sha256, by } = document;
  await client.query({
    name: 'add-document-version',
    text: `INSERT INTO document_version (document_id, version, title, content, sha256, created_by)
      VALUES ($1, $2, $3, $4, $5, $6)`,
    values: [id, version, title, content, sha256, by],
  });
  const rows = passages.map((passage) => ({
    ...passage,
    pairs: letterPairs(`${passage.number === 1 ? title : ''} ${passage.text}`),
  }));
  await client.query({ ...WRITE_PASSAGES, values: [id, version, title, JSON.stringify(rows)] });
}
