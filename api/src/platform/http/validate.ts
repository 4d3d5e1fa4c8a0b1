import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
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
  const instance = plainToInstance(dto, body, { enableImplicitConversion: false });
  const errors = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
  });
  if (errors.length > 0) {
    const fields = flatten(errors);
    const first = fields[0]!;
    throw new Problem(400, 'validation_failed', `${first.path}: ${first.message}. Mend it and send again.`, {
      errors: fields.slice(0, 20),
    });
  }
  return instance;
}

function flatten(errors: ValidationError[], prefix = ''): FieldError[] {
  return errors.flatMap((error) => {
    const path = prefix === '' ? error.property : `${prefix}.${error.property}`;
    const own = Object.values(error.constraints ?? {}).map((message) => ({ path, message }));
    return [...own, ...flatten(error.children ?? [], path)];
  });
}
