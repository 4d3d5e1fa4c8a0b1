import fc from 'fast-check';
import { resolved, type Schema } from './operations.js';

/** What a client should never send, as text of JSON. */
const HOSTILE_JSON = [
  ...['null', 'true', '[]', '{}', '""', '0', '-1', '1e999', '9007199254740993', '0.1', '-0', '"\\u0000"', '"\\ud800"'],
  ...[
    '{"__proto__":{"polluted":1}}',
    '{"constructor":{"prototype":{"polluted":1}}}',
    '{"toString":1}',
    '{"a":1,"a":2}',
  ],
  ...['"\\u202e\\u200b\\ud83d\\ude00"', '"../../etc/passwd"', '"\'; DROP TABLE ticket; --"', '"=HYPERLINK(1)"'],
  `"${'x'.repeat(70_000)}"`,
  `${'['.repeat(40)}${']'.repeat(40)}`,
  `{${Array.from({ length: 300 }, (_, n) => `"k${n}":${n}`).join(',')}}`,
];

/** Whole bodies that are no JSON, or none that anything reads. */
const HOSTILE_BODIES = [
  '',
  '{',
  '{"a":',
  'hello',
  '\u0000',
  '[1,2',
  '{"a":1,}',
  '\ufeff{}',
  '"\\x"',
  '[]',
  'null',
  '42',
  `${'{"a":'.repeat(5000)}`,
];

export const HOSTILE_TEXTS = [
  ...[
    '',
    ' ',
    '\u0000',
    '%00',
    '..',
    '../..',
    '%2e%2e%2f',
    "' OR 1=1",
    '{{7*7}}',
    '\u202e',
    '-1',
    '1e9',
    'NaN',
    'true',
  ],
  ...['__proto__', 'constructor', '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-7fff-bfff-ffffffffffff', 'é'],
  ...['2026-99-99', 'x'.repeat(290), 'x'.repeat(2000), '[]', '\\', 'WyJ4Il0'],
];

const text = (schema: Schema): fc.Arbitrary<string> => {
  if (schema.format === 'uuid') return fc.uuid();
  if (schema.format === 'date-time') return fc.constantFrom('2026-01-01T00:00:00Z', '2099-01-01T00:00:00Z');
  const least: number = schema.minLength ?? 0;
  const length = { minLength: least, maxLength: Math.max(least, Math.min(schema.maxLength ?? 24, 24)) };
  return fc.oneof(
    fc.string({ unit: 'grapheme', ...length }),
    fc.constantFrom('payment', 'faq', 'issue_refund', 'allow'),
  );
};

/** JSON text that fits a schema, more or less. */
export function fitting(of: Schema, depth = 0): fc.Arbitrary<string> {
  const schema = resolved(of);
  const choices = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (choices) return fc.oneof(...choices.map((one) => fitting(one, depth)));
  if (schema.enum) return fc.constantFrom(...(schema.enum as unknown[])).map((value) => JSON.stringify(value));
  switch (schema.type) {
    case 'string':
      return text(schema).map((value) => JSON.stringify(value));
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 1000, 100_000) }).map(String);
    case 'boolean':
      return fc.boolean().map(String);
    case 'array':
      return fc.array(fitting(schema.items ?? {}, depth + 1), { maxLength: 3 }).map((items) => `[${items.join(',')}]`);
    case 'object':
      return schema.properties ? object(schema, depth) : fc.constantFrom('{}', '{"type":"object"}', '{"a":1}');
    default:
      return fc.json({ maxDepth: 2 });
  }
}

function object(schema: Schema, depth: number): fc.Arbitrary<string> {
  const fields = Object.entries(schema.properties as Record<string, Schema>).map(([name, of]) => {
    const value = depth > 4 ? fc.constant('null') : fitting(of, depth + 1);
    const present = (schema.required ?? []).includes(name) ? value : fc.option(value, { freq: 1 });
    return present.map((json) => (json === null ? null : `${JSON.stringify(name)}:${json}`));
  });
  return fc.tuple(...fields).map((members) => `{${members.filter((one) => one !== null).join(',')}}`);
}

/** A body with something wrong somewhere in it. */
export function hostile(schema: Schema | null): fc.Arbitrary<string> {
  const known = schema === null ? fc.constant('{}') : fitting(schema);
  const swapped = fc.tuple(known, fc.nat(), fc.constantFrom(...HOSTILE_JSON)).map(([body, where, value]) => {
    const values = [...body.matchAll(/:("(?:[^"\\]|\\.)*"|-?\d+|true|false|null)/g)];
    const at = values[where % Math.max(values.length, 1)];
    if (!at) return value;
    return `${body.slice(0, at.index + 1)}${value}${body.slice(at.index + at[0].length)}`;
  });
  const more = fc
    .tuple(known, fc.constantFrom('unknown', 'role', '__proto__', 'constructor', 'id'))
    .map(([body, key]) =>
      body.replace(/\}$/, `${body.length > 2 ? ',' : ''}${JSON.stringify(key)}:{"polluted":true}}`),
    );
  return fc.oneof(swapped, swapped, more, fc.constantFrom(...HOSTILE_BODIES), fc.constantFrom(...HOSTILE_JSON));
}
