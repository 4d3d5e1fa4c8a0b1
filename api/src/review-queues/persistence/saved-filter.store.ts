import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

export interface SavedFilter {
  id: string;
  name: string;
  view: string;
  narrow: Record<string, string>;
  shared: boolean;
  ownerId: string;
  ownerName: string;
}

export type NewFilter = Omit<SavedFilter, 'ownerName'>;

const LIST = {
  name: 'list-saved-filters',
  text: `SELECT f.id, f.name, f.view, f.narrow, f.shared, f.owner_id AS "ownerId", p.name AS "ownerName"
    FROM saved_filter f JOIN person p ON p.id = f.owner_id
    WHERE (f.shared OR f.owner_id = $1) AND ($2::text IS NULL OR (lower(f.name), f.id) > ($2, $3::uuid))
    ORDER BY lower(f.name), f.id LIMIT $4`,
};

// Counted under a lock of the owner's row, so that two at once don't both find room for the last one.
export const ROOM = 'SELECT FROM person WHERE id = $1 FOR NO KEY UPDATE';
export const COUNT = 'SELECT count(*)::int AS n FROM saved_filter WHERE owner_id = $1';
export const ADD = `INSERT INTO saved_filter (id, owner_id, name, shared, view, narrow) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT DO NOTHING`;
export const REMOVE = 'DELETE FROM saved_filter WHERE id = $1 AND (owner_id = $2 OR (shared AND $3)) RETURNING shared';

@Injectable()
export class SavedFilterStore {
  constructor(private readonly database: Database) {}

  /** One's own and those that everybody sees, by name. @param after lower-case name and id of the last row of the page before */
  list(personId: string, limit: number, after: string[] | null): Promise<SavedFilter[]> {
    return this.database.run<SavedFilter>(LIST, [personId, after?.[0] ?? null, after?.[1] ?? null, limit]);
  }
}
