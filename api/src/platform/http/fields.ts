import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsNumber,
  IsObject,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

/**
 * One decorator per kind of field, so that a DTO says once what OpenAPI shows and class-validator checks.
 * An optional field may be left out; `nullable` also takes `null`.
 */
interface Common {
  description?: string;
  example?: unknown;
  optional?: boolean;
  nullable?: boolean;
}

function field(common: Common, api: ApiPropertyOptions, ...checks: PropertyDecorator[]): PropertyDecorator {
  const skip: PropertyDecorator[] = common.optional
    ? [ValidateIf((_, value) => value !== undefined && !(common.nullable && value === null))]
    : common.nullable
      ? [ValidateIf((_, value) => value !== null)]
      : [];
  const shown = {
    ...api,
    required: !common.optional,
    ...(common.nullable ? { nullable: true } : {}),
    ...(common.description ? { description: common.description } : {}),
    ...(common.example === undefined ? {} : { example: common.example }),
  } as ApiPropertyOptions;
  return applyDecorators(ApiProperty(shown), ...skip, ...checks) as PropertyDecorator;
}

export const Text = (o: Common & { min?: number; max: number; pattern?: RegExp; patternSays?: string }) =>
  field(
    o,
    { type: String, minLength: o.min ?? 0, maxLength: o.max },
    IsString(),
    Length(o.min ?? 0, o.max),
    ...(o.pattern ? [Matches(o.pattern, { message: `$property ${o.patternSays ?? 'has the wrong form'}` })] : []),
  );

export const Choice = (o: Common & { of: readonly string[] }) =>
  field(o, { type: String, enum: [...o.of] }, IsIn([...o.of]));

export const Num = (o: Common & { min: number; max: number }) =>
  field(
    o,
    { type: Number, minimum: o.min, maximum: o.max },
    IsNumber({ allowNaN: false, allowInfinity: false }),
    Min(o.min),
    Max(o.max),
  );

export const Int = (o: Common & { min: number; max: number }) =>
  field(o, { type: 'integer', minimum: o.min, maximum: o.max }, IsInt(), Min(o.min), Max(o.max));

export const Bool = (o: Common = {}) => field(o, { type: Boolean }, IsBoolean());

/** A date, with or without a time of day. ISO 8601 has more, such as weeks, which `Date` can't read. */
export const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/;

export const Time = (o: Common = {}) =>
  field(
    o,
    { type: String, format: 'date-time' },
    IsISO8601({ strict: true }),
    Length(10, 40),
    Matches(TIME, { message: '$property must be a date and time like 2026-10-01T12:00:00Z' }),
  );

export const Json = (o: Common = {}) => field(o, { type: 'object', additionalProperties: true }, IsObject());

export const TextList = (o: Common & { maxItems: number; max: number }) =>
  field(
    o,
    { type: 'array', items: { type: 'string', maxLength: o.max }, maxItems: o.maxItems },
    IsArray(),
    ArrayMaxSize(o.maxItems),
    IsString({ each: true }),
    Length(0, o.max, { each: true }),
  );

export const ChoiceList = (o: Common & { of: readonly string[] }) =>
  field(
    o,
    { type: 'array', items: { type: 'string', enum: [...o.of] } },
    IsArray(),
    ArrayMaxSize(o.of.length),
    IsIn([...o.of], { each: true }),
  );

type PartClass = new () => object;

const PARTS = Symbol('parts');

/** The fields of a DTO that are DTOs or lists of DTOs, with their classes. */
export function partsOf(dto: PartClass): ReadonlyMap<string, PartClass> {
  return (Reflect.getMetadata(PARTS, dto.prototype) as ReadonlyMap<string, PartClass> | undefined) ?? new Map();
}

const part =
  (of: PartClass): PropertyDecorator =>
  (prototype, name) => {
    const others = partsOf(prototype.constructor as PartClass);
    Reflect.defineMetadata(PARTS, new Map([...others, [String(name), of]]), prototype);
  };

export const Part = (of: () => PartClass, o: Common = {}) =>
  field(o, { type: of() }, IsObject(), ValidateNested(), part(of()));

export const PartList = (of: () => PartClass, o: Common & { maxItems: number }) =>
  field(
    o,
    { type: of(), isArray: true, maxItems: o.maxItems },
    IsArray(),
    ArrayMaxSize(o.maxItems),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    part(of()),
  );
