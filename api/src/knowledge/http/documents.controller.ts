import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { CurrentPerson, People, type RequestWithPrincipal } from '../../identity/access.js';
import type { PersonPrincipal } from '../../identity/principal.js';
import { ApiPage } from '../../platform/http/api-page.js';
import { type Page, readPageQuery, refuse, toPage, yesOrNo } from '../../platform/http/paging.js';
import { Problem } from '../../platform/http/problem.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { KnowledgeService } from '../knowledge.service.js';
import type { DocumentRow } from '../persistence/knowledge.store.js';
import { Retrieval } from '../retrieval.js';
import { citationOf } from '../rules/citation.js';
import { readDocument } from '../rules/document-faults.js';
import type { Standing } from '../rules/standing.js';
import { DocumentAnswer, DocumentItem, PutAnswer, PutDocument } from './knowledge.dto.js';

const SORTS = ['title', 'reviewBy'] as const;
const FILTERS = ['owner', 'stale'] as const;
const KEYS = { title: ['text', 'text'], reviewBy: ['day', 'text'] } as const;
/** Where documents without a review date stand: after all others. */
const NEVER = '9999-12-31';

@ApiTags('knowledge')
@Controller('v1/documents')
export class DocumentsController {
  constructor(
    private readonly knowledge: KnowledgeService,
    private readonly retrieval: Retrieval,
  ) {}

  /** The documents, by title or by review date. */
  @Get()
  @People()
  @ApiPage(DocumentItem, { filters: FILTERS, sorts: SORTS })
  async list(@Req() request: RequestWithPrincipal): Promise<Page<DocumentItem>> {
    const query = readPageQuery(request, { filters: FILTERS, sorts: SORTS, keys: KEYS });
    const sort = SORTS.find((known) => known === query.sort)!;
    const { owner = null, stale } = query.filters;
    const asked = { owner, stale: yesOrNo('stale', stale), sort, after: query.after, limit: query.limit + 1 };
    const keyOf = ({ titleKey, reviewBy }: DocumentRow) => (sort === 'title' ? titleKey : (reviewBy ?? NEVER));
    return toPage(await this.retrieval.list(asked), query, (row) => [keyOf(row), row.id], toItem);
  }

  /** One document with its versions, and the passages of the one in force or of another. */
  @Get(':id')
  @People()
  @Refuses('validation_failed')
  @ApiQuery({ name: 'version', required: false, type: Number })
  @ApiOkResponse({ type: DocumentAnswer })
  async document(@Param('id') id: string, @Query('version') asked?: string): Promise<DocumentAnswer> {
    if (asked !== undefined && !/^[1-9]\d{0,8}$/.test(String(asked))) throw refuse('version', 'is a version’s number');
    const version = asked === undefined ? null : Number(asked);
    const { document, versions, shown, passages } = await this.retrieval.document(id, version);
    return {
      ...toItem(document),
      versions,
      shown,
      passages: passages.map((passage) => ({ ...passage, id: citationOf(id, shown, passage.number) })),
    };
  }

  /** Adds a document, or its next version when its content is another. */
  @Post()
  @People('admin')
  @ApiBody({ type: PutDocument })
  @ApiCreatedResponse({ type: PutAnswer })
  async put(@CurrentPerson() by: PersonPrincipal, @Body() body: unknown): Promise<PutAnswer> {
    const read = readDocument({ ...validateBody(PutDocument, body) });
    if ('faults' in read) {
      const errors = read.faults.map((message) => ({ path: message.split(' ', 1)[0]!, message }));
      throw new Problem(400, 'validation_failed', `${read.faults[0]}.`, { errors });
    }
    return this.knowledge.put(`person:${by.id}`, read.document);
  }
}

function toItem({ id, title, uri, owner, reviewBy, stale, version, madeAt }: DocumentRow & Standing): DocumentItem {
  return { id, title, uri, owner, reviewBy, stale, version, updatedAt: madeAt };
}
