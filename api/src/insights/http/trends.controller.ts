import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { People, type RequestWithPrincipal } from '../../identity/access.js';
import { EXPORT_FORMATS, sendExport } from '../../platform/http/export.js';
import { refuse } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { InsightsService } from '../insights.service.js';
import { MOMENT_KINDS, type Moment } from '../rules/moments.js';
import { TrendsService } from '../trends.service.js';
import { answer, Insight, OfStretch, readInsight } from './insight-route.js';
import { readComparison } from './read-comparison.js';
import { ComparisonInsight, type MomentItem, MomentsInsight, TrendInsight } from './trends.dto.js';

/** How figures move, what changed meanwhile, and what they are counted from. Defined in docs/insights.md. */
@ApiTags('insights')
@Controller('v1/insights')
@People('support_lead', 'admin', 'auditor')
export class TrendsController {
  constructor(
    private readonly insights: InsightsService,
    private readonly trends: TrendsService,
  ) {}

  /** Every figure of what users did, of the stretch and of each of its hours, days or weeks. */
  @Get('kpis/trend')
  @Insight(TrendInsight)
  async trend(@Req() request: RequestWithPrincipal, @Res() reply: FastifyReply): Promise<void> {
    const { asked, head } = readInsight(request, await this.insights.now());
    const data = await this.trends.trends(asked.stretch, asked.domain);
    const starts = asked.stretch.starts.map(toIso);
    const rows = data.flatMap(({ name, reasonCode, points }) =>
      points.map((point, n) => ({ name, reasonCode, from: starts[n], to: starts[n + 1] ?? head.to, ...point })),
    );
    const columns = ['name', 'reasonCode', 'from', 'to', 'numerator', 'denominator', 'value', 'low', 'high'];
    answer(reply, 'kpi-trend', asked, { ...head, starts, data }, columns, rows);
  }

  /** What the figures are counted from, as it was recorded, one JSON text a line; `npm run recompute-kpis` counts it again. */
  @Get('kpis/events')
  @OfStretch()
  @ApiProduces(EXPORT_FORMATS.jsonl)
  @ApiOkResponse({
    description: 'A line for the stretch, one for each ticket, one for each decision, and an end',
    schema: { type: 'string' },
  })
  async events(@Req() request: RequestWithPrincipal, @Res() reply: FastifyReply): Promise<void> {
    const now = await this.insights.now();
    const { asked } = readInsight(request, now);
    if (asked.csv) throw refuse('format', 'is json: a ticket with its events is no row of a table');
    sendExport(request, reply, {
      name: 'kpi-events',
      format: 'jsonl',
      bunches: this.trends.lines(asked.stretch, asked.domain, now),
      line: (line) => JSON.stringify(line),
      columns: [],
      row: () => null,
    });
  }

  /** What changed in the stretch: policies, prompts, tools, documents and the reasons to reject, newest first. */
  @Get('moments')
  @Insight(MomentsInsight)
  async moments(@Req() request: RequestWithPrincipal, @Res() reply: FastifyReply): Promise<void> {
    const { asked, head } = readInsight(request, await this.insights.now());
    const { partial, moments } = await this.trends.moments(asked.stretch);
    const data = moments.map(toItem);
    answer(reply, 'moments', asked, { ...head, partial, data }, ['at', 'kind', 'name', 'version', 'n'], data);
  }

  /** Each figure before and after a moment, with the interval of the difference. */
  @Get('comparison')
  @Refuses('validation_failed')
  @ApiQuery({ name: 'at', required: true, schema: { type: 'string', format: 'date-time' } })
  @ApiQuery({
    name: 'days',
    required: false,
    type: Number,
    description: 'How long each side is, 1 to 90; 7 unless said',
  })
  @ApiQuery({
    name: 'kind',
    required: false,
    enum: MOMENT_KINDS,
    description: 'Of what changed then: the sides end where another change of this kind lies',
  })
  @ApiQuery({ name: 'domain', required: false, type: String, description: 'Only tickets of this domain' })
  @ApiOkResponse({ type: ComparisonInsight })
  async comparison(@Req() request: RequestWithPrincipal): Promise<ComparisonInsight> {
    const { at, days, kind, domain } = readComparison(request.query as Record<string, string>);
    const now = await this.insights.now();
    const found = await this.trends.comparison(at.getTime(), days, kind, domain, now.getTime());
    if (!found) throw refuse('at', 'leaves less than a quarter of an hour on each side');
    const { before, after, beforeKnownBy, cutBy, others, figures } = found;
    return {
      at: at.toISOString(),
      days,
      kind,
      domain,
      before: { from: toIso(before.from), to: toIso(before.to), knownBy: toIso(beforeKnownBy) },
      after: { from: toIso(after.from), to: toIso(after.to), knownBy: now.toISOString() },
      cutBy,
      others: others.map(toItem),
      data: figures,
      serverNow: now.toISOString(),
    };
  }
}

const toIso = (at: number): string => new Date(at).toISOString();

const toItem = ({ at, ...moment }: Moment): MomentItem => ({ at: toIso(at), ...moment });
