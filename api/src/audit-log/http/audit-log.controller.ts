import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Anyone, People, type RequestWithPrincipal } from '../../identity/access.js';
import { READERS } from '../../identity/rules/roles.js';
import { ApiPage } from '../../platform/http/api-page.js';
import { type Page, readPageQuery, refuse, toPage } from '../../platform/http/paging.js';
import { notFound } from '../../platform/http/problem.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { CosignaturesService, type CosignedCheckpoint } from '../cosignatures.service.js';
import { TreeStore } from '../persistence/tree.store.js';
import { ProofsService } from '../proofs.service.js';
import { PublicKeys } from '../public-keys.js';
import { CheckpointItem, ConsistencyProof, CosignedNote, PublicKeyList } from './audit-log.dto.js';

const SORTS = ['-n', 'n'] as const;
const SIZE = /^\d{1,15}$/;
const KEYS = { '-n': ['bigint'], n: ['bigint'] } as const;

/** The log as a whole: what was signed of it, and proof that it only ever grew. */
@ApiTags('audit log')
@Controller('v1/audit-log')
export class AuditLogController {
  constructor(
    private readonly tree: TreeStore,
    private readonly proofs: ProofsService,
    private readonly cosignatures: CosignaturesService,
    private readonly keys: PublicKeys,
  ) {}

  /** Every signed checkpoint, newest first, with what witnesses cosigned. */
  @Get('checkpoints')
  @People(...READERS)
  @ApiPage(CheckpointItem, { sorts: SORTS })
  @Refuses('log_broken')
  async checkpoints(@Req() request: RequestWithPrincipal): Promise<Page<CheckpointItem>> {
    const query = readPageQuery(request, { filters: [], sorts: SORTS, keys: KEYS });
    const rows = await this.tree.checkpoints(query.sort === '-n', query.limit + 1, query.after?.[0] ?? null);
    const published = await this.cosignatures.published(rows);
    return toPage(published, query, ({ checkpoint }) => [checkpoint.n], toItem);
  }

  /** The newest checkpoint, for witnesses too; 404 while nothing is sealed. */
  @Get('checkpoints/latest')
  @Anyone()
  @ApiOkResponse({ type: CheckpointItem })
  @Refuses('not_found', 'log_broken')
  async latest(): Promise<CheckpointItem> {
    const [newest] = await this.cosignatures.published(await this.tree.checkpoints(true, 1, null));
    if (!newest) throw notFound('checkpoint');
    return toItem(newest);
  }

  /** Takes the cosignature of a witness for the checkpoint over so many entries. The signature is the authority. */
  @Post('checkpoints/:size/cosignatures')
  @HttpCode(200)
  @Anyone()
  @Refuses('witness_unknown', 'other_checkpoint', 'cosignature_invalid', 'log_broken')
  @ApiParam({ name: 'size', type: Number, description: 'The size of the checkpoint’s tree' })
  @ApiBody({ type: CosignedNote })
  @ApiOkResponse({ type: CheckpointItem })
  async cosign(@Param('size') size: string, @Body() body: unknown): Promise<CheckpointItem> {
    if (!SIZE.test(size)) throw notFound('checkpoint');
    return toItem(await this.cosignatures.take(Number(size), validateBody(CosignedNote, body).note));
  }

  /** Proof that the first `from` sealed entries are the beginning of the first `to`. */
  @Get('consistency')
  @Anyone()
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
  if (typeof value !== 'string' || !SIZE.test(value)) throw refuse(name, 'is a number of entries');
  return Number(value);
}

function toItem({ checkpoint: { n, size, root, at }, note, cosignatures }: CosignedCheckpoint): CheckpointItem {
  const given = cosignatures.map(({ name, keyHash, time }) => ({
    witness: name,
    keyHash: keyHash.toString('hex'),
    at: new Date(Number(time) * 1000).toISOString(),
  }));
  return { n, treeSize: size, root: root.toString('hex'), at, note, cosignatures: given };
}
