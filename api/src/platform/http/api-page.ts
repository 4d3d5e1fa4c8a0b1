import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiQuery, getSchemaPath } from '@nestjs/swagger';
import { Refuses } from './refuses.js';

/** Tells OpenAPI of a list: its items, its filters and its sorts. */
export function ApiPage(item: Type, of: { filters?: readonly string[]; sorts: readonly string[] }): MethodDecorator {
  const text = (name: string) => ApiQuery({ name, required: false, type: String });
  return applyDecorators(
    ApiExtraModels(item),
    ApiOkResponse({
      schema: {
        type: 'object',
        required: ['data', 'nextCursor'],
        properties: {
          data: { type: 'array', items: { $ref: getSchemaPath(item) } },
          nextCursor: { type: 'string', nullable: true },
        },
      },
    }),
    Refuses('validation_failed'),
    ApiQuery({ name: 'limit', required: false, type: Number }),
    text('cursor'),
    ApiQuery({ name: 'sort', required: false, enum: [...of.sorts] }),
    ...(of.filters ?? []).map(text),
  );
}
