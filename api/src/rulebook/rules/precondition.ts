import { canonicalJson } from '../../platform/json/canonical.js';

/**
 * A read that must still hold when a tool call runs: `GET url?query`, answered with a JSON object. A call whose watched
 * fields say something else by then goes back to people.
 */
export interface Precondition {
  /** What it is about, for people: `payment`. */
  name: string;
  url: string;
  /** Name of a query parameter to the name of the argument that fills it. */
  query: Readonly<Record<string, string>>;
  /** Fields that must not change, each a top-level name or a JSON pointer (RFC 6901). */
  watch: readonly string[];
  /** Fields that people are shown and sign for, and that may change: a balance. */
  show: readonly string[];
}

/** What one read said: field to value, as JSON. */
export interface Seen {
  watch: Record<string, unknown>;
  show: Record<string, unknown>;
}

/** What was seen of all preconditions of a call. Part of what is signed. */
export interface Observation {
  /** ISO 8601: from when on it was looked at, by the database's clock. */
  asOf: string;
  /** By the name of the precondition. */
  seen: Record<string, Seen>;
}

/** Either what was seen, or why nothing was. */
export type Read<T> = { ok: true; value: T } | { ok: false; because: string };

const MOST_VALUE_CHARACTERS = 1_000;

/** The URL of the read for these arguments; a nested or absent argument fills nothing. */
export function urlOf({ name, url, query }: Precondition, args: Readonly<Record<string, unknown>>): Read<string> {
  const filled = new URL(url);
  for (const [parameter, argument] of Object.entries(query)) {
    const value = Object.hasOwn(args, argument) ? args[argument] : undefined;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
      return no(`${name} can’t be looked up: the argument ${argument} is no single value`);
    }
    filled.searchParams.append(parameter, String(value));
  }
  return { ok: true, value: filled.href };
}

/** Picks the fields out of an answer. An answer that lacks one says nothing about it, and so nothing was seen. */
export function pick({ name, watch, show }: Precondition, answer: unknown): Read<Seen> {
  const seen: Seen = { watch: {}, show: {} };
  for (const [fields, into] of [[watch, seen.watch] as const, [show, seen.show] as const]) {
    for (const field of fields) {
      const value = at(answer, pathOf(field));
      if (value === undefined) return no(`${name} was answered without ${field}`);
      if (canonicalJson(value).length > MOST_VALUE_CHARACTERS) return no(`${name} was answered with a long ${field}`);
      into[field] = value;
    }
  }
  return { ok: true, value: seen };
}

/** A watched field that says something else by now; null stands for what was not seen. */
export interface Drift {
  /** `payment.status`. */
  field: string;
  was: unknown;
  is: unknown;
}

/** What has changed since `then` among the fields that must not. Equal is what has the same RFC 8785 text. */
export function driftOf(then: Observation, now: Observation): Drift[] {
  return differences(then, now, (seen) => seen.watch);
}

/** What differs between two observations, in fields that must not change and in those that may. */
export function observationChanges(then: Observation | null, now: Observation | null): Drift[] {
  const nothing: Observation = { asOf: '', seen: {} };
  return differences(then ?? nothing, now ?? nothing, (seen) => ({ ...seen.show, ...seen.watch }));
}

/** One sentence a drift, for the note that goes with the next revision. */
export function driftInWords(drift: readonly Drift[]): string {
  return drift.map(({ field, was, is }) => `${field} was ${said(was)} and is ${said(is)}`).join(', ');
}

function differences(then: Observation, now: Observation, of: (seen: Seen) => Record<string, unknown>): Drift[] {
  const [before, after] = [flat(then, of), flat(now, of)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((field) => text(before.get(field)) !== text(after.get(field)))
    .map((field) => ({ field, was: before.get(field) ?? null, is: after.get(field) ?? null }));
}

function flat({ seen }: Observation, of: (seen: Seen) => Record<string, unknown>): Map<string, unknown> {
  return new Map(
    Object.entries(seen).flatMap(([name, one]) =>
      Object.entries(of(one)).map(([field, value]): [string, unknown] => [`${name}.${field}`, value]),
    ),
  );
}

const text = (value: unknown): string => (value === undefined ? '' : canonicalJson(value));
const said = (value: unknown): string => (typeof value === 'string' ? value : canonicalJson(value));
const no = (because: string): { ok: false; because: string } => ({ ok: false, because });

/** The steps of a top-level name or a JSON pointer. */
function pathOf(field: string): string[] {
  if (!field.startsWith('/')) return [field];
  return field
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function at(value: unknown, path: readonly string[]): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string, unknown>)[step];
  }
  return here;
}
