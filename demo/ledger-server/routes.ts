import type { IncomingHttpHeaders } from 'node:http';
import { type Books, type Effect, TOOLS } from './books.js';
import { parseObject } from './call.js';
import type { Faults } from './faults.js';
import { Problem } from './problem.js';
import { ID_PATTERN } from './rules/ruling.js';
import type { ToolCalls } from './tool-calls.js';

export interface LedgerRequest {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Ledger {
  books: Books;
  faults: Faults;
  toolCalls: ToolCalls;
}

/** Answers one request with what is to be sent as JSON, or throws a Problem. */
export async function answer(ledger: Ledger, { method, url, headers, body }: LedgerRequest): Promise<unknown> {
  const [collection, id, ...rest] = url.pathname.slice(1).split('/').map(decodeSegment);
  const route = rest.length > 0 ? '' : `${method} ${collection}${id === undefined ? '' : '/:id'}`;
  switch (route) {
    case 'GET health':
      return { status: 'ok' };
    case 'POST tools/:id':
      return ledger.toolCalls.run(knownTool(id!), body, headers);
    case 'GET tools/:id':
      return ledger.toolCalls.lookUp(knownTool(id!, 'honoursKeys'), url.searchParams.get('executionId') ?? '');
    case 'GET effects':
      return effects(ledger.books, url.searchParams.get('executionId'));
    case 'GET payments':
      return paymentState(ledger.books, url.searchParams.get('payment_id') ?? '');
    case 'GET payments/:id':
      return payment(ledger.books, id!);
    case 'GET accounts/:id':
      return ledger.books.accounts.get(id!) ?? missing('account');
    case 'GET faults':
      return ledger.faults.list();
    case 'POST faults':
      ledger.faults.set(parseObject(body.toString('utf8')));
      return ledger.faults.list();
    default:
      throw new Problem(404, 'no_such_route', 'See demo/ledger-server/routes.ts for what can be asked.');
  }
}

function effects(
  books: Books,
  executionId: string | null,
): Pick<Effect, 'executionId' | 'tool' | 'arguments' | 'at' | 'result'>[] {
  const chosen = executionId === null ? books.effects : books.effectsOf(executionId);
  return chosen.map(({ executionId, tool, arguments: args, at, result }) => ({
    executionId,
    tool,
    arguments: args,
    at,
    result,
  }));
}

function payment(books: Books, paymentId: string): Record<string, unknown> {
  const known = books.payments.get(paymentId) ?? missing('payment');
  return {
    paymentId,
    currency: known.currency,
    capturedMinor: String(known.capturedMinor),
    refundedTotalMinor: String(known.refundedMinor),
    remainingMinor: String(known.capturedMinor - known.refundedMinor),
  };
}

/** What a refund of the payment rests on. One that no call has touched is open and whole. */
function paymentState(books: Books, paymentId: string): Record<string, unknown> {
  if (!ID_PATTERN.test(paymentId)) throw new Problem(400, 'malformed_query', 'Send payment_id.');
  const known = books.payments.get(paymentId);
  const refunds = books.effects.filter(
    (effect) => effect.tool === 'issue_refund' && effect.arguments.payment_id === paymentId,
  );
  return {
    paymentId,
    status: known && known.refundedMinor >= known.capturedMinor ? 'refunded' : 'open',
    refundedTotalMinor: String(known?.refundedMinor ?? 0n),
    version: refunds.length,
  };
}

function knownTool(name: string, need?: 'honoursKeys'): string {
  const tool = Object.hasOwn(TOOLS, name) ? TOOLS[name] : undefined;
  if (!tool || (need && !tool[need])) throw new Problem(404, 'no_such_tool', `There is no such tool as ${name} here.`);
  return name;
}

function missing(what: string): never {
  throw new Problem(404, `no_such_${what}`, `No call has touched this ${what} yet.`);
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new Problem(400, 'malformed_url', 'Percent-encode the path.');
  }
}
