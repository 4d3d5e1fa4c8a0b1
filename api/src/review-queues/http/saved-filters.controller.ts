import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPerson, People, type RequestWithPrincipal } from '../../identity/access.js';
import type { PersonPrincipal } from '../../identity/principal.js';
import { READERS } from '../../identity/rules/roles.js';
import { ApiPage } from '../../platform/http/api-page.js';
import { idParam, type Page, readPageQuery, refuse, toPage } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import type { SavedFilter } from '../persistence/saved-filter.store.js';
import { mayShare, SavedFiltersService } from '../saved-filters.service.js';
import { SavedFilterItem, SaveFilter } from './saved-filters.dto.js';
import { readFilters, TICKET_FILTERS } from './ticket-filters.js';

const SORTS = ['name'] as const;
const KEYS = { name: ['text', 'id'] } as const;

@ApiTags('tickets')
@Controller('v1/saved-filters')
export class SavedFiltersController {
  constructor(private readonly filters: SavedFiltersService) {}

  /** My filters, and those that are shared, by name. */
  @Get()
  @People(...READERS)
  @ApiPage(SavedFilterItem, { sorts: SORTS })
  async list(
    @CurrentPerson() person: PersonPrincipal,
    @Req() request: RequestWithPrincipal,
  ): Promise<Page<SavedFilterItem>> {
    const query = readPageQuery(request, { filters: [], sorts: SORTS, keys: KEYS });
    const rows = await this.filters.list(person, query.limit + 1, query.after);
    return toPage(
      rows,
      query,
      ({ name, id }) => [name.toLowerCase(), id],
      (row) => toItem(row, person),
    );
  }

  /** Keeps a filter of the tickets by a name. */
  @Post()
  @People(...READERS)
  @Refuses('not_allowed', 'filter_name_taken', 'too_many_filters')
  @ApiBody({ type: SaveFilter })
  @ApiCreatedResponse({ type: SavedFilterItem })
  async save(@CurrentPerson() person: PersonPrincipal, @Body() body: unknown): Promise<SavedFilterItem> {
    const { name, view, narrow, shared = false } = validateBody(SaveFilter, body);
    const made = { name: name.trim(), view, shared, narrow: readNarrow(narrow, person) };
    return toItem(await this.filters.keep(person, made), person);
  }

  @Delete(':id')
  @HttpCode(204)
  @People(...READERS)
  @ApiNoContentResponse()
  async remove(@CurrentPerson() person: PersonPrincipal, @Param('id') id: string): Promise<void> {
    await this.filters.remove(person, idParam(id, 'saved filter'));
  }
}

/** @throws Problem 400 for what `GET /v1/tickets` would refuse */
function readNarrow(narrow: Record<string, unknown>, person: PersonPrincipal): Record<string, string> {
  const read: Record<string, string> = {};
  for (const [name, value] of Object.entries(narrow)) {
    if (!TICKET_FILTERS.some((known) => known === name)) {
      throw refuse(`narrow.${name}`, `is not a filter of tickets; there are ${TICKET_FILTERS.join(', ')}`);
    }
    if (typeof value !== 'string' || value === '' || value.length > 200) {
      throw refuse(`narrow.${name}`, 'is a text of 1 to 200 characters');
    }
    read[name] = value;
  }
  readFilters(read, person);
  return read;
}

function toItem(filter: SavedFilter, person: PersonPrincipal): SavedFilterItem {
  return { ...filter, removable: filter.ownerId === person.id || (filter.shared && mayShare(person)) };
}
