import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ChangeDeciders, CurrentPerson, People, type RequestWithPrincipal } from '../../identity/access.js';
import type { PersonPrincipal } from '../../identity/principal.js';
import { ApiPage } from '../../platform/http/api-page.js';
import { idParam, type Page, readPageQuery, refuse, toPage } from '../../platform/http/paging.js';
import { notFound } from '../../platform/http/problem.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { refuseFindings } from '../../rulebook/http/policy-refusals.js';
import { PolicyCheck } from '../../rulebook/policy-check.js';
import { ChangesService } from '../changes.service.js';
import { FilingService } from '../filing.service.js';
import { type ChangeRow, ChangeStore } from '../persistence/change.store.js';
import { CHANGE_STATES } from '../rules/lifecycle.js';
import { allowedOnChange, FILERS, stillNeeded } from '../rules/sign-change.js';
import {
  type AnsweredFlagItem,
  ApproveChange,
  ChangeDetail,
  ChangeSummary,
  DecidedChange,
  FileChange,
  RejectChange,
} from './changes.dto.js';

/** Changes to the rules: what somebody files and others decide on. */
@ApiTags('changes')
@Controller('v1/changes')
export class ChangesController {
  constructor(
    private readonly store: ChangeStore,
    private readonly filing: FilingService,
    private readonly changes: ChangesService,
    private readonly checks: PolicyCheck,
  ) {}

  /** Changes, newest first; `state=open` gives those that wait. */
  @Get()
  @People()
  @ApiPage(ChangeSummary, { filters: ['state'], sorts: ['-id'] })
  async list(
    @CurrentPerson() person: PersonPrincipal,
    @Req() request: RequestWithPrincipal,
  ): Promise<Page<ChangeSummary>> {
    const query = readPageQuery(request, { filters: ['state'], sorts: ['-id'], keys: { '-id': ['id'] } });
    const { state = null } = query.filters;
    if (state !== null && !CHANGE_STATES.some((known) => known === state)) {
      throw refuse('state', `is one of ${CHANGE_STATES.join(', ')}, or left out`);
    }
    const rows = await this.store.list(state, query.after?.[0] ?? null, query.limit + 1);
    return toPage(
      rows,
      query,
      (row) => [row.id],
      (row) => toSummary(row, person),
    );
  }

  /** Files a change. It is in force once others have approved it. */
  @Post()
  @People(...FILERS)
  @Refuses('policy_invalid', 'policy_changed', 'nothing_changed', 'flag_not_raised')
  @ApiBody({ type: FileChange })
  @ApiCreatedResponse({ type: ChangeDetail })
  async file(@CurrentPerson() person: PersonPrincipal, @Body() body: unknown): Promise<ChangeDetail> {
    const { document, basedOn, reason, flag: part } = validateBody(FileChange, body);
    const flag = part ? { ...part, clusterId: part.clusterId ?? null } : null;
    const findings = await this.checks.check('routing_policy', document);
    // Warnings are read by whoever approves: they stand beside the change.
    refuseFindings(
      findings,
      findings.map(({ id }) => id),
    );
    return this.detail(person, await this.filing.file(person, { document, basedOn, reason, flag }));
  }

  /** One change, with who is still needed. */
  @Get(':id')
  @People()
  @ApiOkResponse({ type: ChangeDetail })
  one(@CurrentPerson() person: PersonPrincipal, @Param('id') id: string): Promise<ChangeDetail> {
    return this.detail(person, idParam(id, 'change'));
  }

  /** Approves exactly what was shown. The last approval that is needed puts it in force. */
  @Post(':id/approve')
  @HttpCode(200)
  @ChangeDeciders('approve')
  @Refuses('not_allowed_to_sign', 'already_signed', 'change_over', 'stale_revision', 'stale_base')
  @ApiBody({ type: ApproveChange })
  @ApiOkResponse({ type: DecidedChange })
  async approve(
    @CurrentPerson() person: PersonPrincipal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<DecidedChange> {
    const changeId = idParam(id, 'change');
    return {
      id: changeId,
      state: await this.changes.approve(person, changeId, () => validateBody(ApproveChange, body)),
    };
  }

  /** Rejects it, with a reason. One rejection ends it. */
  @Post(':id/reject')
  @HttpCode(200)
  @ChangeDeciders('reject')
  @Refuses('not_allowed_to_sign', 'already_signed', 'change_over', 'stale_revision')
  @ApiBody({ type: RejectChange })
  @ApiOkResponse({ type: DecidedChange })
  async reject(
    @CurrentPerson() person: PersonPrincipal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<DecidedChange> {
    const changeId = idParam(id, 'change');
    return { id: changeId, state: await this.changes.reject(person, changeId, () => validateBody(RejectChange, body)) };
  }

  /** Takes back what you filed. */
  @Post(':id/withdraw')
  @HttpCode(200)
  @People()
  @Refuses('change_over')
  @ApiOkResponse({ type: DecidedChange })
  async withdraw(@CurrentPerson() person: PersonPrincipal, @Param('id') id: string): Promise<DecidedChange> {
    const changeId = idParam(id, 'change');
    return { id: changeId, state: await this.changes.withdraw(person, changeId) };
  }

  private async detail(person: PersonPrincipal, id: string): Promise<ChangeDetail> {
    const row = await this.store.find(id);
    if (!row) throw notFound('change');
    return { ...toSummary(row, person), document: JSON.parse(row.document) as unknown };
  }
}

function toSummary(row: ChangeRow, person: PersonPrincipal): ChangeSummary {
  const { document, inForce, filedAt, endedAt, flag, stood, signOffs, ...rest } = row;
  return {
    ...rest,
    baseInForce: row.basedOn === inForce,
    flag: flag === null ? null : toFlag(flag, stood),
    filedAt: filedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    signOffs: signOffs.map(({ rolesNow, at, ...one }) => ({
      ...one,
      roles: [...one.roles],
      at: new Date(at).toISOString(),
    })),
    missing: stillNeeded(row),
    allowedActions: allowedOnChange(row, person),
  };
}

/** Flags that were filed before their numbers were kept name no cluster either. */
function toFlag(flag: string, stood: string | null): AnsweredFlagItem {
  const answered = JSON.parse(flag) as Omit<AnsweredFlagItem, 'stood'>;
  return { ...answered, clusterId: answered.clusterId ?? null, stood: stood === null ? null : JSON.parse(stood) };
}
