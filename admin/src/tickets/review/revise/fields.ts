import type { Arguments, JsonSchema } from '../../../api-types';
import { minorDigits } from '../../../words/money';
import { humanize } from '../../../words/names';

export type FieldKind = 'text' | 'long' | 'choice' | 'flag' | 'number' | 'integer' | 'money' | 'json';

export interface Field {
  name: string;
  label: string;
  help: string | null;
  kind: FieldKind;
  required: boolean;
  choices: string[];
  schema: JsonSchema;
}

const object = (value: unknown): JsonSchema =>
  value && typeof value === 'object' && !Array.isArray(value) ? (value as JsonSchema) : {};

/** The form of a tool call: the schema's properties in their order, then any argument that the schema does not know. */
export function fieldsOf(schema: JsonSchema | null, args: Arguments): Field[] {
  const properties = object(schema?.properties);
  const required = Array.isArray(schema?.required) ? (schema.required as unknown[]) : [];
  const names = [...Object.keys(properties), ...Object.keys(args).filter((name) => !(name in properties))];
  return names.map((name) => {
    const own = object(properties[name]);
    return {
      name,
      label: typeof own.title === 'string' ? own.title : humanize(name),
      help: typeof own.description === 'string' ? own.description : null,
      kind: kindOf(name, own, args),
      required: required.includes(name),
      choices: Array.isArray(own.enum) ? own.enum.map(String) : [],
      schema: own,
    };
  });
}

function kindOf(name: string, schema: JsonSchema, args: Arguments): FieldKind {
  const value = args[name];
  const type = schema.type ?? (value === null ? undefined : Array.isArray(value) ? 'array' : typeof value);
  if (Array.isArray(schema.enum) && schema.enum.every((one) => typeof one === 'string')) return 'choice';
  if (/(^|_)amount_?minor$/i.test(name) && (type === 'string' || type === 'integer' || type === 'number'))
    return 'money';
  if (type === 'string') return Number(schema.maxLength) > 200 || String(value ?? '').length > 80 ? 'long' : 'text';
  if (type === 'boolean') return 'flag';
  if (type === 'integer' || type === 'number') return type;
  return 'json';
}

/** Is the amount given in major units in this form? Only where the currency is one we know. */
export const inMajorUnits = (currency: unknown): currency is string =>
  typeof currency === 'string' && minorDigits(currency) !== null;
