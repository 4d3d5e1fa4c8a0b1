import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { Database } from '../../platform/database/database.js';

export interface PromptRow {
  version: number;
  /** RFC 8785 text. */
  document: string;
  createdAt: Date;
  createdBy: string | null;
  createdByName: string | null;
}

const LIST = {
  name: 'list-prompts',
  text: `SELECT v.version, v.document, v.created_at AS "createdAt", v.created_by AS "createdBy", p.name AS "createdByName"
    FROM prompt v LEFT JOIN person p ON p.id = v.created_by WHERE v.version <= $2 ORDER BY v.version DESC LIMIT $1`,
};
const NEWEST = 2_147_483_647;

@Injectable()
export class PromptStore {
  constructor(private readonly database: Database) {}

  /** Versions from `upTo` downwards. */
  list(limit: number, upTo = NEWEST): Promise<PromptRow[]> {
    return this.database.run<PromptRow>(LIST, [limit, upTo]);
  }
}

/** One writer at a time: versions are numbered. @returns the newest version */
export async function takeTurn(client: PoolClient): Promise<{ version: number; document: string } | undefined> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('drafting prompt'))`);
  const { rows } = await client.query<{ version: number; document: string }>(
    'SELECT version, document FROM prompt ORDER BY version DESC LIMIT 1',
  );
  return rows[0];
}

/** The statement that adds a version: version, document, hash, person. */
export const ADD_PROMPT = 'INSERT INTO prompt (version, document, hash, created_by) VALUES ($1, $2, $3, $4)';
