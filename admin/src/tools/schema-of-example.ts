import type { JsonSchema } from '../api-types';

/** As many as one would look through. */
const DEEPEST = 8;

/**
 * A JSON Schema (2020-12) that takes what looks like this example and refuses the rest: every argument is needed, no other
 * is taken, and text of digits only, as money is written here, stays so. It is a beginning that its writer loosens.
 */
export function schemaOfExample(example: Record<string, unknown>): JsonSchema {
  return schemaOf(example, 0) as JsonSchema;
}

function schemaOf(value: unknown, depth: number): object {
  if (value === null || depth > DEEPEST) return {};
  if (Array.isArray(value))
    return { type: 'array', ...(value.length > 0 ? { items: schemaOf(value[0], depth + 1) } : {}) };
  switch (typeof value) {
    case 'string':
      return /^\d+$/.test(value) ? { type: 'string', pattern: '^[0-9]+$' } : { type: 'string' };
    case 'number':
      return { type: Number.isInteger(value) ? 'integer' : 'number' };
    case 'boolean':
      return { type: 'boolean' };
    default:
      return {
        type: 'object',
        additionalProperties: false,
        required: Object.keys(value as object),
        properties: Object.fromEntries(
          Object.entries(value as object).map(([name, part]) => [name, schemaOf(part, depth + 1)]),
        ),
      };
  }
}
