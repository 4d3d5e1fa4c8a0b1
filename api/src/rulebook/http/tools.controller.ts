import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
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
import { toNewTool } from './to-new-tool.js';
import { RegisteredTool, RegisterTool, ToolItem, type ToolVersion } from './tools.dto.js';

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
