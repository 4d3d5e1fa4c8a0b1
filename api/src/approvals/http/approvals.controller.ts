import { Controller, Get, Req } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { People, type RequestWithPrincipal } from '../../identity/access.js';
import { READERS } from '../../identity/rules/roles.js';
import { ApiPage } from '../../platform/http/api-page.js';
import { idFilter, type Page, readPageQuery, refuse, timeFilter, toPage } from '../../platform/http/paging.js';
import { RawJson } from '../../platform/json/raw-json.js';
import { mask, maskJson } from '../../platform/text/mask.js';
import { ToolCallRef } from '../../review-queues/http/ticket.dto.js';
import { SignOffPage, type SignOffRow } from '../persistence/sign-off-page.js';

const FILTERS = ['personId', 'verdict', 'tool', 'role', 'ticketId', 'from', 'to'] as const;
const SORTS = ['-at'] as const;

export class ApprovalItem {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) ticketId!: string;
  @ApiProperty() ticketNumber!: number;
  @ApiProperty({ format: 'uuid' }) personId!: string;
  @ApiProperty() personName!: string;
  @ApiProperty() role!: string;
  @ApiProperty({ enum: ['approve', 'reject'] }) verdict!: string;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
  @ApiProperty({ type: String, nullable: true }) note!: string | null;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty() revision!: number;
  @ApiProperty() contentHash!: string;
  @ApiProperty({ description: 'False once a later revision made it void' }) counts!: boolean;
  @ApiProperty({ type: ToolCallRef, nullable: true }) toolCall!: ToolCallRef | null;
  @ApiProperty() ticketState!: string;
  @ApiProperty({ type: String, nullable: true }) executionState!: string | null;
}

@ApiTags('approvals')
@Controller('v1/approvals')
export class ApprovalsController {
  constructor(private readonly signOffs: SignOffPage) {}

  /** Who signed what, newest first. */
  @Get()
  @People(...READERS)
  @ApiPage(ApprovalItem, { filters: FILTERS, sorts: SORTS })
  async list(@Req() request: RequestWithPrincipal): Promise<Page<ApprovalItem>> {
    const query = readPageQuery(request, { filters: FILTERS, sorts: SORTS, keys: { '-at': ['id'] } });
    const { filters } = query;
    if (filters.verdict !== undefined && filters.verdict !== 'approve' && filters.verdict !== 'reject') {
      throw refuse('verdict', 'is approve or reject');
    }
    const rows = await this.signOffs.rows(
      {
        personId: idFilter('personId', filters.personId),
        ticketId: idFilter('ticketId', filters.ticketId),
        verdict: filters.verdict ?? null,
        tool: filters.tool ?? null,
        role: filters.role ?? null,
        from: timeFilter('from', filters.from),
        to: timeFilter('to', filters.to),
      },
      query.limit + 1,
      query.after?.[0] ?? null,
    );
    return toPage(rows, query, (row) => [row.id], toItem);
  }
}

/** As in every list, personal data is masked. */
function toItem({ toolName, argumentsRaw, roles, note, at, ...row }: SignOffRow): ApprovalItem {
  return {
    ...row,
    role: roles.join(', '),
    note: note && mask(note),
    at: at.toISOString(),
    toolCall:
      toolName && argumentsRaw !== null ? { name: toolName, arguments: new RawJson(maskJson(argumentsRaw)) } : null,
  };
}
