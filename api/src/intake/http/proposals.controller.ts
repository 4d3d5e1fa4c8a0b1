import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiExtraModels,
  ApiHeader,
  ApiOkResponse,
  ApiQuery,
  ApiResponse,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  AgentsOnly,
  AgentsOrWidget,
  CurrentAgent,
  CurrentReader,
  type RequestWithPrincipal,
} from '../../identity/access.js';
import type { AgentPrincipal, ProposalReader } from '../../identity/principal.js';
import { hungUp } from '../../platform/http/hung-up.js';
import { idParam, refuse } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { sha256 } from '../../platform/json/canonical.js';
import { AgentRate } from '../agent-rate.js';
import { CardService } from '../card.service.js';
import { IntakeService } from '../intake.service.js';
import { ProposalsService } from '../proposals.service.js';
import type { CardAnswer } from '../rules/card-answer.js';
import type { ProposalAnswer } from '../rules/proposal-answer.js';
import type { Language } from '../rules/sentences.js';
import { readIdempotencyKey } from './idempotency-key.js';
import { InLanguage, SaysToUsers } from './in-language.js';
import { NewProposal } from './proposal.dto.js';
import {
  CardAnswerDto,
  ProposalAnswerDto,
  TakenInAnswer,
  WidgetTokenAnswer,
  WithdrawnAnswer,
} from './proposals.dto.js';

const MOST_SECONDS = 30;

@ApiTags('proposals')
@ApiExtraModels(ProposalAnswerDto, CardAnswerDto)
@Controller('v1/proposals')
export class ProposalsController {
  constructor(
    private readonly intake: IntakeService,
    private readonly proposals: ProposalsService,
    private readonly cards: CardService,
    private readonly rate: AgentRate,
  ) {}

  /** Takes in a proposal, routes it, and answers with the response contract. */
  @Post()
  @AgentsOnly()
  @ApiHeader({
    name: 'Idempotency-Key',
    required: true,
    description: '1 to 255 visible ASCII characters; the same key and body get the same answer',
  })
  @Refuses(
    'rate_limited',
    'idempotency_key_required',
    'idempotency_key_invalid',
    'idempotency_key_in_flight',
    'idempotency_key_reused',
    'out_of_scope',
    'arguments_invalid',
  )
  @SaysToUsers()
  @ApiBody({ type: NewProposal })
  @ApiCreatedResponse({ type: TakenInAnswer })
  async propose(
    @CurrentAgent() agent: AgentPrincipal,
    @Req() request: RequestWithPrincipal,
    @Body() body: unknown,
    @InLanguage() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    this.rate.take(agent.keyId);
    const idempotencyKey = readIdempotencyKey(request.headers['idempotency-key']);
    validateBody(NewProposal, body);
    const { answer, replayed } = await this.intake.takeIn({
      agent,
      idempotencyKey,
      bodyHash: sha256(request.rawJson!.bytes).toString('hex'),
      // The parsed body itself, not the validated copy: what was taken in is kept as it was sent.
      proposal: body as NewProposal,
      rawArguments: request.rawJson!.wanted,
      language,
    });
    void reply.header('content-type', 'application/json; charset=utf-8');
    if (replayed) void reply.header('idempotency-replayed', 'true');
    return answer;
  }

  /** The same answer as it stands; `wait` holds the request until there is another one than the asker knows. */
  @Get(':id')
  @AgentsOrWidget()
  @SaysToUsers()
  @ApiQuery({ name: 'wait', required: false, type: Number, description: 'Seconds, at most 30' })
  @ApiHeader({
    name: 'If-None-Match',
    required: false,
    description:
      'The `ETag` of the answer that is known: another one is told at once. Left out, the next change is waited for',
  })
  @ApiOkResponse({
    headers: { ETag: { description: 'Names this answer', schema: { type: 'string' } } },
    schema: { oneOf: [ProposalAnswerDto, CardAnswerDto].map((dto) => ({ $ref: getSchemaPath(dto) })) },
  })
  @ApiResponse({ status: 304, description: 'What `If-None-Match` names is still the answer' })
  async answer(
    @CurrentReader() reader: ProposalReader,
    @Param('id') id: string,
    @Query('wait') asked: string | undefined,
    @Headers('if-none-match') known: string | undefined,
    @InLanguage() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProposalAnswer | CardAnswer | undefined> {
    const seconds = asked === undefined || asked === '' ? 0 : Number(asked);
    if (!(seconds >= 0)) throw refuse('wait', 'is a number of seconds from 0 to 30');
    const wait = { seconds: Math.min(seconds, MOST_SECONDS), known: known ?? null, hungUp: hungUp(reply) };
    const told = await (reader.type === 'widget'
      ? this.cards.answer(reader, wait, language)
      : this.proposals.answer(reader.id, idParam(id, 'proposal'), wait, language));
    if (told) void reply.header('etag', told.tag);
    else void reply.status(304);
    return told?.answer;
  }

  /** A short-lived token for a browser: it sees this answer and tells what was done with it, and reaches nothing else. */
  @Post(':id/widget-token')
  @HttpCode(200)
  @AgentsOnly()
  @Refuses('keys_missing')
  @ApiOkResponse({ type: WidgetTokenAnswer })
  async widgetToken(@CurrentAgent() agent: AgentPrincipal, @Param('id') id: string): Promise<WidgetTokenAnswer> {
    const { token, expiresAt } = await this.cards.token(agent, idParam(id, 'proposal'));
    return { token, expiresAt: expiresAt.toISOString() };
  }

  /** Takes a proposal back while nothing has run. */
  @Post(':id/withdraw')
  @HttpCode(200)
  @AgentsOnly()
  @Refuses('busy', 'not_withdrawable')
  @SaysToUsers()
  @ApiOkResponse({ type: WithdrawnAnswer })
  async withdraw(
    @CurrentAgent() agent: AgentPrincipal,
    @Param('id') id: string,
    @InLanguage() language: Language,
  ): Promise<WithdrawnAnswer> {
    return this.proposals.withdraw(agent, idParam(id, 'proposal'), language);
  }
}
