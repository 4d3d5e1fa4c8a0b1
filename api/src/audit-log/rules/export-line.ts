import type { EntryFilters } from './entry-search.js';

/** What an export is asked for; null does not narrow it. */
export interface ExportFilters extends EntryFilters {
  /** What this person did. */
  personId: string | null;
  /** All of it by name, as the export says it. */
  given: Record<string, string>;
}

export interface HeaderLine {
  type: 'header';
  format: 'countersign-export/1';
  origin: string;
  at: string;
  /** Everything, and so verifiable by itself. */
  full: boolean;
  filters: Record<string, string>;
}

/** An entry as it is exported. The verifier holds the order of the members to be this one. */
export interface EntryLine {
  type: 'entry';
  /** Its place in the tree; null while no checkpoint of this export covers it. */
  seq: number | null;
  id: string;
  at: string;
  actor: string;
  action: string;
  subject: string;
  canonical: string;
  hash: string;
  leaf: string | null;
  /** With a filter: what leads from the leaf to the root of the checkpoint, in hexadecimal. */
  proof?: string[];
}

export interface CheckpointLine {
  type: 'checkpoint';
  note: string;
}

export interface EndLine {
  type: 'end';
  entries: number;
}

export type ExportLine = HeaderLine | EntryLine | CheckpointLine | EndLine;

/** An entry as it stands, with its place in the tree if it has one. */
export interface ExportRow {
  id: string;
  /** ISO 8601 with microseconds. */
  at: string;
  actor: string;
  action: string;
  subject: string;
  canonical: Buffer;
  hash: Buffer;
  seq: string | null;
  leaf: Buffer | null;
}

/** The first line. @param now ISO 8601 by the database's clock */
export function headerLine(origin: string, now: string, filters: ExportFilters): HeaderLine {
  const { given } = filters;
  const full = Object.keys(given).length === 0;
  return { type: 'header', format: 'countersign-export/1', origin, at: now, full, filters: given };
}

/**
 * The line of an entry, exactly as it stands in the database, also where somebody changed it: that is for the verifier to find.
 * @param proof of a sealed entry under a filter
 */
export function entryLine(row: ExportRow, proof?: string[]): EntryLine {
  const sealed = row.seq !== null;
  return {
    type: 'entry',
    seq: sealed ? Number(row.seq) : null,
    id: row.id,
    // Entries are written to the millisecond; microseconds are there only when somebody put them there.
    at: row.at.replace(/000Z$/, 'Z'),
    actor: row.actor,
    action: row.action,
    subject: row.subject,
    canonical: row.canonical.toString('utf8'),
    hash: row.hash.toString('hex'),
    leaf: sealed ? (row.leaf?.toString('hex') ?? null) : null,
    ...(proof && sealed ? { proof } : {}),
  };
}
