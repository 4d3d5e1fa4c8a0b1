import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPerson, People, type RequestWithPrincipal, Resolvers } from '../../identity/access.js';
import type { PersonPrincipal } from '../../identity/principal.js';
import { mayReview, READERS, type Role } from '../../identity/rules/roles.js';
import { ApiPage } from '../../platform/http/api-page.js';
import { idParam, type Page, readPageQuery, refuse, toPage } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { RawJson } from '../../platform/json/raw-json.js';
import { maskJson } from '../../platform/text/mask.js';
import { type ExecutionRow, UnknownStore } from '../persistence/unknown.store.js';
import { type FoundOut, mayResolve } from '../rules/resolve.js';
import { UnknownOutcomes } from '../unknown-outcomes.js';
import { ExecutionSummary, LookUpAsked, Resolve, Resolved } from './executions.dto.js';

/** Who reviews and may see tickets: what became of a call is for those to say who can look at it. */
const RESOLVERS: readonly Role[] = ['operator', 'support_lead', 'security', 'legal'];

@ApiTags('executions')
@Controller('v1/executions')
export class ExecutionsController {
  constructor(
    private readonly store: UnknownStore,
    private readonly outcomes: UnknownOutcomes,
  ) {}

  /** Executions, newest first; `state=unknown` gives those whose outcome nobody knows. */
  @Get()
  @People(...READERS)
  @ApiPage(ExecutionSummary, { filters: ['state'], sorts: ['-id'] })
  async list(
    @CurrentPerson() person: PersonPrincipal,
    @Req() request: RequestWithPrincipal,
  ): Promise<Page<ExecutionSummary>> {
    const query = readPageQuery(request, { filters: ['state'], sorts: ['-id'], keys: { '-id': ['id'] } });
    const { state } = query.filters;
    if (state !== undefined && state !== 'unknown') throw refuse('state', 'is unknown, or left out');
    const rows = await this.store.list(state === 'unknown', query.after?.[0] ?? null, query.limit + 1);
    return toPage(
      rows,
      query,
      (row) => [row.id],
      (row) => toItem(row, person),
    );
  }

  /** Has a worker ask the provider what became of it. Answers at once; the answer comes into the list. */
  @Post(':id/look-up')
  @HttpCode(202)
  @Resolvers(...RESOLVERS)
  @Refuses('not_allowed_to_resolve', 'not_unknown', 'not_queryable')
  @ApiAcceptedResponse({ type: LookUpAsked })
  async lookUp(@CurrentPerson() person: PersonPrincipal, @Param('id') id: string): Promise<LookUpAsked> {
    await this.outcomes.lookUp(person, idParam(id, 'execution'));
    return { lookUp: 'asked' };
  }

  /** Says what became of it, with evidence. The second of two different people who say the same ends it. */
  @Post(':id/resolve')
  @HttpCode(200)
  @Resolvers(...RESOLVERS)
  @Refuses('not_allowed_to_resolve', 'not_unknown', 'already_proposed', 'resolution_contradicted')
  @ApiBody({ type: Resolve })
  @ApiOkResponse({ type: Resolved })
  async resolve(
    @CurrentPerson() person: PersonPrincipal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Resolved> {
    const executionId = idParam(id, 'execution');
    const { done, ticketId, receipt } = await this.outcomes.resolve(person, executionId, () => {
      const { outcome, evidence } = validateBody(Resolve, body);
      return { outcome: outcome as FoundOut, evidence };
    });
    return { resolution: done === 'propose' ? 'proposed' : 'confirmed', ticketId, receipt };
  }
}

function toItem(
  { agentOwnerId, keyIssuerId, proposed, ...row }: ExecutionRow,
  person: PersonPrincipal,
): ExecutionSummary {
  const isResolver = mayReview(person.roles) && person.roles.some((role) => RESOLVERS.includes(role));
  const may = row.state === 'unknown' && isResolver && mayResolve({ agentOwnerId, keyIssuerId }, person.id).ok;
  return {
    ...row,
    arguments: new RawJson(maskJson(row.arguments)),
    readyAt: row.readyAt.toISOString(),
    intentAt: row.intentAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    proposed: proposed && {
      personId: proposed.personId,
      personName: proposed.personName,
      outcome: proposed.outcome,
      evidence: proposed.evidence,
      at: new Date(proposed.at).toISOString(),
    },
    lookUp: row.lookUp && {
      ...row.lookUp,
      askedAt: new Date(row.lookUp.askedAt).toISOString(),
      answeredAt: row.lookUp.answeredAt && new Date(row.lookUp.answeredAt).toISOString(),
    },
    allowedActions: [
      ...(may && proposed?.personId !== person.id ? ['resolve'] : []),
      ...(may && row.retryClass === 'queryable' ? ['look_up'] : []),
    ],
  };
}
