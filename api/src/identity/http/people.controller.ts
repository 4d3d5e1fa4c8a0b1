import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Req } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiPage } from '../../platform/http/api-page.js';
import { idParam, type Page, readPageQuery, toPage } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { CurrentPerson, People, type RequestWithPrincipal } from '../access.js';
import { PeopleService } from '../people.service.js';
import type { PersonPrincipal } from '../principal.js';
import type { Role } from '../rules/roles.js';
import { READERS } from '../rules/roles.js';
import { SessionService } from '../session.service.js';
import { ChangePerson, CreatePerson, PersonItem } from './people.dto.js';

@ApiTags('people')
@Controller('v1/people')
export class PeopleController {
  constructor(
    private readonly people: PeopleService,
    private readonly sessions: SessionService,
  ) {}

  @Get()
  @People(...READERS)
  @ApiPage(PersonItem, { sorts: ['email'] })
  async list(@Req() request: RequestWithPrincipal): Promise<Page<PersonItem>> {
    const query = readPageQuery(request, { filters: [], sorts: ['email'], keys: { email: ['text'] } });
    const rows = await this.people.list(query.limit + 1, query.after?.[0] ?? '');
    return toPage(
      rows,
      query,
      (row) => [row.email],
      (row) => row,
    );
  }

  @Post()
  @People('admin')
  @Refuses('email_taken', 'password_too_weak', 'too_many_attempts')
  @ApiBody({ type: CreatePerson })
  @ApiCreatedResponse({ type: PersonItem })
  async create(@CurrentPerson() by: PersonPrincipal, @Body() body: unknown): Promise<PersonItem> {
    const person = validateBody(CreatePerson, body);
    return this.people.create(`person:${by.id}`, { ...person, roles: person.roles as Role[] });
  }

  /** Changes name, roles, access or password. */
  @Patch(':id')
  @People('admin')
  @Refuses('own_access', 'password_too_weak', 'too_many_attempts')
  @ApiBody({ type: ChangePerson })
  @ApiOkResponse({ type: PersonItem })
  async change(
    @CurrentPerson() by: PersonPrincipal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<PersonItem> {
    const { name, roles, active, password } = validateBody(ChangePerson, body);
    return this.people.change(`person:${by.id}`, idParam(id, 'person'), {
      name,
      roles: roles as Role[],
      active,
      password,
    });
  }

  /** Signs a person out everywhere. */
  @Delete(':id/sessions')
  @HttpCode(204)
  @People('admin')
  async endSessions(@CurrentPerson() by: PersonPrincipal, @Param('id') id: string): Promise<void> {
    await this.sessions.closeAll(`person:${by.id}`, idParam(id, 'person'));
  }

  /** Takes a person's second factor away, for who lost both phone and recovery codes. */
  @Delete(':id/totp')
  @HttpCode(204)
  @People('admin')
  async removeTotp(@CurrentPerson() by: PersonPrincipal, @Param('id') id: string): Promise<void> {
    await this.people.removeTotp(`person:${by.id}`, idParam(id, 'person'));
  }
}
