import { applyDecorators, Controller, Get, Req, Res, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiQuery, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { People, type RequestWithPrincipal } from '../../identity/access.js';
import { sendCsv } from '../../platform/http/csv.js';
import { Refuses } from '../../platform/http/refuses.js';
import { InsightsService } from '../insights.service.js';
import { STAGES } from '../rules/funnel.js';
import {
  AutomationInsight,
  DeskInsight,
  FlowInsight,
  FunnelInsight,
  type InsightStretch,
  KpiInsight,
  QueuesInsight,
  ReasonsInsight,
} from './insights.dto.js';
import { type Asked, readStretch } from './read-stretch.js';

/** Tells OpenAPI of a figure over a stretch of time. */
function Insight(answer: Type, { csv = true } = {}): MethodDecorator {
  const text = (name: string, description: string) => ApiQuery({ name, required: false, type: String, description });
  return applyDecorators(
    Refuses('validation_failed'),
    ApiExtraModels(answer),
    text('from', 'ISO 8601; a day before `to` unless said'),
    text('to', 'ISO 8601; now unless said'),
    ApiQuery({ name: 'by', required: false, enum: ['hour', 'day'] }),
    text('zone', 'IANA name of the zone whose hours and days are meant; UTC unless said'),
    text('domain', 'Only tickets of this domain'),
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

/** What support leads steer by, and auditors look up. Every figure has its definition in docs/insights.md. */
@ApiTags('insights')
@Controller('v1/insights')
@People('support_lead', 'admin', 'auditor')
export class InsightsController {
  constructor(private readonly insights: InsightsService) {}

  /** How the desk stands now, and how it went in the stretch. */
  @Get('desk')
  @Insight(DeskInsight, { csv: false })
  async desk(@Req() request: RequestWithPrincipal): Promise<DeskInsight> {
    const { asked, head } = await this.read(request);
    const { now, approved, rejected, forecast, ...desk } = await this.insights.desk(asked.stretch, asked.domain);
    return { ...head, ...desk, forecast: { says: forecast.says, at: forecast.at?.toISOString() ?? null } };
  }

  /** Coming in, going out, and how long it took, hour by hour or day by day. */
  @Get('flow')
  @Insight(FlowInsight)
  async flow(@Req() request: RequestWithPrincipal, @Res() reply: FastifyReply): Promise<void> {
    const { asked, head } = await this.read(request);
    const { starts, to } = asked.stretch;
    const paces = await this.insights.flow(asked.stretch, asked.domain);
    const data = paces.map((pace, n) => ({
      from: new Date(starts[n]!).toISOString(),
      to: new Date(starts[n + 1] ?? to).toISOString(),
      ...pace,
    }));
    const columns = ['from', 'to', 'arrived', 'decided', 'approved', 'rejected', 'late', 'p50Seconds', 'p95Seconds'];
    answer(reply, 'flow', asked, { ...head, data }, columns, data);
  }

  /** How each queue stands now, and how long what was decided in it in the stretch took since it came there. */
  @Get('queues')
  @Insight(QueuesInsight)
  async queues(@Req() request: RequestWithPrincipal, @Res() reply: FastifyReply): Promise<void> {
    const { asked, head } = await this.read(request);
    const data = await this.insights.queues(asked.stretch, asked.domain);
    const rows = data.map(({ oldest, ...row }) => ({
      ...row,
      oldest: oldest ? `T-${oldest.number}` : '',
      oldestCreatedAt: oldest?.createdAt ?? '',
    }));
    const standing = ['queue', 'waiting', 'overdue', 'oldest', 'oldestCreatedAt'];
    const columns = [...standing, 'decided', 'late', 'p50Seconds', 'p95Seconds', 'usualTargetSeconds'];
    answer(reply, 'queues', asked, { ...head, data }, columns, rows);
  }

  /** How much was let through, sent to people and blocked, by domain. */
  @Get('automation')
  @Insight(AutomationInsight)
  async automation(@Req() request: RequestWithPrincipal, @Res() reply: FastifyReply): Promise<void> {
    const { asked, head } = await this.read(request);
    const data = await this.insights.automation(asked.stretch, asked.domain);
    answer(reply, 'automation', asked, { ...head, data }, ['domain', 'taken', 'automatic', 'people', 'blocked'], data);
  }

  /** For which conditions tickets were sent to people. */
  @Get('reasons')
  @Insight(ReasonsInsight)
  async reasons(@Req() request: RequestWithPrincipal, @Res() reply: FastifyReply): Promise<void> {
    const { asked, head } = await this.read(request);
    const { people, reasons: data } = await this.insights.reasons(asked.stretch, asked.domain);
    const rows = data.map((row) => ({ ...row, expected: JSON.stringify(row.expected) }));
    answer(reply, 'reasons', asked, { ...head, people, data }, ['rule', 'condition', 'expected', 'n'], rows);
  }

  /** What became of those that went to people, by the reason code that their agents were answered. */
  @Get('funnel')
  @Insight(FunnelInsight)
  async funnel(@Req() request: RequestWithPrincipal, @Res() reply: FastifyReply): Promise<void> {
    const { asked, head } = await this.read(request);
    const { partial, rows: data } = await this.insights.funnel(asked.stretch, asked.domain);
    // A stage may be named like a step ('approved'), so its columns say that they are where tickets stand now.
    const rows = data.map(({ stages, ...steps }) => ({
      ...steps,
      ...Object.fromEntries(STAGES.map((stage) => [`now_${stage}`, stages[stage]])),
    }));
    const columns = ['reasonCode', 'came', 'decided', 'approved', 'done', ...STAGES.map((stage) => `now_${stage}`)];
    answer(reply, 'funnel', asked, { ...head, partial, data }, columns, rows);
  }

  /** What users did with answers of the stretch that they were shown, and what became of these. */
  @Get('kpis')
  @Insight(KpiInsight)
  async kpis(@Req() request: RequestWithPrincipal, @Res() reply: FastifyReply): Promise<void> {
    const { asked, head } = await this.read(request);
    const data = await this.insights.kpis(asked.stretch, asked.domain);
    const columns = ['name', 'reasonCode', 'numerator', 'denominator', 'value', 'low', 'high'];
    answer(reply, 'kpis', asked, { ...head, data }, columns, data);
  }

  private async read(request: RequestWithPrincipal): Promise<{ asked: Asked; head: InsightStretch }> {
    const now = await this.insights.now();
    const asked = readStretch(request.query as Record<string, string>, now);
    const { stretch, by, zone, domain } = asked;
    const [from, to] = [new Date(stretch.from).toISOString(), new Date(stretch.to).toISOString()];
    return { asked, head: { from, to, by, zone, domain, serverNow: now.toISOString() } };
  }
}

function answer(
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
