import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { People } from '../../identity/access.js';
import { idParam } from '../../platform/http/paging.js';
import { notFound } from '../../platform/http/problem.js';
import { PolicyCheck } from '../../rulebook/policy-check.js';
import { Rulebook } from '../../rulebook/rulebook.js';
import { ChangeEffect } from '../change-effect.js';
import { type ChangeRow, ChangeStore } from '../persistence/change.store.js';
import { READERS_OF_SIGNS } from '../rules/sign-change.js';
import { type NamedSign, WarningSigns } from '../warning-signs.js';
import { FlagNow, TriedPolicy } from './changes.dto.js';

/** What takes a moment to work out about a change, and is asked for when somebody wants to know. */
@ApiTags('changes')
@Controller('v1/changes/:id')
export class ChangeLooksController {
  constructor(
    private readonly store: ChangeStore,
    private readonly effect: ChangeEffect,
    private readonly signs: WarningSigns,
    private readonly checks: PolicyCheck,
    private readonly rulebook: Rulebook,
  ) {}

  /** What it would do: tried on the proposals of late, by the version that it was written from and by itself. */
  @Get('effect')
  @People()
  @ApiOkResponse({ type: TriedPolicy })
  async effectOf(@Param('id') id: string): Promise<TriedPolicy> {
    const { basedOn, inForce, ...row } = await this.find(id);
    const document = JSON.parse(row.document) as unknown;
    const base = await this.rulebook.document('routing_policy', basedOn);
    const [findings, effect] = await Promise.all([
      this.checks.check('routing_policy', document),
      this.effect.of(base!.document, document),
    ]);
    return { inForce, findings, effect };
  }

  /** What the warning sign that it answers counts now. 404 of a change that answers none. */
  @Get('flag')
  @People(...READERS_OF_SIGNS)
  @ApiOkResponse({ type: FlagNow })
  async flagNow(@Param('id') id: string): Promise<FlagNow> {
    const { flag } = await this.find(id);
    if (flag === null) throw notFound('flag');
    const { measure, domain, clusterId = null } = JSON.parse(flag) as NamedSign;
    const seen = await this.signs.look({ measure, domain, clusterId });
    return { raised: seen?.raised ?? false, now: seen?.stood ?? null };
  }

  private async find(id: string): Promise<ChangeRow> {
    const row = await this.store.find(idParam(id, 'change'));
    if (!row) throw notFound('change');
    return row;
  }
}
