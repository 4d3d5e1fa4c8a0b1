import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { People, type RequestWithPrincipal } from '../../identity/access.js';
import { READERS } from '../../identity/rules/roles.js';
import { EXPORT_FORMATS, type ExportFormat, isExportFormat, sendExport } from '../../platform/http/export.js';
import { idFilter, refuse, timeFilter } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { LogExport } from '../log-export.js';
import type { ExportFilters } from '../rules/export-line.js';

const OPTIONS = ['format', 'cosignedBy'] as const;
const FILTERS = ['from', 'to', 'personId', 'actorId', 'ticketId', 'tool', 'action'] as const;

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
  @ApiQuery({ name: 'from', required: false, type: String })
  @ApiQuery({ name: 'to', required: false, type: String })
  @ApiQuery({ name: 'personId', required: false, type: String, description: 'What this person did' })
  @ApiQuery({ name: 'actorId', required: false, type: String, description: 'What this person or agent did' })
  @ApiQuery({ name: 'ticketId', required: false, type: String })
  @ApiQuery({ name: 'tool', required: false, type: String, description: 'Entries of tickets whose tool it is' })
  @ApiQuery({ name: 'action', required: false, type: String })
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
    filters: {
      from: timeFilter('from', given.from),
      to: timeFilter('to', given.to),
      personId: idFilter('personId', given.personId)?.toLowerCase() ?? null,
      actorId: idFilter('actorId', given.actorId)?.toLowerCase() ?? null,
      ticketId: idFilter('ticketId', given.ticketId)?.toLowerCase() ?? null,
      tool: given.tool ?? null,
      action: given.action ?? null,
    },
  };
}
