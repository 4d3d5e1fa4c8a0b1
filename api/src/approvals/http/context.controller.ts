import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AgentsOnly, CurrentAgent, type RequestWithPrincipal } from '../../identity/access.js';
import type { AgentPrincipal } from '../../identity/principal.js';
import { AgentRate } from '../../intake/agent-rate.js';
import { InLanguage, SaysToUsers } from '../../intake/http/in-language.js';
import type { Language } from '../../intake/rules/sentences.js';
import { idParam } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { ContextService } from '../context.service.js';
import { AddedContext, AnswerWithContext } from './context.dto.js';

@ApiTags('proposals')
@Controller('v1/proposals')
export class ContextController {
  constructor(
    private readonly contexts: ContextService,
    private readonly rate: AgentRate,
  ) {}

  /**
   * Adds what the customer answered, asked or not: it makes the next revision, which is hashed and routed anew and never allowed by
   * that. The same body again, sent because its answer was lost, makes no other.
   */
  @Post(':id/context')
  @HttpCode(200)
  @AgentsOnly()
  @SaysToUsers()
  @Refuses('rate_limited', 'busy', 'not_pending', 'expired', 'out_of_scope', 'arguments_invalid')
  @ApiBody({ type: AddedContext })
  @ApiOkResponse({ type: AnswerWithContext })
  async add(
    @CurrentAgent() agent: AgentPrincipal,
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: RequestWithPrincipal,
    @InLanguage() language: Language,
  ): Promise<AnswerWithContext> {
    this.rate.take(agent.keyId);
    const proposalId = idParam(id, 'proposal');
    validateBody(AddedContext, body);
    // The parsed body itself, not the validated copy: what was added is kept as it was sent.
    const adding = { ...(body as AddedContext), rawArguments: request.rawJson!.wanted };
    return this.contexts.add(agent, proposalId, adding, language);
  }
}
