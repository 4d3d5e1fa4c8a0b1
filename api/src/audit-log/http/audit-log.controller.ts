import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Anyone, People, type RequestWithPrincipal } from '../../identity/access.js';
import { READERS } from '../../identity/rules/roles.js';
import { ApiPage } from '../../platform/http/api-page.js';
import { type Page, readPageQuery, refuse, toPage } from '../../platform/http/paging.js';
import { notFound } from '../../platform/http/problem.js';
import { Refuses } from '../../platform/http/refuses.js';
import { TreeStore } from '../persistence/tree.store.js';
import { ProofsService } from '../proofs.service.js';
import { PublicKeys } from '../public-keys.js';
import type { Checkpoint } from '../rules/checkpoint.js';
import { CheckpointItem, ConsistencyProof, PublicKeyList } from './audit-log.dto.js';

const SORTS = ['-n', 'n'] as const;
const KEYS = { '-n': ['bigint'], n: ['bigint'] } as const;

/** The log as a whole: what was signed of it, and proof that it only ever grew. */
@ApiTags('audit log')
@Controller('v1/audit-log')
export class AuditLogController {
  constructor(
    private readonly tree: TreeStore,
    private readonly proofs: ProofsService,
    private readonly keys: PublicKeys,
  ) {}

  /** Every signed checkpoint, newest first. */
  @Get('checkpoints')
  @People(...READERS)
  @ApiPage(CheckpointItem, { sorts: SORTS })
  @Refuses('log_broken')
  async checkpoints(@Req() request: RequestWithPrincipal): Promise<Page<CheckpointItem>> {
    const query = readPageQuery(request, { filters: [], sorts: SORTS, keys: KEYS });
    const rows = await this.tree.checkpoints(query.sort === '-n', query.limit + 1, query.after?.[0] ?? null);
    return toPage(
      rows,
      query,
      (row) => [row.n],
      ({ note }) => toItem(this.proofs.read(note), note),
    );
  }

  /** The newest checkpoint; 404 while nothing is sealed. */
  @Get('checkpoints/latest')
  @People(...READERS)
  @ApiOkResponse({ type: CheckpointItem })
  @Refuses('not_found', 'log_broken')
  async latest(): Promise<CheckpointItem> {
    const newest = await this.proofs.newest();
    if (!newest) throw notFound('checkpoint');
    return toItem(newest.checkpoint, newest.note);
  }

  /** Proof that the first `from` sealed entries are the beginning of the first `to`. */
  @Get('consistency')
  @People(...READERS)
  @ApiQuery({ name: 'from', type: Number, description: 'The size that you saw' })
  @ApiQuery({ name: 'to', type: Number, description: 'A later size, no more than is sealed' })
  @ApiOkResponse({ type: ConsistencyProof })
  @Refuses('validation_failed', 'log_broken')
  async consistency(@Query('from') from: unknown, @Query('to') to: unknown): Promise<ConsistencyProof> {
    const sizes = { from: readSize('from', from), to: readSize('to', to) };
    const proof = await this.proofs.consistency(sizes.from, sizes.to);
    return { ...sizes, proof: proof.map((hash) => hash.toString('hex')) };
  }

  /** The keys that checkpoints are checked with. Get them once and early, or from the operator: a key that comes with a forgery proves nothing. */
  @Get('keys')
  @Anyone()
  @ApiOkResponse({ type: PublicKeyList })
  @Refuses('keys_missing')
  publicKeys(): PublicKeyList {
    return { data: this.keys.all() };
  }
}

function readSize(name: string, value: unknown): number {
  if (typeof value !== 'string' || !/^\d{1,15}$/.test(value)) throw refuse(name, 'is a number of entries');
  return Number(value);
}

function toItem({ n, size, root, at }: Checkpoint, note: string): CheckpointItem {
  return { n, treeSize: size, root: root.toString('hex'), at, note };
}
