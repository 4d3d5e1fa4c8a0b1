import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { faultOf } from './judge.js';
import { OPERATIONS, type Operation } from './operations.js';
import type { Asker, FuzzedRequest } from './requests.js';
import { fitting } from './values.js';
import type { World } from './world.js';

/** Whoever gets furthest with some operation. */
const ASKERS: readonly Asker[] = ['operator', 'agent', 'admin', 'auditor', 'no csrf', 'anonymous'];

const LARGE = JSON.stringify({ text: 'x'.repeat(1_100_000) });

/** Refusals that every kind of request can meet, whatever it is for, and how to meet each. */
const DOORS: Record<number, (operation: Operation) => Partial<FuzzedRequest>> = {
  400: ({ method, query }) =>
    method === 'GET'
      ? {
          query: [
            [query[0] ?? 'unknown', '\u0000'],
            ['unknown', '1'],
          ],
        }
      : { body: '{"a":1,"a":2}' },
  401: () => ({ asker: 'anonymous' }),
  403: ({ method }) =>
    method === 'GET'
      ? {}
      : {
          headers: [
            ['sec-fetch-site', 'cross-site'],
            ['origin', 'https://evil.example'],
          ],
        },
  404: ({ body }) => ({
    ids: [randomUUID(), randomUUID()],
    body: body && fc.sample(fitting(body), { seed: 1, numRuns: 1 })[0]!,
  }),
  413: () => ({ body: LARGE }),
  414: () => ({ query: [['limit', 'x'.repeat(9000)]] }),
  415: () => ({ body: 'hello', contentType: 'text/plain' }),
};

/** Knocks at every door that an operation declares and nothing met. @returns what was answered wrong */
export async function knock(world: World, reached: Map<string, number>): Promise<string[]> {
  const faults: string[] = [];
  for (const operation of OPERATIONS) {
    for (const [status, recipe] of Object.entries(DOORS)) {
      const declared = `${operation.name} ${status}`;
      if (!operation.responses.has(Number(status)) || reached.has(declared)) continue;
      for (const asker of ASKERS) {
        const request = { ...plain(operation, asker), ...recipe(operation) };
        const answer = await world.ask(request);
        if (answer === null) continue;
        const fault = faultOf(operation, answer);
        if (fault !== null) faults.push(`${declared} as ${asker}: ${fault}`);
        reached.set(`${operation.name} ${answer.status}`, 1);
        if (answer.status === Number(status)) break;
      }
    }
  }
  return faults;
}

/** With the database away: every operation that declares 503 says so. @returns those that do not */
export async function withoutDatabase(world: World, reached: Map<string, number>): Promise<string[]> {
  const wrong: string[] = [];
  for (const operation of OPERATIONS.filter(({ responses }) => responses.has(503))) {
    const isAgents = /\/v1\/proposals/.test(operation.path);
    const fits = operation.body && fc.sample(fitting(operation.body), { seed: 1, numRuns: 1 })[0]!;
    const body = operation.method === 'GET' ? null : (fits ?? '{}');
    const query = operation.required.map((name): [string, string] => [name, '1']);
    const answer = await world.ask({ ...plain(operation, isAgents ? 'agent' : 'admin'), query, body });
    if (answer === null) continue;
    reached.set(`${operation.name} ${answer.status}`, 1);
    const fault = faultOf(operation, answer);
    if (fault !== null) wrong.push(`${operation.name}: ${fault}`);
  }
  return wrong;
}

/** A request with nothing to it. */
export function plain(operation: Operation, asker: Asker): FuzzedRequest {
  return {
    operation,
    asker,
    ids: [0, 0],
    query: [],
    headers: [],
    body: null,
    contentType: 'application/json',
    method: operation.method,
    shown: false,
  };
}
