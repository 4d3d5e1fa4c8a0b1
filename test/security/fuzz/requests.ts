import fc from 'fast-check';
import type { Who } from '../../support/installation-people.js';
import { OPERATIONS, type Operation } from './operations.js';
import { fitting, HOSTILE_TEXTS, hostile } from './values.js';

export type Asker = Who | 'anonymous' | 'agent' | 'bad key' | 'bad cookie' | 'no csrf';

const ASKERS: readonly Asker[] = [
  ...([
    'operator',
    'second_operator',
    'support_lead',
    'both',
    'admin',
    'admin',
    'auditor',
    'product',
    'legal',
  ] as const),
  ...(['agent', 'agent', 'agent', 'anonymous', 'bad key', 'bad cookie', 'no csrf'] as const),
];

/** One request, before it is known which ids there are. */
export interface FuzzedRequest {
  operation: Operation;
  asker: Asker;
  /** Which known id goes in the path, or a text that is none. */
  ids: (number | string)[];
  query: [string, string][];
  headers: [string, string][];
  /** Null for none; `shown` marks a decision on a ticket, which is sent with what the ticket shows. */
  body: string | Uint8Array | null;
  contentType: string;
  method: string;
  shown: boolean;
}

const TYPES = [
  'text/plain',
  'application/xml',
  'application/json; charset=utf-16',
  'multipart/form-data; boundary=x',
  'x',
];

const HEADERS: [string, string][] = [
  ['accept', 'text/html'],
  ['origin', 'https://evil.example'],
  ['x-http-method-override', 'DELETE'],
  ['x-forwarded-for', '1.2.3.4, evil'],
  ['if-none-match', '*'],
  ['idempotency-key', 'x'.repeat(300)],
  ['idempotency-key', 'a b'],
  ['cookie', 'countersign_session=; countersign_session=x; ='],
  ['authorization', 'Basic eDp5'],
];

const rarely = <T>(value: fc.Arbitrary<T>, otherwise: T): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constant(otherwise), weight: 9 }, { arbitrary: value, weight: 1 });

/** Reading the log out grows with the fuzz itself, and ending sessions only costs new ones. */
const weightOf = ({ name }: Operation): number => (/export|\/live|DELETE \/v1\/session/.test(name) ? 1 : 12);

/** Requests of one operation, half of them hostile. */
export const requestsOf = (operation: Operation): fc.Arbitrary<FuzzedRequest> =>
  fc.boolean().chain((isHostile) => {
    const id = fc.oneof(
      { arbitrary: fc.nat(), weight: isHostile ? 2 : 20 },
      { arbitrary: fc.constantFrom(...HOSTILE_TEXTS), weight: 1 },
    );
    const name = fc.constantFrom(...operation.query, ...(isHostile ? ['unknown', '__proto__', 'limit'] : ['limit']));
    const value = fc.oneof(
      fc.constantFrom('1', '5', '100', 'issue_refund', 'approve'),
      isHostile ? fc.constantFrom(...HOSTILE_TEXTS) : fc.constant('2'),
    );
    const own = operation.body;
    const body = own === null && !isHostile ? fc.constant(null) : isHostile ? hostile(own) : fitting(own!);
    return fc.record<FuzzedRequest>({
      operation: fc.constant(operation),
      asker: fc.constantFrom(...ASKERS),
      ids: fc.array(id, { minLength: 2, maxLength: 2 }),
      query: fc.array(fc.tuple(name, value), { maxLength: isHostile ? 4 : 1 }),
      headers: isHostile ? fc.array(fc.constantFrom(...HEADERS), { maxLength: 2 }) : fc.constant([]),
      body: operation.method === 'GET' ? fc.constant(null) : body,
      contentType: isHostile ? rarely(fc.constantFrom(...TYPES), 'application/json') : fc.constant('application/json'),
      method: isHostile
        ? rarely(fc.constantFrom('PUT', 'PATCH', 'DELETE', 'OPTIONS', 'POST', 'GET'), operation.method)
        : fc.constant(operation.method),
      shown: fc.boolean(),
    });
  });

/** Requests of every operation. */
export const requests: fc.Arbitrary<FuzzedRequest> = fc.oneof(
  ...OPERATIONS.map((operation) => ({ arbitrary: requestsOf(operation), weight: weightOf(operation) })),
);
