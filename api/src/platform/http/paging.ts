import type { FastifyRequest } from 'fastify';
import { isId } from '../ids.js';
import { Problem } from './problem.js';

/** A page of a list, and the cursor that asks for the next one. */
export interface Page<T> {
  data: T[];
  nextCursor: string | null;
}

export interface PageQuery {
  limit: number;
  /** The sort keys of the last row of the page before, as text. */
  after: string[] | null;
  sort: string;
  filters: Record<string, string>;
}

/**
 * Reads `limit`, `cursor`, `sort` and the allowed filters from a query string.
 * @throws Problem 400 for a filter or sort that this list doesn't have
 */
export function readPageQuery(
  request: FastifyRequest,
  allowed: { filters: readonly string[]; sorts: readonly string[] },
): PageQuery {
  const query = request.query as Record<string, string | string[]>;
  const filters: Record<string, string> = {};
  for (const [name, value] of Object.entries(query)) {
    const text = String(value);
    if (text.includes('\u0000')) throw refuse(name, 'must not contain NUL');
    if (name === 'limit' || name === 'cursor' || name === 'sort') continue;
    if (!allowed.filters.includes(name))
      throw refuse(name, `is not a filter here; there are ${allowed.filters.join(', ') || 'none'}`);
    if (text !== '') filters[name] = text;
  }
  const limit = query.limit === undefined ? 25 : Number(query.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw refuse('limit', 'is a whole number from 1 to 100');
  const sort = query.sort === undefined ? allowed.sorts[0]! : String(query.sort);
  if (!allowed.sorts.includes(sort)) throw refuse('sort', `is one of ${allowed.sorts.join(', ')}`);
  return { limit, sort, filters, after: query.cursor === undefined ? null : readCursor(String(query.cursor), sort) };
}

/** A page of one row more than asked for tells whether there is a next one. */
export function toPage<Row, T>(
  rows: Row[],
  query: PageQuery,
  keys: (row: Row) => (string | number)[],
  map: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, query.limit);
  const last = shown[shown.length - 1];
  const more = rows.length > query.limit && last !== undefined;
  return { data: shown.map(map), nextCursor: more ? writeCursor(query.sort, keys(last).map(String)) : null };
}

function writeCursor(sort: string, keys: string[]): string {
  return Buffer.from(JSON.stringify([sort, ...keys])).toString('base64url');
}

function readCursor(cursor: string, sort: string): string[] {
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
    if (
      Array.isArray(parts) &&
      parts.every((part) => typeof part === 'string') &&
      parts[0] === sort &&
      parts.length > 1
    ) {
      return parts.slice(1) as string[];
    }
  } catch {
    // Falls through to the refusal below.
  }
  throw refuse('cursor', 'is not a nextCursor of this list with this sort; start again without it');
}

/** @throws Problem 400 unless the filter is a UUID */
export function idFilter(name: string, value: string | undefined): string | null {
  if (value === undefined) return null;
  if (!isId(value)) throw refuse(name, 'is an id (a UUID)');
  return value;
}

/** @throws Problem 400 unless the filter is an ISO 8601 time or date */
export function timeFilter(name: string, value: string | undefined): string | null {
  if (value === undefined) return null;
  if (!/^\d{4}-\d{2}-\d{2}/.test(value) || Number.isNaN(Date.parse(value))) throw refuse(name, 'is an ISO 8601 time');
  return new Date(value).toISOString();
}

/** @throws Problem 404 unless the path holds an id that could exist */
export function idParam(value: string, what: string): string {
  if (!isId(value)) throw new Problem(404, 'not_found', `There is no such ${what}, or it is not yours to see.`);
  return value.toLowerCase();
}

export function refuse(name: string, message: string): Problem {
  return new Problem(400, 'validation_failed', `${name} ${message}.`, { errors: [{ path: name, message }] });
}
