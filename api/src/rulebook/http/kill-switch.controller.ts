import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPerson, People } from '../../identity/access.js';
import type { PersonPrincipal } from '../../identity/principal.js';
import { READERS, type Role } from '../../identity/rules/roles.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { KillSwitch } from '../kill-switch.service.js';
import { StopReason, StopState } from './kill-switch.dto.js';

/** Stopping is open to more than resuming: a stop loses nothing, and whoever sees the harm first is to end it. */
const MAY_STOP: readonly Role[] = ['admin', 'security', 'support_lead'];
const MAY_RESUME: readonly Role[] = ['admin', 'security'];

@ApiTags('tools')
@Controller('v1')
export class KillSwitchController {
  constructor(private readonly killSwitch: KillSwitch) {}

  /** Whether everything is stopped, by whom and why. */
  @Get('executions/stop')
  @People(...READERS)
  @ApiOkResponse({ type: StopState })
  async everything(): Promise<StopState> {
    return { stopped: await this.killSwitch.stopped(null) };
  }

  /** Stops everything: from this answer on no intent is written. Calls that are on their way are not touched. */
  @Post('executions/stop')
  @HttpCode(200)
  @People(...MAY_STOP)
  @ApiBody({ type: StopReason })
  @ApiOkResponse({ type: StopState })
  async stopEverything(@CurrentPerson() by: PersonPrincipal, @Body() body: unknown): Promise<StopState> {
    return { stopped: await this.killSwitch.stop(by, null, validateBody(StopReason, body).reason) };
  }

  /** Lets everything run again, but for tools that are stopped by themselves. */
  @Post('executions/resume')
  @HttpCode(200)
  @People(...MAY_RESUME)
  @ApiBody({ type: StopReason })
  @ApiOkResponse({ type: StopState })
  async resumeEverything(@CurrentPerson() by: PersonPrincipal, @Body() body: unknown): Promise<StopState> {
    return { stopped: await this.killSwitch.resume(by, null, validateBody(StopReason, body).reason) };
  }

  /** Stops one tool: from this answer on no intent for it is written. What is approved is parked, and nothing is lost. */
  @Post('tools/:name/stop')
  @HttpCode(200)
  @People(...MAY_STOP)
  @Refuses('not_found')
  @ApiBody({ type: StopReason })
  @ApiOkResponse({ type: StopState })
  async stop(
    @CurrentPerson() by: PersonPrincipal,
    @Param('name') name: string,
    @Body() body: unknown,
  ): Promise<StopState> {
    return { stopped: await this.killSwitch.stop(by, name, validateBody(StopReason, body).reason) };
  }

  /** Lets one tool run again; what is parked for it runs. */
  @Post('tools/:name/resume')
  @HttpCode(200)
  @People(...MAY_RESUME)
  @Refuses('not_found')
  @ApiBody({ type: StopReason })
  @ApiOkResponse({ type: StopState })
  async resume(
    @CurrentPerson() by: PersonPrincipal,
    @Param('name') name: string,
    @Body() body: unknown,
  ): Promise<StopState> {
    return { stopped: await this.killSwitch.resume(by, name, validateBody(StopReason, body).reason) };
  }
}
