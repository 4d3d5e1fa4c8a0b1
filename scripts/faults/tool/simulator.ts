import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import type { RetryClass } from '../../../api/src/rulebook/rules/tool.js';
import { fateOf, LATE_MS, SLOW_MS } from './fates.js';
import { type Effect, Journal, readJournal } from './journal.js';

/**
 * A provider of three tools, `/tools/idempotent`, `/tools/queryable` and `/tools/once`, which keeps to its retry class and to
 * nothing more: only the idempotent one looks at keys, only the queryable one can be asked. Whatever it does is in its journal
 * before it answers, so killing it loses nothing.
 */
const environment = process.env as Record<'PORT' | 'JOURNAL' | 'SIGNING_SECRET', string>;
const past = readJournal(environment.JOURNAL);
const journal = new Journal(environment.JOURNAL);
const webhook = new Webhook(environment.SIGNING_SECRET);
const applied = new Set(past.flatMap((line) => (line.kind === 'effect' ? [line.executionId] : [])));
const calls = new Map<string, number>();
for (const line of past) if (line.kind === 'call' && line.method === 'POST') countCall(line.executionId);

function countCall(executionId: string): number {
  const before = calls.get(executionId) ?? 0;
  calls.set(executionId, before + 1);
  return before;
}

let underWay = 0;

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk as string;
  const url = new URL(request.url ?? '/', 'http://tool');
  const retryClass = url.pathname.split('/')[2] as RetryClass;
  const answer = (status: number, content: object): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
  };
  if (url.pathname === '/under-way') return answer(200, { underWay: underWay - 1 });
  if (request.method === 'GET') {
    lookUp(retryClass, url.searchParams.get('executionId') ?? '', verifies(request, ''), answer);
    return;
  }
  const effect = effectOf(body);
  const verified = verifies(request, body) && request.headers['idempotency-key'] === effect.executionId;
  const call = countCall(effect.executionId);
  const fate = fateOf(JSON.parse(effect.argumentsText).reason ?? '', call);
  journal.write({ kind: 'call', method: 'POST', executionId: effect.executionId, fate, verified });
  if (!verified) return answer(401, { detail: 'the signature is not right' });
  // Who honours a key does not refuse later what it took, or is at work on, under the same key.
  if (fate === 'refuse' && call === 0) return answer(422, { detail: 'this payment cannot be refunded' });
  if (fate === 'error_before') return answer(500, { detail: 'out of order' });
  if (fate === 'drop_before') return void request.socket.destroy();
  if (fate === 'slow') await delay(SLOW_MS);
  if (fate === 'late') await delay(LATE_MS);
  apply(retryClass, effect);
  if (fate === 'late' || fate === 'drop_after') return void request.socket.destroy();
  if (fate === 'error_after') return answer(500, { detail: 'done, and then something broke' });
  answer(200, { done: effect.executionId });
}

function lookUp(
  retryClass: RetryClass,
  executionId: string,
  verified: boolean,
  answer: (status: number, content: object) => void,
): void {
  journal.write({ kind: 'call', method: 'GET', executionId, fate: 'ok', verified });
  if (!verified) answer(401, { detail: 'the signature is not right' });
  else if (retryClass !== 'queryable') answer(405, { detail: 'this tool cannot be asked' });
  else if (applied.has(executionId)) answer(200, { done: executionId });
  else answer(404, { detail: 'no such execution' });
}

/** Only the idempotent tool honours the key; the others do it as often as they are told. */
function apply(retryClass: RetryClass, effect: Effect): void {
  if (retryClass === 'idempotent' && applied.has(effect.executionId)) return;
  applied.add(effect.executionId);
  journal.write(effect);
}

function effectOf(body: string): Effect {
  const { executionId, ticketId, revision, tool } = JSON.parse(body);
  const argumentsText = body.slice(body.indexOf('"arguments":') + '"arguments":'.length, -1);
  return { kind: 'effect', executionId, ticketId, revision, tool, argumentsText };
}

function verifies(request: IncomingMessage, body: string): boolean {
  try {
    webhook.verify(body, request.headers as Record<string, string>, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

const server = createServer((request, response) => {
  underWay += 1;
  serve(request, response)
    .catch((error: Error) => {
      // A caller that was killed in the middle of a call is what this tool is for.
      if (request.complete) process.stderr.write(`tool: ${error.stack}\n`);
    })
    .finally(() => {
      underWay -= 1;
    });
});
// Killed with whoever started it.
process.on('disconnect', () => process.exit());
server.listen(Number(environment.PORT), '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
