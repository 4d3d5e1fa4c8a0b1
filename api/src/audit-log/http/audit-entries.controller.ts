import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { People, type RequestWithPrincipal } from '../../identity/access.js';
import { READERS } from '../../identity/rules/roles.js';
import { ApiPage } from '../../platform/http/api-page.js';
import { readPageQuery, type SearchedPage, toSearchedPage } from '../../platform/http/paging.js';
import { notFound } from '../../platform/http/problem.js';
import { Refuses } from '../../platform/http/refuses.js';
import { AuditEntryPage, type AuditRow } from '../persistence/audit-entry-page.js';
import { ProofsService } from '../proofs.service.js';
import { EntryProof, PendingProof } from './audit-log.dto.js';
import { ENTRY_FILTERS, readEntryFilters } from './entry-query.js';

const SORTS = ['-id', 'id'] as const;
const KEYS = { '-id': ['bigint'], id: ['bigint'] } as const;

export class ActorItem {
  @ApiProperty({ enum: ['person', 'agent', 'system'] }) type!: string;
  @ApiProperty({ type: String, nullable: true }) id!: string | null;
  @ApiProperty() name!: string;
}

export class AuditEntryItem {
  @ApiProperty() id!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ type: ActorItem }) actor!: ActorItem;
  @ApiProperty({ example: 'sign_off.given' }) action!: string;
  @ApiProperty({ example: 'ticket:0192…' }) subject!: string;
  @ApiProperty({ type: Number, nullable: true, description: 'The number of that ticket' }) ticketNumber!: number | null;
  @ApiProperty({ type: 'object', additionalProperties: true }) payload!: unknown;
  @ApiProperty({ description: 'RFC 8785 text whose SHA-256 is hash' }) canonical!: string;
  @ApiProperty() hash!: string;
}

@ApiTags('audit log')
@Controller('v1/audit-entries')
export class AuditEntriesController {
  constructor(
    private readonly entries: AuditEntryPage,
    private readonly proofs: ProofsService,
  ) {}

  /**
   * What happened, newest first; with ticketId, everything about one ticket and its executions. A search that no index answers looks
   * through so many and says `cutOff`.
   */
  @Get()
  @People(...READERS)
  @ApiPage(AuditEntryItem, { filters: ENTRY_FILTERS, sorts: SORTS, cutsOff: true })
  async list(@Req() request: RequestWithPrincipal): Promise<SearchedPage<AuditEntryItem>> {
    const query = readPageQuery(request, { filters: ENTRY_FILTERS, sorts: SORTS, keys: KEYS });
    const filters = readEntryFilters(query.filters);
    const newestFirst = query.sort === '-id';
    const { rows, stoppedAt } = await this.entries.rows(
      filters,
      newestFirst,
      query.limit + 1,
      query.after?.[0] ?? null,
    );
    return toSearchedPage(rows, stoppedAt === null ? null : [stoppedAt], query, (row) => [row.id], toItem);
  }

  /** Proof that the log, as it was signed, holds this entry; 202 until it is sealed, which takes about a second. */
  @Get(':id/proof')
  @People(...READERS)
  @ApiOkResponse({ type: EntryProof })
  @ApiAcceptedResponse({ type: PendingProof, description: 'Not sealed yet: ask again after `Retry-After`' })
  @Refuses('log_broken')
  async proof(
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EntryProof | PendingProof> {
    if (!/^\d{1,18}$/.test(id)) throw notFound('audit entry');
    const proof = await this.proofs.inclusion(id);
    if (!proof) {
      void reply.status(202).header('retry-after', '1');
      return { status: 'pending', entryId: id };
    }
    const { entry, checkpoint, note, path } = proof;
    return {
      status: 'sealed',
      entryId: entry.id,
      entryHash: entry.hash,
      canonical: entry.canonical,
      seq: entry.seq,
      leafHash: entry.leaf.toString('hex'),
      treeSize: checkpoint.size,
      inclusion: path.map((hash) => hash.toString('hex')),
      checkpoint: note,
    };
  }
}

function toItem(row: AuditRow): AuditEntryItem {
  const [type, id] = row.actor.split(':') as [string, string | undefined];
  const { payload } = JSON.parse(row.canonical) as { payload: unknown };
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: { type, id: id ?? null, name: row.actorName ?? 'Countersign' },
    action: row.action,
    subject: row.subject,
    ticketNumber: row.ticketNumber,
    payload,
    canonical: row.canonical,
    hash: row.hash,
  };
}
