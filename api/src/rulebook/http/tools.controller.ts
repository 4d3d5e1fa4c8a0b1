import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPerson, People, type RequestWithPrincipal } from '../../identity/access.js';
import type { PersonPrincipal } from '../../identity/principal.js';
import { READERS } from '../../identity/rules/roles.js';
import { ApiPage } from '../../platform/http/api-page.js';
import { type Page, readPageQuery, toPage } from '../../platform/http/paging.js';
import { validateBody } from '../../platform/http/validate.js';
import { ToolStandingStore } from '../persistence/tool-standing.store.js';
import { Rulebook } from '../rulebook.js';
import { RulebookService } from '../rulebook.service.js';
import type { CheckedTool } from '../rules/rules-in-force.js';
import { toNewTool, toToolToCheck } from './to-new-tool.js';
import { CheckedToolAnswer, CheckTool, RegisteredTool, RegisterTool, ToolItem, type ToolVersion } from './tools.dto.js';

@ApiTags('tools')
@Controller('v1/tools')
export class ToolsController {
  constructor(
    private readonly rulebook: Rulebook,
    private readonly service: RulebookService,
    private readonly standings: ToolStandingStore,
  ) {}

  @Get()
  @People(...READERS)
  @ApiPage(ToolItem, { sorts: ['name'] })
  async list(@Req() request: RequestWithPrincipal): Promise<Page<ToolItem>> {
    const query = readPageQuery(request, { filters: [], sorts: ['name'], keys: { name: ['text'] } });
    const { tools } = await this.rulebook.now();
    const rows = tools.filter((tool) => tool.name > (query.after?.[0] ?? '')).slice(0, query.limit + 1);
    const standings = await this.standings.of(rows.map(({ name }) => name));
    return toPage(
      rows,
      query,
      (tool) => [tool.name],
      (tool) => ({ ...toVersion(tool), ...standings.get(tool.name)! }),
    );
  }

  /** Registers a tool, or the next version of one. */
  @Post()
  @People('admin')
  @ApiBody({ type: RegisterTool })
  @ApiCreatedResponse({ type: RegisteredTool })
  async register(@CurrentPerson() by: PersonPrincipal, @Body() body: unknown): Promise<RegisteredTool> {
    const tool = validateBody(RegisterTool, body);
    const { version, signingSecret } = await this.service.registerTool(`person:${by.id}`, toNewTool(tool));
    const registered = (await this.rulebook.now()).tool(tool.name, version);
    return { ...toVersion(registered!), signingSecret };
  }

  /** Says what would keep a tool from being registered, while it is being written. Changes nothing. */
  @Post('check')
  @HttpCode(200)
  @People('admin')
  @ApiBody({ type: CheckTool })
  @ApiOkResponse({ type: CheckedToolAnswer })
  check(@Body() body: unknown): CheckedToolAnswer {
    return { faults: this.service.faultsOf(toToolToCheck(validateBody(CheckTool, body))) };
  }
}

function toVersion(tool: CheckedTool): ToolVersion {
  const {
    name,
    version,
    description,
    schema,
    endpointVersion,
    retryClass,
    changesWorld,
    timeoutMs,
    maxInFlight,
    signOff,
    preconditions,
    runner,
    grantSeconds,
    createdAt,
  } = tool;
  return {
    name,
    version,
    description,
    schema,
    endpoint: { url: tool.endpointUrl },
    endpointVersion,
    retryClass,
    changesWorld,
    timeoutMs,
    maxInFlight,
    signOff,
    runner,
    grantSeconds,
    preconditions: preconditions.map((one) => ({ ...one, watch: [...one.watch], show: [...one.show] })),
    createdAt,
  };
}
