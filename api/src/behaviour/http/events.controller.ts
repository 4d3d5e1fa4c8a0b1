import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiExtraModels, ApiOkResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { AgentsOrWidget, CurrentReader, People } from '../../identity/access.js';
import type { ProposalReader } from '../../identity/principal.js';
import { READERS } from '../../identity/rules/roles.js';
import { idParam } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { EventsService } from '../events.service.js';
import { RecordedEvents, ReportEvent, ReportEvents, UserEvents } from './events.dto.js';

@ApiTags('behaviour')
@ApiExtraModels(ReportEvent, ReportEvents)
@Controller('v1')
export class EventsController {
  constructor(private readonly events: EventsService) {}

  /** Tells what a user did with the answer, or what became of it later: one event, or several. */
  @Post('proposals/:id/events')
  @HttpCode(200)
  @AgentsOrWidget()
  @Refuses('busy', 'too_many_events', 'already_erased', 'event_id_reused')
  @ApiBody({ schema: { oneOf: [ReportEvent, ReportEvents].map((dto) => ({ $ref: getSchemaPath(dto) })) } })
  @ApiOkResponse({ type: RecordedEvents })
  async report(
    @CurrentReader() teller: ProposalReader,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<RecordedEvents> {
    const proposalId = idParam(id, 'proposal');
    const several = typeof body === 'object' && body !== null && Object.hasOwn(body, 'events');
    const told = several ? validateBody(ReportEvents, body).events : [validateBody(ReportEvent, body)];
    const recorded = await this.events.report(teller, proposalId, told);
    return { data: recorded.map(({ id: name, type, at, isNew }) => ({ id: name, type, at: at.toISOString(), isNew })) };
  }

  /** What users did with the answer of a ticket, and what became of it. */
  @Get('tickets/:id/events')
  @People(...READERS)
  @ApiOkResponse({ type: UserEvents })
  async list(@Param('id') id: string): Promise<UserEvents> {
    const events = await this.events.of(idParam(id, 'ticket'));
    const data = events.map((event) => ({
      ...event,
      at: event.at.toISOString(),
      receivedAt: event.receivedAt.toISOString(),
    }));
    return { data, nextCursor: null };
  }
}
