import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiQuery, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { RequestWithPrincipal } from '../../identity/access.js';
import { sendCsv } from '../../platform/http/csv.js';
import { Refuses } from '../../platform/http/refuses.js';
import { GRAINS } from '../rules/stretch.js';
import type { InsightStretch } from './insights.dto.js';
import { type Asked, readStretch } from './read-stretch.js';

const text = (name: string, description: string) => ApiQuery({ name, required: false, type: String, description });

/** Tells OpenAPI of the stretch of time that a figure is about. */
export const OfStretch = (): MethodDecorator =>
  applyDecorators(
    Refuses('validation_failed'),
    text('from', 'ISO 8601; a day before `to` unless said'),
    text('to', 'ISO 8601; now unless said'),
    ApiQuery({ name: 'by', required: false, enum: GRAINS }),
    text('zone', 'IANA name of the zone whose hours, days and weeks are meant; UTC unless said'),
    text('domain', 'Only tickets of this domain'),
  );

/** Tells OpenAPI of a figure over a stretch of time. */
export function Insight(answer: Type, { csv = true } = {}): MethodDecorator {
  return applyDecorators(
    OfStretch(),
    ApiExtraModels(answer),
    ApiQuery({ name: 'format', required: false, enum: csv ? ['json', 'csv'] : ['json'] }),
    ApiOkResponse({
      description: csv ? 'The figures; as a file with format=csv' : 'The figures',
      content: {
        'application/json': { schema: { $ref: getSchemaPath(answer) } },
        ...(csv ? { 'text/csv': { schema: { type: 'string' } } } : {}),
      },
    }),
  );
}

/**
 * The stretch that a request is about, and how its answer says so.
 * @throws Problem 400 `validation_failed`
 */
export function readInsight(request: RequestWithPrincipal, now: Date): { asked: Asked; head: InsightStretch } {
  const asked = readStretch(request.query as Record<string, string>, now);
  const { stretch, by, zone, domain } = asked;
  const [from, to] = [new Date(stretch.from).toISOString(), new Date(stretch.to).toISOString()];
  return { asked, head: { from, to, by, zone, domain, serverNow: now.toISOString() } };
}

/** Answers figures as they are, or, where that was asked for, as a file of these columns. */
export function answer(
  reply: FastifyReply,
  name: string,
  asked: Asked,
  body: object,
  columns: string[],
  rows: object[],
): void {
  if (!asked.csv) return void reply.header('cache-control', 'no-store').send(body);
  const day = new Date(asked.stretch.to).toISOString().slice(0, 10);
  sendCsv(reply, `countersign-${name}-${day}.csv`, columns, rows);
}
