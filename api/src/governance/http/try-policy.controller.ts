import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { People } from '../../identity/access.js';
import { validateBody } from '../../platform/http/validate.js';
import { PolicyCheck } from '../../rulebook/policy-check.js';
import { Rulebook } from '../../rulebook/rulebook.js';
import { ChangeEffect } from '../change-effect.js';
import { FILERS } from '../rules/sign-change.js';
import { TriedPolicy, TryPolicy } from './changes.dto.js';

/** What a change would do, before there is one. */
@ApiTags('changes')
@Controller('v1/routing-policies/try')
export class TryPolicyController {
  constructor(
    private readonly effect: ChangeEffect,
    private readonly checks: PolicyCheck,
    private readonly rulebook: Rulebook,
  ) {}

  /** Says what a routing policy would come to, tried on the proposals of late. Changes nothing. */
  @Post()
  @HttpCode(200)
  @People(...FILERS)
  @ApiBody({ type: TryPolicy })
  @ApiOkResponse({ type: TriedPolicy })
  async try(@Body() body: unknown): Promise<TriedPolicy> {
    const { document } = validateBody(TryPolicy, body);
    const [findings, inForce] = await Promise.all([
      this.checks.check('routing_policy', document),
      this.rulebook.document('routing_policy'),
    ]);
    const readable = !findings.some(({ kind }) => kind === 'invalid');
    const effect = readable ? await this.effect.of(inForce!.document, document) : null;
    return { inForce: inForce!.version, findings, effect };
  }
}
