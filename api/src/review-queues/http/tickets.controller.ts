import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPerson, People, type RequestWithPrincipal, Reviewers } from '../../identity/access.js';
import type { PersonPrincipal } from '../../identity/principal.js';
import { READERS } from '../../identity/rules/roles.js';
import { ApiPage } from '../../platform/http/api-page.js';
import { idParam, type Page, readPageQuery, toPage } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { HandOverService, readHandOver } from '../hand-over.service.js';
import { TicketPage, type TicketSort } from '../persistence/ticket-page.js';
import { ReviewQueueService } from '../review-queue.service.js';
import { TicketViews } from '../ticket-views.js';
import { HandOver } from './hand-over.dto.js';
import { Ticket, TicketCounts, TicketDecision, TicketSummary } from './ticket.dto.js';
import { readFilters, TICKET_FILTERS } from './ticket-filters.js';
import { Ask, Escalate, Snooze } from './verbs.dto.js';

const BY_DUE = ['dueAt', '-createdAt', '-priority'] as const;
const BY_AGE = ['-createdAt', 'dueAt', '-priority'] as const;
/** As `TicketPage` gives them. */
const CURSOR_KEYS = { dueAt: ['time', 'id'], '-createdAt': ['id'], '-priority': ['int', 'id'] } as const;

@ApiTags('tickets')
@Controller('v1/tickets')
export class TicketsController {
  constructor(
    private readonly page: TicketPage,
    private readonly views: TicketViews,
    private readonly queue: ReviewQueueService,
    private readonly handOvers: HandOverService,
  ) {}

  /** Tickets; those that wait come by time to breach, others newest first. */
  @Get()
  @People(...READERS)
  @ApiPage(TicketSummary, { filters: TICKET_FILTERS, sorts: BY_DUE })
  async list(
    @CurrentPerson() person: PersonPrincipal,
    @Req() request: RequestWithPrincipal,
  ): Promise<Page<TicketSummary>> {
    const asked = request.query as Record<string, string>;
    const waiting = asked.asked !== 'true' && (asked.needsMySignature === 'true' || asked.state === 'pending_review');
    const query = readPageQuery(request, {
      filters: TICKET_FILTERS,
      sorts: waiting ? BY_DUE : BY_AGE,
      keys: CURSOR_KEYS,
    });
    const rows = await this.page.ids(
      readFilters(query.filters, person),
      query.sort as TicketSort,
      query.limit + 1,
      query.after,
    );
    const { data, nextCursor } = toPage(
      rows,
      query,
      (row) => row.keys,
      (row) => row.id,
    );
    return { data: await this.views.summaries(person, data), nextCursor };
  }

  /** How many wait, each counted no further than 10,001. */
  @Get('counts')
  @People(...READERS)
  @ApiOkResponse({ type: TicketCounts })
  async counts(@CurrentPerson() person: PersonPrincipal): Promise<TicketCounts> {
    const pending = { states: ['pending_review'], asked: false };
    const [needsMySignature, mine, escalated, all, asked, unknown] = await Promise.all([
      this.page.count(readFilters({ needsMySignature: 'true' }, person)),
      this.page.count({ ...pending, claimedBy: person.id }),
      this.page.count({ ...pending, queue: 'leads' }),
      this.page.count(pending),
      this.page.count({ states: ['pending_review'], asked: true }),
      this.page.countUnknown(),
    ]);
    return { needsMySignature, mine, escalated, pending: all, asked, unknown };
  }

  /** The whole case file. */
  @Get(':id')
  @People(...READERS)
  @ApiOkResponse({ type: Ticket })
  async ticket(@CurrentPerson() person: PersonPrincipal, @Param('id') id: string): Promise<Ticket> {
    return this.views.ticket(person, idParam(id, 'ticket'));
  }

  /** Leases the ticket to me for ten minutes. Signing needs no claim. */
  @Post(':id/claim')
  @HttpCode(200)
  @Reviewers()
  @Refuses('busy', 'not_pending', 'expired', 'claimed_by_other')
  @ApiOkResponse({ type: TicketDecision })
  async claim(@CurrentPerson() person: PersonPrincipal, @Param('id') id: string): Promise<TicketDecision> {
    const ticketId = idParam(id, 'ticket');
    const receipt = await this.queue.claim(person, ticketId);
    return { ...(await this.views.standing(person, ticketId)), receipt };
  }

  @Post(':id/release')
  @HttpCode(200)
  @Reviewers()
  @Refuses('busy', 'not_pending', 'expired', 'not_claimed')
  @ApiOkResponse({ type: TicketDecision })
  async release(@CurrentPerson() person: PersonPrincipal, @Param('id') id: string): Promise<TicketDecision> {
    const ticketId = idParam(id, 'ticket');
    const receipt = await this.queue.release(person, ticketId);
    return { ...(await this.views.standing(person, ticketId)), receipt };
  }

  /** Asks the customer, through the agent. The clock stands still, and it is in no inbox, until `POST /v1/proposals/{id}/context`. */
  @Post(':id/ask')
  @HttpCode(200)
  @Reviewers()
  @Refuses('busy', 'not_pending', 'expired', 'already_asked')
  @ApiBody({ type: Ask })
  @ApiOkResponse({ type: TicketDecision })
  async ask(
    @CurrentPerson() person: PersonPrincipal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<TicketDecision> {
    const ticketId = idParam(id, 'ticket');
    const receipt = await this.queue.ask(person, ticketId, () => validateBody(Ask, body).question);
    return { ...(await this.views.standing(person, ticketId)), receipt };
  }

  /** Moves it to the leads' queue; its sign-offs stay. */
  @Post(':id/escalate')
  @HttpCode(200)
  @Reviewers()
  @Refuses('busy', 'not_pending', 'expired', 'already_escalated')
  @ApiBody({ type: Escalate })
  @ApiOkResponse({ type: TicketDecision })
  async escalate(
    @CurrentPerson() person: PersonPrincipal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<TicketDecision> {
    const ticketId = idParam(id, 'ticket');
    const receipt = await this.queue.escalate(person, ticketId, () => validateBody(Escalate, body).note);
    return { ...(await this.views.standing(person, ticketId)), receipt };
  }

  /** Releases it and gives it to a queue or to a person. Whoever holds it may, and support leads; only they take it out of the leads' queue. */
  @Post(':id/hand-over')
  @HttpCode(200)
  @Reviewers()
  @Refuses('busy', 'not_pending', 'expired', 'claimed_by_other', 'nothing_changed', 'not_a_reviewer')
  @ApiBody({ type: HandOver })
  @ApiOkResponse({ type: TicketDecision })
  async handOver(
    @CurrentPerson() person: PersonPrincipal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<TicketDecision> {
    const ticketId = idParam(id, 'ticket');
    const receipt = await this.handOvers.handOver(person, ticketId, () => readHandOver(validateBody(HandOver, body)));
    return { ...(await this.views.standing(person, ticketId)), receipt };
  }

  /** Hides it from my inbox for a while. */
  @Post(':id/snooze')
  @HttpCode(200)
  @Reviewers()
  @Refuses('busy', 'not_pending', 'expired', 'overdue', 'already_asked')
  @ApiBody({ type: Snooze })
  @ApiOkResponse({ type: TicketDecision })
  async snooze(
    @CurrentPerson() person: PersonPrincipal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<TicketDecision> {
    const ticketId = idParam(id, 'ticket');
    const receipt = await this.queue.snooze(person, ticketId, () => validateBody(Snooze, body).until);
    return { ...(await this.views.standing(person, ticketId)), receipt };
  }
}
