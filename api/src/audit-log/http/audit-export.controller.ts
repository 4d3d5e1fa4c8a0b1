import { Readable } from 'node:stream';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { People, type RequestWithPrincipal } from '../../identity/access.js';
import { READERS } from '../../identity/rules/roles.js';
import { idFilter, refuse, timeFilter } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { LogExport } from '../log-export.js';
import type { ExportFilters } from '../rules/export-line.js';
import { asCsv, asJsonLines, FORMATS, type Format } from './export-formats.js';

const OPTIONS = ['format', 'cosignedBy'] as const;
const FILTERS = ['from', 'to', 'personId', 'actorId', 'ticketId', 'tool', 'action'] as const;

@ApiTags('audit log')
@Controller('v1/audit-log/export')
export class AuditExportController {
  constructor(private readonly exports: LogExport) {}

  /** The log for keeping and for checking elsewhere (docs/verify.md): as JSON Lines with its checkpoints, or as CSV. */
  @Get()
  @People(...READERS)
  @Refuses('validation_failed')
  @ApiQuery({ name: 'format', required: false, enum: Object.keys(FORMATS) })
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
  @ApiProduces(...Object.values(FORMATS).map(({ type }) => type))
  @ApiOkResponse({ description: 'A header, entries and checkpoints, and an end', schema: { type: 'string' } })
  export(@Req() request: RequestWithPrincipal, @Res() reply: FastifyReply): void {
    const { format, cosignedBy, filters } = readQuery(request.query as Record<string, string | string[]>);
    const day = new Date().toISOString().slice(0, 10);
    const lines = this.exports.lines(filters, cosignedBy);
    const body = Readable.from(format === 'csv' ? asCsv(lines) : asJsonLines(lines));
    void reply
      .header('content-type', `${FORMATS[format].type}; charset=utf-8`)
      .header('content-disposition', `attachment; filename="countersign-audit-log-${day}.${format}"`)
      .header('cache-control', 'no-store')
      // Whoever hangs up ends the generator, and with it the reading; whoever reads slowly slows it down.
      .send(request.method === 'HEAD' ? null : body);
  }
}

/** @throws Problem 400 */
function readQuery(query: Record<string, string | string[]>): {
  format: Format;
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
  if (!(format in FORMATS)) throw refuse('format', `is one of ${Object.keys(FORMATS).join(', ')}`);
  return {
    format: format as Format,
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
