import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPerson, People, Reviewers } from '../../identity/access.js';
import type { PersonPrincipal } from '../../identity/principal.js';
import { refuse } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { RejectReasons } from '../reject-reasons.service.js';
import { ChangeRejectReasons, RejectReasonList } from './reject-reasons.dto.js';

@ApiTags('tickets')
@Controller('v1/reject-reasons')
export class RejectReasonsController {
  constructor(private readonly reasons: RejectReasons) {}

  /** Why a person may refuse, and why one once could. */
  @Get()
  @People()
  @ApiOkResponse({ type: RejectReasonList })
  list(): Promise<RejectReasonList> {
    return this.answer();
  }

  /** Puts another list in force, from the next rejection on. Decisions keep the reasons they were made for. */
  @Put()
  @Reviewers('support_lead')
  @Refuses('stale_version', 'nothing_changed')
  @ApiBody({ type: ChangeRejectReasons })
  @ApiOkResponse({ type: RejectReasonList })
  async change(@CurrentPerson() person: PersonPrincipal, @Body() body: unknown): Promise<RejectReasonList> {
    const { version, reasons } = validateBody(ChangeRejectReasons, body);
    if (reasons.length === 0) throw refuse('reasons', 'must hold a reason');
    await this.reasons.replace(person, version, reasons);
    return this.answer();
  }

  private async answer(): Promise<RejectReasonList> {
    const { version, reasons, archived } = await this.reasons.all();
    return { version, data: reasons, archived };
  }
}
