import { Body, Controller, Get, Header, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AgentsOnly, Anyone, CurrentAgent, type RequestWithPrincipal } from '../../identity/access.js';
import type { AgentPrincipal } from '../../identity/principal.js';
import { InLanguage, SaysToUsers } from '../../intake/http/in-language.js';
import { ProposalAnswerDto } from '../../intake/http/proposals.dto.js';
import type { ProposalAnswer } from '../../intake/rules/proposal-answer.js';
import type { Language } from '../../intake/rules/sentences.js';
import { idParam } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { GrantSigner } from '../grants/grant-signer.js';
import { GrantsService } from '../grants/grants.service.js';
import { RedeemService } from '../grants/redeem.service.js';
import { type Report, ReportService } from '../grants/report.service.js';
import { GrantAnswer, PublishedKeys, Redeem, RedeemAnswer, ReportOutcome } from './grants.dto.js';

@ApiTags('grants')
@Controller()
export class GrantsController {
  constructor(
    private readonly grants: GrantsService,
    private readonly redemptions: RedeemService,
    private readonly reports: ReportService,
    private readonly signer: GrantSigner,
  ) {}

  /** The signed grant of an approved call that the agent's own backend runs; the same one until it is redeemed or over. */
  @Post('v1/proposals/:id/grant')
  @HttpCode(200)
  @AgentsOnly()
  @Refuses(
    'not_grantable',
    'not_observed',
    'grant_redeemed',
    'grant_expired',
    'grant_void',
    'busy',
    'grants_unavailable',
  )
  @ApiOkResponse({ type: GrantAnswer })
  grant(@CurrentAgent() agent: AgentPrincipal, @Param('id') id: string): Promise<GrantAnswer> {
    return this.grants.grant(agent, idParam(id, 'proposal'));
  }

  /** What came of a granted call. */
  @Post('v1/proposals/:id/outcome')
  @HttpCode(200)
  @AgentsOnly()
  @Refuses('not_granted')
  @SaysToUsers()
  @ApiBody({ type: ReportOutcome })
  @ApiOkResponse({ type: ProposalAnswerDto })
  outcome(
    @CurrentAgent() agent: AgentPrincipal,
    @Param('id') id: string,
    @Body() body: unknown,
    @InLanguage() language: Language,
  ): Promise<ProposalAnswer> {
    const read = () => validateBody(ReportOutcome, body) as Report;
    return this.reports.report(agent, idParam(id, 'proposal'), language, read);
  }

  /** Uses a grant up, for the server of its tool, which signs the body with its secret. */
  @Post('v1/grants/redeem')
  @HttpCode(200)
  @Anyone()
  @Refuses('grant_invalid', 'signature_invalid', 'grant_redeemed', 'grant_expired', 'grant_void', 'grants_unavailable')
  @ApiHeader({ name: 'webhook-id', description: 'Standard Webhooks; so are webhook-timestamp and webhook-signature' })
  @ApiBody({ type: Redeem })
  @ApiOkResponse({ type: RedeemAnswer })
  redeem(@Req() request: RequestWithPrincipal, @Body() body: unknown): Promise<RedeemAnswer> {
    const { grant } = validateBody(Redeem, body);
    return this.redemptions.redeem({ grant, body: request.rawJson!.bytes, headers: request.headers });
  }

  /** The keys that grants are checked with (RFC 7517), also those that signed before. */
  @Get('.well-known/jwks.json')
  @Anyone()
  @Header('cache-control', 'public, max-age=300')
  @Refuses('grants_unavailable')
  @ApiOkResponse({ type: PublishedKeys })
  async keys(): Promise<PublishedKeys> {
    return (await this.signer.published()) as unknown as PublishedKeys;
  }
}
