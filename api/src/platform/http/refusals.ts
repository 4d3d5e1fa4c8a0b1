import type { OpenAPIObject } from '@nestjs/swagger';
import { PROBLEM_STATUS, type ProblemCode } from './problem-codes.js';
import { takeRefuses } from './refuses.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const PROBLEM = {
  type: 'object' as const,
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' as const },
    title: { type: 'string' as const },
    status: { type: 'integer' as const },
    code: { type: 'string' as const, description: 'Stable; see docs/api.md' },
    detail: { type: 'string' as const, description: 'A sentence that says what to do' },
    errors: {
      type: 'array' as const,
      items: {
        type: 'object' as const,
        required: ['path', 'message'],
        properties: { path: { type: 'string' as const }, message: { type: 'string' as const } },
      },
    },
  },
};

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** What only a request that changes something is refused for. */
const OF_CHANGES: readonly ProblemCode[] = ['csrf_token_missing', 'cross_site_request'];

/** Any request with a body can have one that is not read. */
const UNREADABLE: readonly ProblemCode[] = [
  'malformed_json',
  'json_too_deep',
  'json_too_large',
  'json_unsafe',
  'bad_request',
  'body_too_large',
  'unsupported_media_type',
];

/** Declares for every operation the statuses it refuses with, each with its codes, all in the same form (RFC 9457). */
export function withRefusals(document: OpenAPIObject): OpenAPIObject {
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Problem: PROBLEM } };
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) declare(operation, codesOf(path, method, operation));
    }
  }
  return document;
}

function codesOf(path: string, method: string, operation: Operation): ProblemCode[] {
  const named = takeRefuses(operation);
  const safe = method === 'get';
  const codes = new Set<ProblemCode>(named.filter((code) => !(safe && OF_CHANGES.includes(code))));
  const add = (when: boolean, ...more: readonly ProblemCode[]) => {
    if (when) for (const code of more) codes.add(code);
  };
  add(true, 'url_too_long');
  add(!safe, 'cross_site_request', ...UNREADABLE);
  add(operation.requestBody !== undefined, 'validation_failed');
  add(path.includes('{'), 'not_found');
  add(path.startsWith('/v1/'), 'database_unavailable');
  return [...codes];
}

function declare(operation: Operation, codes: ProblemCode[]): void {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  for (const status of [...new Set(codes.map((code) => PROBLEM_STATUS[code]))].sort()) {
    const ofStatus = codes.filter((code) => PROBLEM_STATUS[code] === status).sort();
    operation.responses[status] = { description: ofStatus.map((code) => `\`${code}\``).join(', '), content };
  }
}
