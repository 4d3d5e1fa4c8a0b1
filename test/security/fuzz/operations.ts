import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type AnySchema, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { root } from '../../architecture/source-tree.js';

// biome-ignore lint/suspicious/noExplicitAny: a JSON Schema, in any of its forms
export type Schema = Record<string, any>;

interface Declared {
  description: string;
  content?: Record<string, { schema: Schema }>;
}

/** One operation of `api/openapi.json`. */
export interface Operation {
  /** `POST /v1/tickets/{id}/approve`. */
  name: string;
  method: string;
  path: string;
  query: string[];
  /** Those without which it is refused. */
  required: string[];
  headers: string[];
  body: Schema | null;
  responses: Map<number, Declared>;
}

const document = JSON.parse(readFileSync(join(root, 'api/openapi.json'), 'utf8'), toJsonSchema) as {
  paths: Record<string, Record<string, Schema>>;
  components: { schemas: Record<string, Schema> };
};

/** OpenAPI 3.0 says `nullable`; JSON Schema says a union with null. Examples are no part of it. */
function toJsonSchema(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(value as Schema).nullable) return value;
  const { nullable: _, ...schema } = value as Schema;
  return Object.keys(schema).length === 0 ? {} : { anyOf: [schema, { type: 'null' }] };
}

export const OPERATIONS: Operation[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    query: namesIn(operation, 'query'),
    required: namesIn({ parameters: operation.parameters?.filter((one: Schema) => one.required) }, 'query'),
    headers: namesIn(operation, 'header'),
    body: operation.requestBody?.content['application/json']?.schema ?? null,
    responses: new Map(Object.entries(operation.responses as Schema).map(([status, one]) => [Number(status), one])),
  })),
);

function namesIn(operation: Schema, place: string): string[] {
  return ((operation.parameters ?? []) as Schema[]).filter((one) => one.in === place).map((one) => one.name as string);
}

/** The schema itself, in place of a reference to it. */
export function resolved(schema: Schema): Schema {
  const [only] = (schema.allOf ?? []) as Schema[];
  if (only && schema.allOf.length === 1) return resolved(only);
  return schema.$ref ? resolved(document.components.schemas[(schema.$ref as string).split('/').at(-1)!]!) : schema;
}

const ajv = new Ajv2020({ strict: false, allErrors: false });
formats.default(ajv);
ajv.addSchema({ $id: 'api', components: document.components } as AnySchema);
const validators = new Map<Schema, ValidateFunction>();

/** @returns what is wrong with an answer's JSON; null when it fits what is declared */
export function misfit(schema: Schema, json: unknown): string | null {
  let validate = validators.get(schema);
  if (!validate) {
    const text = JSON.stringify(schema).replaceAll('"#/components', '"api#/components');
    validate = ajv.compile(JSON.parse(text));
    validators.set(schema, validate);
  }
  return validate(json) ? null : ajv.errorsText(validate.errors);
}
