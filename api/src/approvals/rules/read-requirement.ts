import { ROLES, type Role } from '../../identity/rules/roles.js';
import type { DocumentReader } from './read-document.js';
import { NEVER_SIGN, type Requirement } from './requirement.js';
import { MOST_PEOPLE, MOST_WAYS, sizeOf } from './ways.js';

const KINDS = ['all', 'any', 'any_of', 'count'];
const SIGNING_ROLES = ROLES.filter((role) => !NEVER_SIGN.includes(role));
const DEEPEST = 8;
const STAND_IN: Requirement = { any_of: [], count: 1 };

/** A requirement as the document has it: one of `{all}`, `{any}` and `{any_of, count}`, and not too large. */
export function readRequirement(reader: DocumentReader, value: unknown, path: string): Requirement {
  const requirement = readPart(reader, value, path, 1);
  const { ways, people } = sizeOf(requirement);
  if (ways > MOST_WAYS) return reader.refuse(path, `can be met in ${ways} ways; ${MOST_WAYS} are the most.`, STAND_IN);
  if (people > MOST_PEOPLE)
    return reader.refuse(path, `takes ${people} people; ${MOST_PEOPLE} are the most.`, STAND_IN);
  return requirement;
}

function readPart(reader: DocumentReader, value: unknown, path: string, depth: number): Requirement {
  if (depth > DEEPEST) return reader.refuse(path, `is nested deeper than ${DEEPEST}.`, STAND_IN);
  const before = reader.issues.length;
  const part = reader.object(value, path, KINDS);
  if (reader.issues.length > before) return STAND_IN;
  const parts = (key: 'all' | 'any') =>
    reader
      .filledList(part[key], `${path}.${key}`)
      .map((one, at) => readPart(reader, one, `${path}.${key}[${at}]`, depth + 1));
  switch (Object.keys(part).sort().join()) {
    case 'all':
      return { all: parts('all') };
    case 'any':
      return { any: parts('any') };
    case 'any_of,count':
      return {
        any_of: readRoles(reader, part.any_of, `${path}.any_of`),
        count: reader.integer(part.count, `${path}.count`, 1, MOST_PEOPLE),
      };
    default:
      return reader.refuse(path, 'must be one of {all}, {any} and {any_of, count}.', STAND_IN);
  }
}

function readRoles(reader: DocumentReader, value: unknown, path: string): Role[] {
  return reader
    .filledList(value, path)
    .map((role, at) =>
      SIGNING_ROLES.includes(role as Role)
        ? (role as Role)
        : reader.refuse(`${path}[${at}]`, `must be one of ${SIGNING_ROLES.join(', ')}.`, 'operator' as const),
    );
}
