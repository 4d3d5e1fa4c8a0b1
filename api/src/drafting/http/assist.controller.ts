import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AgentsOnly, CurrentAgent, type RequestWithPrincipal } from '../../identity/access.js';
import type { AgentPrincipal } from '../../identity/principal.js';
import { AgentRate } from '../../intake/agent-rate.js';
import { readIdempotencyKey } from '../../intake/http/idempotency-key.js';
import { InLanguage, SaysToUsers } from '../../intake/http/in-language.js';
import { TakenInAnswer } from '../../intake/http/proposals.dto.js';
import type { Language } from '../../intake/rules/sentences.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { sha256 } from '../../platform/json/canonical.js';
import { AssistService } from '../assist.service.js';
import { NewQuestion } from './assist.dto.js';

@ApiTags('drafting')
@Controller('v1/assist')
export class AssistController {
  constructor(
    private readonly assist: AssistService,
    private readonly rate: AgentRate,
  ) {}

  /** Drafts an answer, takes it in as a proposal, routes it, and answers with the response contract. */
  @Post()
  @AgentsOnly()
  @ApiHeader({
    name: 'Idempotency-Key',
    required: true,
    description:
      '1 to 255 visible ASCII characters; the same key and body get the same answer, and nothing is drafted again',
  })
  @Refuses(
    'rate_limited',
    'idempotency_key_required',
    'idempotency_key_invalid',
    'idempotency_key_in_flight',
    'idempotency_key_reused',
    'out_of_scope',
  )
  @SaysToUsers()
  @ApiBody({ type: NewQuestion })
  @ApiCreatedResponse({ type: TakenInAnswer })
  async answer(
    @CurrentAgent() agent: AgentPrincipal,
    @Req() request: RequestWithPrincipal,
    @Body() body: unknown,
    @InLanguage() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    this.rate.take(agent.keyId);
    const idempotencyKey = readIdempotencyKey(request.headers['idempotency-key']);
    validateBody(NewQuestion, body);
    // The parsed body itself, not the validated copy: what was asked is kept as it was sent.
    const { request: asked, domain = null } = body as NewQuestion;
    const bodyHash = sha256(request.rawJson!.bytes).toString('hex');
    const { answer, replayed } = await this.assist.answer(
      { agent, idempotencyKey, bodyHash, request: asked, domain, language },
      () => {},
      new AbortController().signal,
    );
    void reply.header('content-type', 'application/json; charset=utf-8');
    if (replayed) void reply.header('idempotency-replayed', 'true');
    return answer;
  }
}
