import { Controller, Get, Req } from '@nestjs/common';
import { ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { People, type RequestWithPrincipal } from '../../identity/access.js';
import { refuse } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { FlagsService, type Offer, WINDOWS } from '../flags.service.js';
import { type FlagMitigation, FlagsInsight } from './flags.dto.js';

const MOST_DAYS = 90;

/** Open to who may file a change, and to auditors. */
@ApiTags('insights')
@Controller('v1/insights/flags')
export class FlagsController {
  constructor(private readonly service: FlagsService) {}

  /** Whether answers go wrong more often than before, and what could be filed as a change about it. */
  @Get()
  @People('support_lead', 'admin', 'product', 'security', 'auditor')
  @Refuses('validation_failed')
  @ApiQuery({ name: 'recentDays', required: false, type: Number, description: '1 to 90; 7 unless said' })
  @ApiQuery({ name: 'beforeDays', required: false, type: Number, description: '1 to 90; 28 unless said' })
  @ApiOkResponse({ type: FlagsInsight })
  async flags(@Req() request: RequestWithPrincipal): Promise<FlagsInsight> {
    const query = request.query as Record<string, string>;
    const other = Object.keys(query).find((name) => name !== 'recentDays' && name !== 'beforeDays');
    if (other !== undefined) throw refuse(other, 'is not known here; there are recentDays, beforeDays');
    const found = await this.service.flags(
      days(query, 'recentDays', WINDOWS.recentDays),
      days(query, 'beforeDays', WINDOWS.beforeDays),
    );
    return {
      ...found,
      from: found.from.toISOString(),
      since: found.since.toISOString(),
      to: found.to.toISOString(),
      flags: found.flags.map((flag) => ({ ...flag, mitigations: flag.mitigations.map(toItem) })),
      growing: found.growing.map((cluster) => ({ ...cluster, mitigations: cluster.mitigations.map(toItem) })),
    };
  }
}

function toItem({ mitigation, mitigated, filed }: Offer): FlagMitigation {
  return {
    mitigation,
    filed,
    notOffered: 'notOffered' in mitigated ? mitigated.notOffered : null,
    document: 'document' in mitigated ? mitigated.document : null,
  };
}

function days(query: Record<string, string>, name: string, otherwise: number): number {
  const text = query[name] ?? String(otherwise);
  const read = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (read < 1 || read > MOST_DAYS) throw refuse(name, `is a whole number from 1 to ${MOST_DAYS}`);
  return read;
}
