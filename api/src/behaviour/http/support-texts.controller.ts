import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AgentsOnly, CurrentAgent, CurrentPerson, People } from '../../identity/access.js';
import type { AgentPrincipal, PersonPrincipal } from '../../identity/principal.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { SupportTextsService } from '../support-texts.service.js';
import { ErasedTexts, EraseSupportText, TakenTexts, TellSupportTexts } from './support-texts.dto.js';

@ApiTags('behaviour')
@Controller('v1/support-texts')
export class SupportTextsController {
  constructor(private readonly texts: SupportTextsService) {}

  /** Tells what customers wrote to support, to be grouped with other complaints: all of it is kept, or nothing. */
  @Post()
  @HttpCode(200)
  @AgentsOnly()
  @Refuses('out_of_scope', 'text_id_reused')
  @ApiBody({ type: TellSupportTexts })
  @ApiOkResponse({ type: TakenTexts })
  async tell(@CurrentAgent() agent: AgentPrincipal, @Body() body: unknown): Promise<TakenTexts> {
    const { texts } = validateBody(TellSupportTexts, body);
    return { data: await this.texts.takeIn(agent, texts) };
  }

  /** Erases the words of every support text of this name. There is no way back. */
  @Post('erase')
  @HttpCode(200)
  @People('admin')
  @ApiBody({ type: EraseSupportText })
  @ApiOkResponse({ type: ErasedTexts })
  async erase(@CurrentPerson() person: PersonPrincipal, @Body() body: unknown): Promise<ErasedTexts> {
    const { id } = validateBody(EraseSupportText, body);
    return { erased: await this.texts.erase(person, id) };
  }
}
