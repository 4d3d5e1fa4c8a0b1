import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiQuery, getSchemaPath } from '@nestjs/swagger';
import { Refuses } from './refuses.js';

const CUT_OFF = {
  type: 'boolean',
  description: 'Looking stopped before the page was full; nextCursor goes on',
} as const;

/** Tells OpenAPI of filters that may be left out. */
export function Asked(names: readonly string[]): MethodDecorator {
  return applyDecorators(...names.map((name) => ApiQuery({ name, required: false, type: String })));
}

interface Listed {
  filters?: readonly string[];
  sorts: readonly string[];
  /** A search that no index answers looks through so many, and says where it stopped. */
  cutsOff?: boolean;
}

/** Tells OpenAPI of a list: its items, its filters and its sorts. */
export function ApiPage(item: Type, of: Listed): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(item),
    ApiOkResponse({
      schema: {
        type: 'object',
        required: ['data', 'nextCursor', ...(of.cutsOff ? ['cutOff'] : [])],
        properties: {
          data: { type: 'array', items: { $ref: getSchemaPath(item) } },
          nextCursor: { type: 'string', nullable: true },
          ...(of.cutsOff && { cutOff: CUT_OFF }),
        },
      },
    }),
    Refuses('validation_failed'),
    ApiQuery({ name: 'limit', required: false, type: Number }),
    Asked(['cursor']),
    ApiQuery({ name: 'sort', required: false, enum: [...of.sorts] }),
    Asked(of.filters ?? []),
  );
}
