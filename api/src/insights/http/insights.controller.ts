import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { People, type RequestWithPrincipal } from '../../identity/access.js';
import { InsightsService } from '../insights.service.js';
import { STAGES } from '../rules/funnel.js';
import { answer, Insight, readInsight } from './insight-route.js';
import {
  AutomationInsight,
  DeskInsight,
  FlowInsight,
  FunnelInsight,
  KpiInsight,
  QueuesInsight,
  ReasonsInsight,
} from './insights.dto.js';

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
    const { asked, head } = readInsight(request, await this.insights.now());
    const { now, approved, rejected, forecast, ...desk } = await this.insights.desk(asked.stretch, asked.domain);
    return { ...head, ...desk, forecast: { says: forecast.says, at: forecast.at?.toISOString() ?? null } };
  }

  /** Coming in, going out, and how long it took, hour by hour or day by day. */
  @Get('flow')
  @Insight(FlowInsight)
  async flow(@Req() request: RequestWithPrincipal, @Res() reply: FastifyReply): Promise<void> {
    const { asked, head } = readInsight(request, await this.insights.now());
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
    const { asked, head } = readInsight(request, await this.insights.now());
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
    const { asked, head } = readInsight(request, await this.insights.now());
    const data = await this.insights.automation(asked.stretch, asked.domain);
    answer(reply, 'automation', asked, { ...head, data }, ['domain', 'taken', 'automatic', 'people', 'blocked'], data);
  }

  /** For which conditions tickets were sent to people. */
  @Get('reasons')
  @Insight(ReasonsInsight)
  async reasons(@Req() request: RequestWithPrincipal, @Res() reply: FastifyReply): Promise<void> {
    const { asked, head } = readInsight(request, await this.insights.now());
    const { people, reasons: data } = await this.insights.reasons(asked.stretch, asked.domain);
    const rows = data.map((row) => ({ ...row, expected: JSON.stringify(row.expected) }));
    answer(reply, 'reasons', asked, { ...head, people, data }, ['rule', 'condition', 'expected', 'n'], rows);
  }

  /** What became of those that went to people, by the reason code that their agents were answered. */
  @Get('funnel')
  @Insight(FunnelInsight)
  async funnel(@Req() request: RequestWithPrincipal, @Res() reply: FastifyReply): Promise<void> {
    const { asked, head } = readInsight(request, await this.insights.now());
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
    const { asked, head } = readInsight(request, await this.insights.now());
    const data = await this.insights.kpis(asked.stretch, asked.domain);
    const columns = ['name', 'reasonCode', 'numerator', 'denominator', 'value', 'low', 'high'];
    answer(reply, 'kpis', asked, { ...head, data }, columns, data);
  }
}
