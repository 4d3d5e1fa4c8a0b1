import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { Problem } from './problem.js';

/** One call of a tool as Countersign sends it. */
export interface Call {
  executionId: string;
  ticketId: string;
  revision: number;
  tool: string;
  arguments: Record<string, unknown>;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The JSON in `text`, which must be an object; a Problem 400 otherwise. */
export function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Problem(400, 'malformed_json', 'Send a JSON object.');
  }
  if (!isRecord(value)) throw new Problem(400, 'malformed_json', 'Send a JSON object.');
  return value;
}

/** Reads the body of a call to `tool`; a Problem 400 says which part is missing or does not fit. */
export function parseCall(text: string, tool: string, idempotencyKey: string | undefined): Call {
  const { executionId, ticketId, revision, tool: named, arguments: args } = parseObject(text);
  if (!isText(executionId) || !isText(ticketId) || !Number.isSafeInteger(revision) || !isRecord(args)) {
    throw new Problem(400, 'malformed_call', 'Send executionId, ticketId, revision, tool and arguments.');
  }
  if (named !== tool) throw new Problem(400, 'wrong_tool', `This is ${tool}; the body names another tool.`);
  if (idempotencyKey !== executionId) {
    throw new Problem(400, 'wrong_idempotency_key', 'Send the executionId as Idempotency-Key.');
  }
  return { executionId, ticketId, revision: revision as number, tool, arguments: args };
}

/** The same for two calls that mean the same, whatever the order of their keys. */
export const fingerprintOf = (call: Call): string =>
  createHash('sha256')
    .update(canonicalize(call) ?? '')
    .digest('hex');
