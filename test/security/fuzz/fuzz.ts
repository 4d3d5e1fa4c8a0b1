import fc from 'fast-check';
import { faultOf } from './judge.js';
import { OPERATIONS } from './operations.js';
import { type FuzzedRequest, requests, requestsOf } from './requests.js';
import type { World } from './world.js';

const AT_ONCE = 8;
const CHUNK = 200;

/** Requests of one operation after which an answer of it counts as out of reach: a rare one takes some fifty. */
const CHASED = 4_000;

export interface Result {
  sent: number;
  /** `METHOD /path status`, how often. */
  reached: Map<string, number>;
  /** What is wrong, with the requests that showed it; each kind once. */
  faults: Map<string, string>;
}

/** Sends so many requests; the same seed makes the same ones. */
export async function fuzz(world: World, seed: number, count: number, tell = (_: Result) => {}): Promise<Result> {
  const result: Result = { sent: 0, reached: new Map(), faults: new Map() };
  for (let chunk = 0; result.sent < count; chunk += 1) {
    const numRuns = Math.min(CHUNK, count - result.sent);
    await sendAll(world, fc.sample(requests, { seed: seed + chunk, numRuns }), result);
    tell(result);
  }
  return result;
}

/** Sends requests of the operations alone that have answers which nothing met, so that no such answer is left to luck. */
export async function chase(world: World, seed: number, result: Result, among: (status: number) => boolean) {
  for (const operation of OPERATIONS) {
    const isOpen = () =>
      [...operation.responses.keys()].some(
        (status) => among(status) && !result.reached.has(`${operation.name} ${status}`),
      );
    for (let sent = 0; sent < CHASED && isOpen(); sent += CHUNK) {
      await sendAll(world, fc.sample(requestsOf(operation), { seed: seed + sent, numRuns: CHUNK }), result);
    }
  }
}

async function sendAll(world: World, queue: FuzzedRequest[], result: Result): Promise<void> {
  await world.refill();
  const next = async (): Promise<void> => {
    for (let request = queue.pop(); request; request = queue.pop()) await one(world, request, result);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

async function one(world: World, request: FuzzedRequest, result: Result): Promise<void> {
  const answer = await world.ask(request);
  result.sent += 1;
  if (answer === null) return;
  const name = `${request.method} ${request.operation.path}`;
  const operation = OPERATIONS.find((known) => known.name === name) ?? null;
  const reached = `${name} ${answer.status}`;
  result.reached.set(reached, (result.reached.get(reached) ?? 0) + 1);
  // Some operations declare 5xx for what is broken here; nothing is.
  const fault = answer.status >= 500 ? `HTTP ${answer.status}` : faultOf(operation, answer);
  if (fault === null) return;
  const kind = `${name}: ${fault}`.slice(0, 300);
  const { asker, ids, query, headers, body } = request;
  if (!result.faults.has(kind)) {
    const shown = JSON.stringify({
      asker,
      ids,
      query,
      headers,
      body: body?.toString().slice(0, 500),
      answer: answer.text.slice(0, 300),
    });
    result.faults.set(kind, shown.slice(0, 1500));
  }
}

/** Declared statuses that no request met. */
export function missed({ reached }: Result): string[] {
  return OPERATIONS.flatMap(({ name, responses }) => [...responses.keys()].map((status) => `${name} ${status}`)).filter(
    (declared) => !reached.has(declared),
  );
}
