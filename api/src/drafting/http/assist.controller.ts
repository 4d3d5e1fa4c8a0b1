import type { OutgoingHttpHeaders } from 'node:http';
import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AgentsOnly, CurrentAgent, type RequestWithPrincipal } from '../../identity/access.js';
import type { AgentPrincipal } from '../../identity/principal.js';
import { AgentRate } from '../../intake/agent-rate.js';
import { readIdempotencyKey } from '../../intake/http/idempotency-key.js';
import { InLanguage, SaysToUsers } from '../../intake/http/in-language.js';
import { TakenInAnswer } from '../../intake/http/proposals.dto.js';
import type { Language } from '../../intake/rules/sentences.js';
import { hungUp } from '../../platform/http/hung-up.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { sha256 } from '../../platform/json/canonical.js';
import { AssistService } from '../assist.service.js';
import { NewQuestion } from './assist.dto.js';
import { EventStream } from './event-stream.js';

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
  @ApiOkResponse({
    description:
      'For `Accept: text/event-stream`: "retrieving", "drafting" and "routed" as they happen, then "answer" with what is otherwise the body, or "problem"',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  async answer(
    @CurrentAgent() agent: AgentPrincipal,
    @Req() request: RequestWithPrincipal,
    @Body() body: unknown,
    @InLanguage() language: Language,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.rate.take(agent.keyId);
    const idempotencyKey = readIdempotencyKey(request.headers['idempotency-key']);
    validateBody(NewQuestion, body);
    // The parsed body itself, not the validated copy: what was asked is kept as it was sent.
    const { request: asked, domain = null } = body as NewQuestion;
    const bodyHash = sha256(request.rawJson!.bytes).toString('hex');
    const stream = /\btext\/event-stream\b/i.test(request.headers.accept ?? '');
    const question = { agent, idempotencyKey, bodyHash, request: asked, domain, language, stream };
    const gone = hungUp(reply);
    const events = stream ? new EventStream(reply.raw, () => reply.hijack().getHeaders() as OutgoingHttpHeaders) : null;
    try {
      const { answer, replayed } = await this.assist.answer(question, (stage) => events?.tell(stage), gone);
      if (events) return events.end('answer', answer);
      if (replayed) void reply.header('idempotency-replayed', 'true');
      await reply.status(201).header('content-type', 'application/json; charset=utf-8').send(answer);
    } catch (error) {
      // There is nobody to answer.
      if (gone.aborted) return;
      if (events?.isOpen) events.fail(error);
      throw error;
    }
  }
}
