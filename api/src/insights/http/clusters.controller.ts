import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiQuery, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { People } from '../../identity/access.js';
import { sendCsv } from '../../platform/http/csv.js';
import { idParam, refuse } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { ClustersService } from '../clusters.service.js';
import type { ClusterRow } from '../persistence/cluster.store.js';
import { ClusterDetail, type ClusterItem, Clusters } from './clusters.dto.js';

@ApiTags('insights')
@ApiExtraModels(Clusters)
@Controller('v1/insights/clusters')
@People('support_lead', 'admin', 'auditor')
export class ClustersController {
  constructor(private readonly clusters: ClustersService) {}

  /** What customers complain of in their own words, grouped by what it is about. */
  @Get()
  @Refuses('validation_failed')
  @ApiQuery({ name: 'format', required: false, enum: ['json', 'csv'] })
  @ApiOkResponse({
    description: 'The clusters; week by week as a file with format=csv',
    content: {
      'application/json': { schema: { $ref: getSchemaPath(Clusters) } },
      'text/csv': { schema: { type: 'string' } },
    },
  })
  async list(@Query() query: Record<string, string>, @Res() reply: FastifyReply): Promise<void> {
    for (const name of Object.keys(query))
      if (name !== 'format') throw refuse(name, 'is not known here; there is format');
    const { format = 'json' } = query;
    if (format !== 'json' && format !== 'csv') throw refuse('format', 'is json or csv');
    const { run, clusters } = await this.clusters.list();
    if (format === 'csv') return sendWeeks(reply, clusters, run.lookedAt);
    const body: Clusters = {
      groupedAt: run.lookedAt?.toISOString() ?? null,
      texts: run.texts,
      grouped: run.grouped,
      data: clusters.map(toItem),
    };
    void reply.header('cache-control', 'no-store').send(body);
  }

  /** One of them, with its most typical texts and what came into force around the week it grew from. */
  @Get(':id')
  @ApiOkResponse({ type: ClusterDetail })
  async one(@Param('id') id: string): Promise<ClusterDetail> {
    const { quotes, releases, ...cluster } = await this.clusters.one(idParam(id, 'cluster'));
    return {
      ...toItem(cluster),
      quotes: quotes.map((quote) => ({ ...quote, at: quote.at.toISOString() })),
      releases: releases.map((release) => ({ ...release, at: release.at.toISOString() })),
    };
  }
}

function toItem({ figures, createdAt, grewFrom, ...row }: ClusterRow): ClusterItem {
  return {
    ...row,
    growing: row.trend === 'growing',
    grewFrom: grewFrom?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    ...figures,
  };
}

/** A row for each cluster and week. */
function sendWeeks(reply: FastifyReply, clusters: ClusterRow[], at: Date | null): void {
  const rows = clusters.flatMap(({ id, label, size, trend, figures }) =>
    figures.weeks.map(({ from, n }) => ({ cluster: id, label: label.join(', '), size, trend, week: from, n })),
  );
  const day = (at ?? new Date(0)).toISOString().slice(0, 10);
  sendCsv(reply, `countersign-clusters-${day}.csv`, ['cluster', 'label', 'size', 'trend', 'week', 'n'], rows);
}
