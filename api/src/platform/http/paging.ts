import type { FastifyRequest } from 'fastify';
import { isId } from '../ids.js';
import { TIME } from './fields.js';
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

/** What the text of a sort key in a cursor has to look like, so that Postgres can compare with it. */
const KEYS = {
  id: isId,
  int: (text: string) => /^\d{1,9}$/.test(text),
  bigint: (text: string) => /^\d{1,18}$/.test(text),
  int64: (text: string) => /^\d{1,19}$/.test(text) && BigInt(text) < 2n ** 63n,
  time: (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(text) && !Number.isNaN(Date.parse(text)),
  day: (text: string) =>
    /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true,
  text: (text: string) => !text.includes('\u0000'),
};

export type SortKeys = readonly (keyof typeof KEYS)[];

/** A list's filters and sorts. The first sort is the default; `keys` says for each what a cursor holds. */
export interface Allowed<Sort extends string = string> {
  filters: readonly string[];
  sorts: readonly Sort[];
  keys: Readonly<Record<Sort, SortKeys>>;
}

/**
 * Reads `limit`, `cursor`, `sort` and the allowed filters from a query string.
 * @throws Problem 400 for a filter, sort or cursor that this list doesn't have
 */
export function readPageQuery<Sort extends string>(request: FastifyRequest, allowed: Allowed<Sort>): PageQuery {
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
  const sort = query.sort === undefined ? allowed.sorts[0]! : allowed.sorts.find((known) => known === query.sort);
  if (sort === undefined) throw refuse('sort', `is one of ${allowed.sorts.join(', ')}`);
  const after = query.cursor === undefined ? null : readCursor(String(query.cursor), sort, allowed.keys[sort]);
  return { limit, sort, filters, after };
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

/** A page of a search that may have stopped looking before the page was full. */
export interface SearchedPage<T> extends Page<T> {
  cutOff: boolean;
}

/** As `toPage`. @param stoppedAt keys of the last row that was looked at, where looking stopped */
export function toSearchedPage<Row, T>(
  rows: Row[],
  stoppedAt: string[] | null,
  query: PageQuery,
  keys: (row: Row) => (string | number)[],
  map: (row: Row) => T,
): SearchedPage<T> {
  const page = toPage(rows, query, keys, map);
  if (page.nextCursor !== null || stoppedAt === null) return { ...page, cutOff: false };
  return { ...page, nextCursor: writeCursor(query.sort, stoppedAt), cutOff: rows.length < query.limit };
}

export function writeCursor(sort: string, keys: string[]): string {
  return Buffer.from(JSON.stringify([sort, ...keys])).toString('base64url');
}

function readCursor(cursor: string, sort: string, keys: SortKeys): string[] {
  const [of, ...parts] = parseCursor(cursor);
  const fits = of === sort && parts.length === keys.length;
  if (fits && parts.every((part): part is string => typeof part === 'string')) {
    if (parts.every((part, n) => KEYS[keys[n]!](part))) return parts;
  }
  throw refuse('cursor', 'is not a nextCursor of this list with this sort; start again without it');
}

function parseCursor(cursor: string): unknown[] {
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
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
  if (!TIME.test(value) || Number.isNaN(Date.parse(value))) throw refuse(name, 'is an ISO 8601 time');
  return new Date(value).toISOString();
}

/** @throws Problem 400 unless the filter is `true` or `false` */
export function yesOrNo(name: string, value: string | undefined): boolean | null {
  if (value === undefined) return null;
  if (value !== 'true' && value !== 'false') throw refuse(name, 'is true or false');
  return value === 'true';
}

/** @throws Problem 404 unless the path holds an id that could exist */
export function idParam(value: string, what: string): string {
  if (!isId(value)) throw new Problem(404, 'not_found', `There is no such ${what}, or it is not yours to see.`);
  return value.toLowerCase();
}

export function refuse(name: string, message: string): Problem {
  return new Problem(400, 'validation_failed', `${name} ${message}.`, { errors: [{ path: name, message }] });
}
