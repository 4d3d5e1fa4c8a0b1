import { expect } from '@jest/globals';
import type { Installation } from './installation.js';
import type { Answer, Outcome, Reply } from './installation-http.js';

const TABLES =
  'proposal ticket revision idempotency_key sign_off execution outbox note snooze audit_entry tool agent person';

/** How many rows there are in all, with the versions of the tickets: nothing moves without changing this. */
async function everything({ sql }: Installation): Promise<unknown> {
  const counts = TABLES.split(' ').map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`);
  return sql(`SELECT ${counts.join(', ')}, (SELECT sum(lock_version) FROM ticket) AS versions`);
}

/** Does what has to leave no trace. */
export async function nothingIsWritten(installation: Installation, work: () => Promise<void>): Promise<void> {
  const before = await everything(installation);
  await work();
  expect(await everything(installation)).toEqual(before);
}

/** A refusal that a caller can act on: a stable code and a sentence, and not a word about our inside. */
export function isProblem(what: string, { status, body, headers, text }: Reply, expected: Outcome): Answer {
  expect({ what, status, code: body?.code }).toEqual({ what, ...expected });
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(body).toMatchObject({ type: expect.stringContaining(expected.code!), title: expect.any(String), status });
  expect(body.detail).toMatch(/^.{10,}[.]$/s);
  expect(text).not.toMatch(/node_modules|\.ts:|postgres|SELECT|at Object/);
  return body;
}

/** One request that is a problem and leaves no trace. @returns the problem */
export async function isRefused(
  installation: Installation,
  reply: () => Promise<Reply>,
  expected: Outcome,
): Promise<Answer> {
  let problem: Answer;
  await nothingIsWritten(installation, async () => {
    problem = isProblem('', await reply(), expected);
  });
  return problem;
}
