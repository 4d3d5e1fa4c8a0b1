import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPerson, Deciders, type RequestWithPrincipal, Reviewers } from '../../identity/access.js';
import type { PersonPrincipal } from '../../identity/principal.js';
import { idParam } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { TicketDecision } from '../../review-queues/http/ticket.dto.js';
import { TicketViews } from '../../review-queues/ticket-views.js';
import { RejectReasons } from '../reject-reasons.service.js';
import { ReviseService } from '../revise.service.js';
import { RevokeService } from '../revoke.service.js';
import { SignOffService } from '../sign-off.service.js';
import { Approve, Reject, Revise, Revoke } from './sign-off.dto.js';

@ApiTags('tickets')
@Controller('v1')
export class SignOffController {
  constructor(
    private readonly signOffs: SignOffService,
    private readonly revisions: ReviseService,
    private readonly revocations: RevokeService,
    private readonly views: TicketViews,
    private readonly reasons: RejectReasons,
  ) {}

  /** Signs exactly the revision that was shown. */
  @Post('tickets/:id/approve')
  @HttpCode(200)
  @Deciders('approve')
  @Refuses(
    'busy',
    'not_pending',
    'expired',
    'stale_revision',
    'already_signed',
    'repeat_not_acknowledged',
    'tool_not_registered',
    'tool_changed',
    'step_up_required',
    'not_observed',
  )
  @ApiBody({ type: Approve })
  @ApiOkResponse({ type: TicketDecision })
  async approve(
    @CurrentPerson() person: PersonPrincipal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<TicketDecision> {
    const ticketId = idParam(id, 'ticket');
    const { file, receipt } = await this.signOffs.approve(person, ticketId, () => validateBody(Approve, body));
    return { ...(await this.views.standingOf(person, file)), receipt };
  }

  /** Refuses it; one refusal ends the ticket. */
  @Post('tickets/:id/reject')
  @HttpCode(200)
  @Deciders('reject')
  @Refuses('busy', 'not_pending', 'expired', 'stale_revision', 'already_signed')
  @ApiBody({ type: Reject })
  @ApiOkResponse({ type: TicketDecision })
  async reject(
    @CurrentPerson() person: PersonPrincipal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<TicketDecision> {
    const ticketId = idParam(id, 'ticket');
    const refuseUnlessOffered = await this.reasons.offered();
    const { file, receipt } = await this.signOffs.reject(person, ticketId, () => {
      const rejection = validateBody(Reject, body);
      refuseUnlessOffered(rejection.reason);
      return rejection;
    });
    return { ...(await this.views.standingOf(person, file)), receipt };
  }

  /** Takes an approval back before its call is made; people then look at the next revision. */
  @Post('tickets/:id/revoke')
  @HttpCode(200)
  @Deciders('revoke')
  @Refuses('busy', 'not_revocable', 'expired', 'stale_revision')
  @ApiBody({ type: Revoke })
  @ApiOkResponse({ type: TicketDecision })
  async revoke(
    @CurrentPerson() person: PersonPrincipal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<TicketDecision> {
    const ticketId = idParam(id, 'ticket');
    const receipt = await this.revocations.revoke(person, ticketId, () => validateBody(Revoke, body));
    return { ...(await this.views.standing(person, ticketId)), receipt };
  }

  /** Edits the draft or the arguments; earlier sign-offs no longer count. */
  @Post('tickets/:id/revise')
  @HttpCode(200)
  @Reviewers()
  @Refuses(
    'busy',
    'not_pending',
    'expired',
    'stale_revision',
    'arguments_invalid',
    'nothing_changed',
    'not_editable',
    'other_tool',
  )
  @ApiBody({ type: Revise })
  @ApiOkResponse({ type: TicketDecision })
  async revise(
    @CurrentPerson() person: PersonPrincipal,
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: RequestWithPrincipal,
  ): Promise<TicketDecision> {
    const ticketId = idParam(id, 'ticket');
    const rawArguments = request.rawJson?.wanted;
    const receipt = await this.revisions.revise(person, ticketId, () => ({
      ...validateBody(Revise, body),
      rawArguments,
    }));
    return { ...(await this.views.standing(person, ticketId)), receipt };
  }
}
