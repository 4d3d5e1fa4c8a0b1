import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { ApiPage } from '../../platform/http/api-page.js';
import { idParam, type Page, readPageQuery, toPage } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { CurrentPerson, People, type RequestWithPrincipal } from '../access.js';
import { AgentsService } from '../agents.service.js';
import type { PersonPrincipal } from '../principal.js';
import { READERS } from '../rules/roles.js';
import { AgentItem, CreateAgent, CreatedAgent, IssuedKey, IssueKey, RotateKey } from './agents.dto.js';

@ApiTags('agents')
@Controller('v1/agents')
export class AgentsController {
  constructor(private readonly agents: AgentsService) {}

  @Get()
  @People(...READERS)
  @ApiPage(AgentItem, { sorts: ['name'] })
  async list(@Req() request: RequestWithPrincipal): Promise<Page<AgentItem>> {
    const query = readPageQuery(request, { filters: [], sorts: ['name'], keys: { name: ['text'] } });
    const rows = await this.agents.list(query.limit + 1, query.after?.[0] ?? '');
    return toPage(
      rows,
      query,
      (row) => [row.name],
      (row) => row,
    );
  }

  /** Creates an agent; its owner is whoever is signed in. */
  @Post()
  @People('admin')
  @Refuses('agent_name_taken')
  @ApiBody({ type: CreateAgent })
  @ApiCreatedResponse({ type: CreatedAgent })
  async create(@CurrentPerson() by: PersonPrincipal, @Body() body: unknown): Promise<CreatedAgent> {
    const { name, tools, domains } = validateBody(CreateAgent, body);
    return this.agents.create(by.id, name, { tools: tools ?? null, domains: domains ?? null });
  }

  /** Issues a key; it is shown this once. */
  @Post(':id/keys')
  @People('admin')
  @ApiBody({ type: IssueKey })
  @ApiCreatedResponse({ type: IssuedKey })
  async issueKey(
    @CurrentPerson() by: PersonPrincipal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<IssuedKey> {
    const { tools, domains } = validateBody(IssueKey, body ?? {});
    return this.agents.issueKey(by.id, idParam(id, 'agent'), { tools: tools ?? null, domains: domains ?? null });
  }

  /** Issues a key in place of this one, which works on until then. The new key is shown this once. */
  @Post(':id/keys/:keyId/rotate')
  @People('admin')
  @Refuses('key_not_active')
  @ApiBody({ type: RotateKey })
  @ApiCreatedResponse({ type: IssuedKey })
  async rotateKey(
    @CurrentPerson() by: PersonPrincipal,
    @Param('id') id: string,
    @Param('keyId') keyId: string,
    @Body() body: unknown,
  ): Promise<IssuedKey> {
    const { until } = validateBody(RotateKey, body);
    return this.agents.rotateKey(by.id, idParam(id, 'agent'), idParam(keyId, 'agent key'), until);
  }

  /** Revokes a key at once. */
  @Post(':id/keys/:keyId/revoke')
  @HttpCode(204)
  @People('admin')
  @ApiNoContentResponse()
  async revokeKey(
    @CurrentPerson() by: PersonPrincipal,
    @Param('id') id: string,
    @Param('keyId') keyId: string,
  ): Promise<void> {
    await this.agents.revokeKey(`person:${by.id}`, idParam(id, 'agent'), idParam(keyId, 'agent key'));
  }
}
