import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPerson, People, type RequestWithPrincipal } from '../../identity/access.js';
import type { PersonPrincipal } from '../../identity/principal.js';
import { READERS } from '../../identity/rules/roles.js';
import { ApiPage } from '../../platform/http/api-page.js';
import { type Page, readPageQuery, toPage } from '../../platform/http/paging.js';
import { notFound } from '../../platform/http/problem.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { type PromptRow, PromptStore } from '../persistence/prompt.store.js';
import { PromptsService } from '../prompts.service.js';
import type { Prompt } from '../rules/prompt.js';
import { AddedPrompt, AddPrompt, PromptItem } from './prompts.dto.js';

@ApiTags('drafting')
@Controller('v1/prompts')
export class PromptsController {
  constructor(
    private readonly store: PromptStore,
    private readonly prompts: PromptsService,
  ) {}

  /** What models are told: every version, the newest first. */
  @Get()
  @People(...READERS)
  @ApiPage(PromptItem, { sorts: ['-version'] })
  async list(@Req() request: RequestWithPrincipal): Promise<Page<PromptItem>> {
    const query = readPageQuery(request, { filters: [], sorts: ['-version'], keys: { '-version': ['int'] } });
    const upTo = query.after ? Number(query.after[0]) - 1 : undefined;
    const [rows, newest] = await Promise.all([this.store.list(query.limit + 1, upTo), this.newest()]);
    return toPage(
      rows,
      query,
      (row) => [row.version],
      (row) => toItem(row, newest),
    );
  }

  /** One version of it. */
  @Get(':version')
  @People(...READERS)
  @ApiOkResponse({ type: PromptItem })
  async version(@Param('version') version: string): Promise<PromptItem> {
    if (!/^[1-9]\d{0,8}$/.test(version)) throw notFound('version of the prompt');
    const [row, newest] = await Promise.all([this.prompts.version(Number(version)), this.newest()]);
    return toItem(row, newest);
  }

  /** Puts a prompt in force, for all drafts from then on. */
  @Post()
  @People('admin')
  @Refuses('policy_changed')
  @ApiBody({ type: AddPrompt })
  @ApiCreatedResponse({ type: AddedPrompt })
  async add(@CurrentPerson() by: PersonPrincipal, @Body() body: unknown): Promise<AddedPrompt> {
    const { basedOn, fallbackModel = null, logprobs = true, prices, ...rest } = validateBody(AddPrompt, body);
    const prompt = { ...rest, fallbackModel, logprobs, prices: prices.map((price) => ({ ...price })) };
    return { version: await this.prompts.add(`person:${by.id}`, prompt, basedOn) };
  }

  private async newest(): Promise<number | undefined> {
    return (await this.store.list(1))[0]?.version;
  }
}

function toItem({ document, ...row }: PromptRow, newest: number | undefined): PromptItem {
  const prompt = JSON.parse(document) as Prompt;
  return { ...row, ...prompt, prices: [...prompt.prices], active: row.version === newest };
}
