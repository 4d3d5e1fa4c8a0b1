import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { People, type RequestWithPrincipal } from '../../identity/access.js';
import { READERS } from '../../identity/rules/roles.js';
import { ApiPage, Asked } from '../../platform/http/api-page.js';
import { EXPORT_FORMATS, isExportFormat, sendExport } from '../../platform/http/export.js';
import { readPageQuery, refuse, type SearchedPage, timeFilter, toSearchedPage } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { stringifyWithRaw } from '../../platform/json/raw-json.js';
import { readTicketFilters, TICKET_FILTERS } from '../../tickets/http/ticket-query.js';
import { DecisionPage, type DecisionRow, keysOf } from '../persistence/decision-page.js';
import type { DecisionFilters, DecisionSort } from '../rules/decision-search.js';
import { DecisionItem, toItem } from './decisions.dto.js';

const SORTS = ['-decidedAt', '-amount'] as const satisfies readonly DecisionSort[];
const FILTERS = [...TICKET_FILTERS, 'from', 'to'] as const;
const KEYS = { '-decidedAt': ['time', 'id'], '-amount': ['int64', 'id', 'int'] } as const;

const COLUMNS = [
  'ticketNumber',
  'decidedAt',
  'outcome',
  'tool',
  'amountMinor',
  'currency',
  'signedBy',
  'routingPolicyVersion',
  'signOffPolicyVersion',
  'proposedAt',
  'agent',
  'arguments',
  'said',
  'revision',
  'contentHash',
  'ticketId',
];

/** One search over everything that was decided: by people, by policy, by time or by the agent itself. */
@ApiTags('approvals')
@Controller('v1/decisions')
export class DecisionsController {
  constructor(private readonly decisions: DecisionPage) {}

  /** What was decided, newest or largest first. A search that no index answers looks through so many and says `cutOff`. */
  @Get()
  @People(...READERS)
  @ApiPage(DecisionItem, { filters: FILTERS, sorts: SORTS, cutsOff: true })
  async list(@Req() request: RequestWithPrincipal): Promise<SearchedPage<DecisionItem>> {
    const query = readPageQuery(request, { filters: FILTERS, sorts: SORTS, keys: KEYS });
    const sort = query.sort as DecisionSort;
    const filters = readFilters(query.filters);
    const { rows, stoppedAt } = await this.decisions.rows(filters, sort, query.limit + 1, query.after);
    return toSearchedPage(rows, stoppedAt, query, (row) => keysOf(sort, row), toItem);
  }

  /** Everything that such a search finds, to the last one, as CSV or JSON Lines. */
  @Get('export')
  @People(...READERS)
  @ApiQuery({ name: 'format', required: false, enum: Object.keys(EXPORT_FORMATS) })
  @ApiQuery({ name: 'sort', required: false, enum: [...SORTS] })
  @Asked(FILTERS)
  @Refuses('validation_failed')
  @ApiProduces(...Object.values(EXPORT_FORMATS))
  @ApiOkResponse({ description: 'A row or a line for each decision', schema: { type: 'string' } })
  export(@Req() request: RequestWithPrincipal, @Res() reply: FastifyReply): void {
    const query = readPageQuery(request, { filters: [...FILTERS, 'format'], sorts: SORTS, keys: KEYS });
    const { format = 'csv' } = query.filters;
    if (!isExportFormat(format)) throw refuse('format', `is one of ${Object.keys(EXPORT_FORMATS).join(', ')}`);
    sendExport(request, reply, {
      name: 'decisions',
      format,
      bunches: this.decisions.all(readFilters(query.filters), query.sort as DecisionSort),
      line: (row) => stringifyWithRaw(toItem(row)),
      columns: COLUMNS,
      row: toRow,
    });
  }
}

/** @throws Problem 400 */
function readFilters(filters: Record<string, string>): DecisionFilters {
  const [from, to] = [timeFilter('from', filters.from), timeFilter('to', filters.to)];
  return { ...readTicketFilters(filters), from, to };
}

function toRow(row: DecisionRow): Record<string, unknown> {
  const { toolCall, amount, signatures, ...item } = toItem(row);
  const decided = item.ticketState === 'approved' || item.ticketState === 'auto_allowed';
  return {
    ...item,
    outcome: (decided && item.executionState) || item.ticketState,
    tool: toolCall?.name,
    amountMinor: amount?.minor,
    currency: amount?.currency,
    signedBy: signatures.map(({ personName, roles }) => `${personName} (${roles.join(', ')})`).join('; '),
    agent: item.agent.name,
    arguments: toolCall && stringifyWithRaw(toolCall.arguments),
    said: signatures.flatMap(({ reason, note }) => [reason, note].filter((text) => text)).join('; '),
  };
}
