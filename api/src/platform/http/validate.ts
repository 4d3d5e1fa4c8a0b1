import { type ValidationError, validateSync } from 'class-validator';
import { partsOf } from './fields.js';
import { type FieldError, Problem } from './problem.js';

/**
 * Checks a parsed body against a DTO class. Unknown fields are refused, nothing is converted.
 * @throws Problem 400 `validation_failed` with a path and a sentence for each fault
 */
export function validateBody<T extends object>(dto: new () => T, body: unknown): T {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Problem(400, 'validation_failed', 'Send one JSON object as the body.', {
      errors: [{ path: '', message: 'must be an object' }],
    });
  }
  const instance = instantiate(dto, body);
  const errors = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
  });
  if (errors.length > 0) throw invalid(flatten(errors));
  return instance;
}

/** What is answered to a body that can't be taken: its first fault in words, the first twenty with their paths. */
export function invalid(fields: FieldError[]): Problem {
  const first = fields[0]!;
  return new Problem(400, 'validation_failed', `${first.path}: ${first.message}. Mend it and send again.`, {
    errors: fields.slice(0, 20),
  });
}

/**
 * Makes a DTO and its parts of a parsed body; all other values stay the very ones that were sent. class-transformer
 * would walk into tool arguments too, and fall over a key there that is named `constructor`.
 */
function instantiate<T extends object>(dto: new () => T, plain: object, prefix = ''): T {
  // The validator finds a class by this name, so it must not be shadowed.
  if (Object.hasOwn(plain, 'constructor')) {
    throw invalid([{ path: `${prefix}constructor`, message: 'property constructor should not exist' }]);
  }
  const instance = Object.assign(new dto(), plain);
  const values = instance as Record<string, unknown>;
  for (const [name, part] of partsOf(dto)) {
    const value = values[name];
    if (isObject(value)) values[name] = instantiate(part, value, `${prefix}${name}.`);
    if (Array.isArray(value)) {
      const made = (one: unknown, n: number) =>
        isObject(one) ? instantiate(part, one, `${prefix}${name}.${n}.`) : one;
      values[name] = value.map(made);
    }
  }
  return instance;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function flatten(errors: ValidationError[], prefix = ''): FieldError[] {
  return errors.flatMap((error) => {
    const path = prefix === '' ? error.property : `${prefix}.${error.property}`;
    const own = Object.values(error.constraints ?? {}).map((message) => ({ path, message }));
    return [...own, ...flatten(error.children ?? [], path)];
  });
}
