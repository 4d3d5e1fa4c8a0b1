import { DOCUMENT_ID } from './citation.js';

/** A document as it is given: everything that is said of it. What is left out is not known. */
export interface GivenDocument {
  id: string;
  title: string;
  content: string;
  uri: string | null;
  owner: string | null;
  /** A day like `2026-10-01`. */
  reviewBy: string | null;
}

/** Characters of each at most. */
export const MOST = { title: 300, content: 400_000, uri: 2000, owner: 200 } as const;

const REQUIRED = ['id', 'title', 'content'] as const;
const OPTIONAL = ['uri', 'owner', 'reviewBy'] as const;

/**
 * Reads a document from anything.
 * @returns the document, or a sentence for each thing that is wrong with it
 */
export function readDocument(value: unknown): { document: GivenDocument } | { faults: string[] } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { faults: ['is no JSON object'] };
  const given = value as Record<string, unknown>;
  const faults = [...unknownFields(given), ...wrongFields(given)];
  if (faults.length > 0) return { faults };
  const { id, title, content } = given as Record<string, string>;
  const optional = (name: (typeof OPTIONAL)[number]) => (given[name] as string | null | undefined) ?? null;
  return {
    document: {
      id: id!,
      title: title!.trim(),
      content: content!,
      uri: optional('uri'),
      owner: optional('owner'),
      reviewBy: optional('reviewBy'),
    },
  };
}

function unknownFields(given: Record<string, unknown>): string[] {
  const known: readonly string[] = [...REQUIRED, ...OPTIONAL];
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => `${JSON.stringify(name.slice(0, 40))} is no field; there are ${known.join(', ')}`);
}

function wrongFields(given: Record<string, unknown>): string[] {
  const faults: string[] = [];
  for (const name of [...REQUIRED, ...OPTIONAL]) {
    const value = given[name];
    const needed = (REQUIRED as readonly string[]).includes(name);
    if (value === undefined || value === null) {
      if (needed) faults.push(`${name} is missing`);
    } else if (typeof value !== 'string') faults.push(`${name} is not a text`);
    else faults.push(...faultsOfText(name, value));
  }
  return faults;
}

function faultsOfText(name: string, value: string): string[] {
  if (value.includes('\u0000') || !value.isWellFormed()) return [`${name} holds NUL or half a character`];
  if (name === 'id') return DOCUMENT_ID.test(value) ? [] : ['id is 1 to 120 letters, digits and ._()+-'];
  if (name === 'reviewBy') return isDay(value) ? [] : ['reviewBy is a day like 2026-10-01'];
  if (value.trim() === '') return [`${name} is blank`];
  const most = MOST[name as keyof typeof MOST];
  return value.length > most ? [`${name} has more than ${most} characters`] : [];
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < '1000') return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
