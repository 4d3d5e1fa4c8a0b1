import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Precondition } from './precondition.js';

/** What may be done when an execution was interrupted (design §4). */
export const RETRY_CLASSES = ['idempotent', 'queryable', 'once'] as const;
export type RetryClass = (typeof RETRY_CLASSES)[number];

export const RUNNERS = ['countersign', 'agent'] as const;
export type Runner = (typeof RUNNERS)[number];

/** One version of something that changes the world. */
export interface Tool {
  name: string;
  version: number;
  description: string;
  schema: Record<string, unknown>;
  endpointUrl: string;
  endpointVersion: number;
  retryClass: RetryClass;
  changesWorld: boolean;
  timeoutMs: number;
  /** Calls in flight per process. */
  maxInFlight: number;
  signOff: 'none' | null;
  /** Reads that must still hold when a call runs. */
  preconditions: readonly Precondition[];
  /** Who makes the call: a worker of ours, or the agent's own backend on a grant. */
  runner: Runner;
  /** How long a grant is good. */
  grantSeconds: number;
  signingSecret: string;
  createdAt: Date;
}

export interface SchemaFault {
  path: string;
  message: string;
}

export type CheckArguments = (args: unknown) => SchemaFault[];

/**
 * Compiles a tool's JSON Schema (draft 2020-12).
 * @throws Error with ajv's sentence when the schema itself is wrong
 */
export function compileSchema(schema: Record<string, unknown>): CheckArguments {
  // A compiler of its own per tool: schemas of strangers may carry the same $id.
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true, ownProperties: true });
  (addFormats as unknown as (on: Ajv2020) => void)(ajv);
  const validate: ValidateFunction = ajv.compile(schema);
  return (args) => (validate(args) ? [] : (validate.errors ?? []).slice(0, 20).map(toFault));
}

function toFault(error: ErrorObject): SchemaFault {
  const path = error.instancePath.slice(1).replaceAll('/', '.');
  const about = error.keyword === 'additionalProperties' ? ` (${String(error.params.additionalProperty)})` : '';
  return { path, message: `${error.message ?? 'is not what the schema asks for'}${about}` };
}
