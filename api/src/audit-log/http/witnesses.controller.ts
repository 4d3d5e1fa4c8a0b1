import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPerson, People, type RequestWithPrincipal } from '../../identity/access.js';
import type { PersonPrincipal } from '../../identity/principal.js';
import { READERS } from '../../identity/rules/roles.js';
import { ApiPage } from '../../platform/http/api-page.js';
import { idParam, type Page, readPageQuery, toPage } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import type { WitnessRow } from '../persistence/witness.store.js';
import { witnessVerifierKey } from '../rules/cosignature.js';
import { WitnessesService } from '../witnesses.service.js';
import { AddWitness, WitnessItem } from './audit-log.dto.js';

const SORTS = ['-id'] as const;
const KEYS = { '-id': ['id'] } as const;

@ApiTags('audit log')
@Controller('v1/audit-log/witnesses')
export class WitnessesController {
  constructor(private readonly witnesses: WitnessesService) {}

  /** Whose cosignatures are taken, or were, and how far each has seen the log. */
  @Get()
  @People(...READERS)
  @ApiPage(WitnessItem, { sorts: SORTS })
  async list(@Req() request: RequestWithPrincipal): Promise<Page<WitnessItem>> {
    const query = readPageQuery(request, { filters: [], sorts: SORTS, keys: KEYS });
    const rows = await this.witnesses.list(query.limit + 1, query.after?.[0] ?? null);
    return toPage(rows, query, ({ id }) => [id], toItem);
  }

  /** Registers a witness by its key. */
  @Post()
  @People('admin')
  @Refuses('witness_known', 'keys_missing')
  @ApiBody({ type: AddWitness })
  @ApiCreatedResponse({ type: WitnessItem })
  async add(@CurrentPerson() person: PersonPrincipal, @Body() body: unknown): Promise<WitnessItem> {
    return toItem(await this.witnesses.add(person, validateBody(AddWitness, body).verifierKey));
  }

  /** Ends a witness: what it cosigned stands, and nothing more is taken of it. */
  @Post(':id/end')
  @HttpCode(200)
  @People('admin')
  @ApiOkResponse({ type: WitnessItem })
  async end(@CurrentPerson() person: PersonPrincipal, @Param('id') id: string): Promise<WitnessItem> {
    return toItem(await this.witnesses.end(person, idParam(id, 'witness')));
  }
}

function toItem({ keyHash, publicKey, ...row }: WitnessRow): WitnessItem {
  return { ...row, verifierKey: witnessVerifierKey({ name: row.name, keyHash, publicKey }) };
}
