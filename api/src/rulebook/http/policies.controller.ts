import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPerson, People, type RequestWithPrincipal } from '../../identity/access.js';
import type { PersonPrincipal } from '../../identity/principal.js';
import { READERS } from '../../identity/rules/roles.js';
import { ApiPage } from '../../platform/http/api-page.js';
import { type Page, readPageQuery, toPage } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { type PolicyTable, RulebookStore } from '../persistence/rulebook.store.js';
import { PolicyCheck } from '../policy-check.js';
import { RulebookService } from '../rulebook.service.js';
import { AddedPolicy, AddPolicy, CheckPolicy, PolicyFindings, PolicyItem } from './policies.dto.js';
import { refuseFindings } from './policy-refusals.js';

const NEWEST = 2_147_483_647;

const IN_FORCE = {
  routing_policy: 'routingPolicy',
  sign_off_policy: 'signOffPolicy',
  queue_policy: 'queuePolicy',
} as const;

@ApiTags('policies')
@Controller('v1')
export class PoliciesController {
  constructor(
    private readonly store: RulebookStore,
    private readonly checks: PolicyCheck,
    private readonly service: RulebookService,
  ) {}

  @Get('routing-policies')
  @People(...READERS)
  @ApiPage(PolicyItem, { sorts: ['-version'] })
  routingPolicies(@Req() request: RequestWithPrincipal): Promise<Page<PolicyItem>> {
    return this.page('routing_policy', request);
  }

  @Get('sign-off-policies')
  @People(...READERS)
  @ApiPage(PolicyItem, { sorts: ['-version'] })
  signOffPolicies(@Req() request: RequestWithPrincipal): Promise<Page<PolicyItem>> {
    return this.page('sign_off_policy', request);
  }

  @Get('queue-policies')
  @People(...READERS)
  @ApiPage(PolicyItem, { sorts: ['-version'] })
  queuePolicies(@Req() request: RequestWithPrincipal): Promise<Page<PolicyItem>> {
    return this.page('queue_policy', request);
  }

  /** Says what a routing policy would come to here, while it is being written. Changes nothing. */
  @Post('routing-policies/check')
  @HttpCode(200)
  @People('admin')
  @ApiBody({ type: CheckPolicy })
  @ApiOkResponse({ type: PolicyFindings })
  checkRoutingPolicy(@Body() body: unknown): Promise<PolicyFindings> {
    return this.check('routing_policy', body);
  }

  /** Says what a sign-off policy would lead to here, while it is being written. Changes nothing. */
  @Post('sign-off-policies/check')
  @HttpCode(200)
  @People('admin')
  @ApiBody({ type: CheckPolicy })
  @ApiOkResponse({ type: PolicyFindings })
  checkSignOffPolicy(@Body() body: unknown): Promise<PolicyFindings> {
    return this.check('sign_off_policy', body);
  }

  /** Puts a routing policy in force. */
  @Post('routing-policies')
  @People('admin')
  @Refuses('policy_invalid', 'policy_changed', 'policy_warnings')
  @ApiBody({ type: AddPolicy })
  @ApiCreatedResponse({ type: AddedPolicy })
  addRoutingPolicy(@CurrentPerson() by: PersonPrincipal, @Body() body: unknown): Promise<AddedPolicy> {
    return this.add('routing_policy', by, body);
  }

  /** Says what would be wrong with a queue policy, while it is being written. Changes nothing. */
  @Post('queue-policies/check')
  @HttpCode(200)
  @People('admin')
  @ApiBody({ type: CheckPolicy })
  @ApiOkResponse({ type: PolicyFindings })
  checkQueuePolicy(@Body() body: unknown): Promise<PolicyFindings> {
    return this.check('queue_policy', body);
  }

  /** Puts a queue policy in force. What waits already keeps its deadline. */
  @Post('queue-policies')
  @People('admin')
  @Refuses('policy_invalid', 'policy_changed')
  @ApiBody({ type: AddPolicy })
  @ApiCreatedResponse({ type: AddedPolicy })
  addQueuePolicy(@CurrentPerson() by: PersonPrincipal, @Body() body: unknown): Promise<AddedPolicy> {
    return this.add('queue_policy', by, body);
  }

  /** Puts a sign-off policy in force. */
  @Post('sign-off-policies')
  @People('admin')
  @Refuses('policy_invalid', 'policy_changed', 'policy_warnings')
  @ApiBody({ type: AddPolicy })
  @ApiCreatedResponse({ type: AddedPolicy })
  addSignOffPolicy(@CurrentPerson() by: PersonPrincipal, @Body() body: unknown): Promise<AddedPolicy> {
    return this.add('sign_off_policy', by, body);
  }

  private async check(table: PolicyTable, body: unknown): Promise<PolicyFindings> {
    return { findings: await this.checks.check(table, validateBody(CheckPolicy, body).document) };
  }

  private async add(table: PolicyTable, by: PersonPrincipal, body: unknown): Promise<AddedPolicy> {
    const { document, basedOn, accepted = [] } = validateBody(AddPolicy, body);
    refuseFindings(await this.checks.check(table, document), accepted);
    return { version: await this.service.addPolicy(`person:${by.id}`, table, document, basedOn) };
  }

  private async page(table: PolicyTable, request: RequestWithPrincipal): Promise<Page<PolicyItem>> {
    const query = readPageQuery(request, { filters: [], sorts: ['-version'], keys: { '-version': ['int'] } });
    const upTo = query.after ? Number(query.after[0]) - 1 : NEWEST;
    const [rows, inForce] = await Promise.all([
      this.store.policies(table, query.limit + 1, upTo),
      this.store.inForce(),
    ]);
    const active = inForce[IN_FORCE[table]];
    return toPage(
      rows,
      query,
      (row) => [row.version],
      (row) => ({
        ...row,
        document: JSON.parse(row.document) as unknown,
        active: row.version === active,
      }),
    );
  }
}
