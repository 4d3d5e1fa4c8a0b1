import { Controller, Get, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { People, type RequestWithPrincipal } from '../../identity/access.js';
import { READERS } from '../../identity/rules/roles.js';
import { ApiPage } from '../../platform/http/api-page.js';
import { type Page, readPageQuery, toPage } from '../../platform/http/paging.js';
import { type PolicyTable, RulebookStore } from '../persistence/rulebook.store.js';
import { PolicyItem } from './tools.dto.js';

const NEWEST = 2_147_483_647;

@ApiTags('policies')
@Controller('v1')
export class PoliciesController {
  constructor(private readonly store: RulebookStore) {}

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

  private async page(table: PolicyTable, request: RequestWithPrincipal): Promise<Page<PolicyItem>> {
    const query = readPageQuery(request, { filters: [], sorts: ['-version'], keys: { '-version': ['int'] } });
    const upTo = query.after ? Number(query.after[0]) - 1 : NEWEST;
    const [rows, inForce] = await Promise.all([
      this.store.policies(table, query.limit + 1, upTo),
      this.store.inForce(),
    ]);
    const active = table === 'routing_policy' ? inForce.routingPolicy : inForce.signOffPolicy;
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
