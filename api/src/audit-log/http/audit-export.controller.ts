import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { People, type RequestWithPrincipal } from '../../identity/access.js';
import { READERS } from '../../identity/rules/roles.js';
import { Asked } from '../../platform/http/api-page.js';
import { EXPORT_FORMATS, type ExportFormat, isExportFormat, sendExport } from '../../platform/http/export.js';
import { idFilter, refuse } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { LogExport } from '../log-export.js';
import type { ExportFilters } from '../rules/export-line.js';
import { ENTRY_FILTERS, readEntryFilters } from './entry-query.js';

const OPTIONS = ['format', 'cosignedBy'] as const;
const FILTERS = ['personId', ...ENTRY_FILTERS] as const;

const COLUMNS = ['seq', 'id', 'at', 'actor', 'action', 'subject', 'hash', 'leaf', 'canonical'];

@ApiTags('audit log')
@Controller('v1/audit-log/export')
export class AuditExportController {
  constructor(private readonly exports: LogExport) {}

  /** The log for keeping and for checking elsewhere (docs/verify.md): as JSON Lines with its checkpoints, or as CSV. */
  @Get()
  @People(...READERS)
  @Refuses('validation_failed')
  @ApiQuery({ name: 'format', required: false, enum: Object.keys(EXPORT_FORMATS) })
  @Asked(FILTERS)
  @ApiQuery({
    name: 'cosignedBy',
    required: false,
    type: String,
    description: 'Name of a witness: the last checkpoint is the newest that it cosigned',
  })
  @ApiProduces(...Object.values(EXPORT_FORMATS))
  @ApiOkResponse({ description: 'A header, entries and checkpoints, and an end', schema: { type: 'string' } })
  export(@Req() request: RequestWithPrincipal, @Res() reply: FastifyReply): void {
    const { format, cosignedBy, filters } = readQuery(request.query as Record<string, string | string[]>);
    sendExport(request, reply, {
      name: 'audit-log',
      format,
      bunches: this.exports.lines(filters, cosignedBy),
      line: (line) => JSON.stringify(line),
      columns: COLUMNS,
      row: (line) => (line.type === 'entry' ? line : null),
    });
  }
}

/** @throws Problem 400 */
function readQuery(query: Record<string, string | string[]>): {
  format: ExportFormat;
  cosignedBy: string | null;
  filters: ExportFilters;
} {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(query)) {
    const text = String(value);
    if (text.includes('\u0000')) throw refuse(name, 'must not contain NUL');
    if (![...OPTIONS, ...FILTERS].some((known) => known === name)) {
      throw refuse(name, `is not a filter here; there are ${FILTERS.join(', ')}`);
    }
    if (text !== '') given[name] = text;
  }
  const format = given.format ?? 'jsonl';
  if (!isExportFormat(format)) throw refuse('format', `is one of ${Object.keys(EXPORT_FORMATS).join(', ')}`);
  return {
    format,
    cosignedBy: given.cosignedBy ?? null,
    filters: readFilters(given),
  };
}

/** @throws Problem 400 */
function readFilters(query: Record<string, string>): ExportFilters {
  const { format, cosignedBy, ...asked } = query;
  const filters = readEntryFilters(asked);
  const personId = idFilter('personId', asked.personId)?.toLowerCase() ?? null;
  const { ticketId, actorId, from, to } = filters;
  // As they are understood, where that is not what was written.
  const read = Object.entries({ personId, ticketId, actorId, from, to }).filter(([, value]) => value !== null);
  return { ...filters, personId, given: { ...asked, ...(Object.fromEntries(read) as Record<string, string>) } };
}
