import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { People } from '../../identity/access.js';
import { ApiPage } from '../../platform/http/api-page.js';
import { type Page, refuse, timeFilter } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { type Passage, Retrieval } from '../retrieval.js';
import { FoundPassage, PassageItem } from './knowledge.dto.js';

const MOST_OF_QUERY = 1000;
const MOST_FOUND = 50;
const MOST_CITATIONS = 50;

@ApiTags('knowledge')
@Controller('v1/passages')
export class PassagesController {
  constructor(private readonly retrieval: Retrieval) {}

  /**
   * The passages in force that say most about the words of `q`, best first, in one page; or what `citation` names, several
   * with commas between, as of `at`, without those that name nothing here.
   */
  @Get()
  @People()
  @ApiPage(FoundPassage, { filters: ['q', 'citation', 'at'], sorts: ['-score'] })
  async search(@Query() query: Record<string, unknown>): Promise<Page<FoundPassage>> {
    const unknown = Object.keys(query).find((name) => !['q', 'citation', 'at', 'limit', 'sort'].includes(name));
    if (unknown !== undefined) throw refuse(unknown, 'is not a filter here; there are q, citation, at');
    if (query.citation !== undefined) return this.cited(String(query.citation), query.at);
    const q = String(query.q ?? '');
    if (q.trim() === '' || q.length > MOST_OF_QUERY || q.includes('\u0000')) {
      throw refuse('q', `is what is looked for, in at most ${MOST_OF_QUERY} characters`);
    }
    if (query.sort !== undefined && query.sort !== '-score') throw refuse('sort', 'is one of -score');
    const limit = query.limit === undefined ? 10 : Number(query.limit);
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST_FOUND) {
      throw refuse('limit', `is a whole number from 1 to ${MOST_FOUND}`);
    }
    const found = await this.retrieval.search(q, limit);
    return {
      data: found.map((passage) => ({ ...toItem(passage), score: passage.score, cited: null })),
      nextCursor: null,
    };
  }

  /** The passage that a citation names. `at` is when it was made, for citations that name no version. */
  @Get(':id')
  @People()
  @Refuses('validation_failed')
  @ApiQuery({ name: 'at', required: false, type: String })
  @ApiOkResponse({ type: PassageItem })
  async passage(@Param('id') id: string, @Query('at') at?: string): Promise<PassageItem> {
    return toItem(await this.retrieval.passage(id, timeOf(at)));
  }

  private async cited(citation: string, at: unknown): Promise<Page<FoundPassage>> {
    const citations = [...new Set(citation.split(','))];
    if (citations.length > MOST_CITATIONS) throw refuse('citation', `is at most ${MOST_CITATIONS} citations`);
    const found = await this.retrieval.cited(citations, timeOf(at));
    return { data: found.map(({ cited, passage }) => ({ ...toItem(passage), score: null, cited })), nextCursor: null };
  }
}

function timeOf(at: unknown): Date | null {
  const time = timeFilter('at', at === undefined ? undefined : String(at));
  return time === null ? null : new Date(time);
}

function toItem({ now: _, madeAt, ...passage }: Passage): PassageItem {
  const { id, documentId, version, versionInForce, number, title, heading, text, uri, owner, reviewBy } = passage;
  const { ageDays, stale, superseded } = passage;
  return {
    ...{ id, documentId, version, versionInForce, number, title, heading, text, uri, owner, reviewBy },
    ...{ updatedAt: madeAt, ageDays, stale, superseded },
  };
}
