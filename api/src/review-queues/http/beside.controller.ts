import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPerson, People, Reviewers, Unattended } from '../../identity/access.js';
import type { PersonPrincipal } from '../../identity/principal.js';
import { READERS } from '../../identity/rules/roles.js';
import { idParam } from '../../platform/http/paging.js';
import { Presence } from '../presence.js';
import { SimilarCases } from '../similar-cases.js';
import { SimilarCaseList } from './similar.dto.js';

/** What stands beside a ticket on screen and decides nothing. */
@ApiTags('tickets')
@Controller('v1/tickets')
export class BesideController {
  constructor(
    private readonly similarCases: SimilarCases,
    private readonly presence: Presence,
  ) {}

  /** What people decided lately about cases like this one: same tool and domain, about the same amount. */
  @Get(':id/similar')
  @People(...READERS)
  @ApiOkResponse({ type: SimilarCaseList })
  similar(@Param('id') id: string): Promise<SimilarCaseList> {
    return this.similarCases.of(idParam(id, 'ticket'));
  }

  /** I have it on screen, for 45 seconds from now. Others hear of it on `/v1/live`. Keeps no session alive. */
  @Post(':id/presence')
  @HttpCode(204)
  @Reviewers()
  @Unattended()
  @ApiNoContentResponse()
  async look(@CurrentPerson() person: PersonPrincipal, @Param('id') id: string): Promise<void> {
    await this.presence.look(person, idParam(id, 'ticket'));
  }

  /** I no longer have it on screen. */
  @Delete(':id/presence')
  @HttpCode(204)
  @Reviewers()
  @Unattended()
  @ApiNoContentResponse()
  async leave(@CurrentPerson() person: PersonPrincipal, @Param('id') id: string): Promise<void> {
    await this.presence.leave(person, idParam(id, 'ticket'));
  }
}
