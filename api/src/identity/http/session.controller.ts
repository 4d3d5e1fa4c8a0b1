import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Environment } from '../../../../config/environment.js';
import { ENVIRONMENT } from '../../platform/environment.token.js';
import { idParam } from '../../platform/http/paging.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { Anyone, CurrentPerson, People, type RequestWithPrincipal } from '../access.js';
import type { PersonPrincipal } from '../principal.js';
import { SessionService } from '../session.service.js';
import { Proof, SessionAnswer, SessionList, SignIn } from './session.dto.js';
import { SessionCookies } from './session-cookies.js';

@ApiTags('session')
@Controller('v1')
export class SessionController {
  private readonly cookies: SessionCookies;

  constructor(
    private readonly sessions: SessionService,
    @Inject(ENVIRONMENT) environment: Environment,
  ) {
    this.cookies = new SessionCookies(environment);
  }

  /** Signs in: sets the session cookie. A session that this browser had before ends. */
  @Post('session')
  @HttpCode(200)
  @Anyone()
  @Refuses(
    'cross_site_request',
    'sign_in_failed',
    'totp_required',
    'totp_wrong',
    'totp_unavailable',
    'too_many_attempts',
  )
  @ApiBody({ type: SignIn })
  @ApiOkResponse({ type: SessionAnswer })
  async open(
    @Body() body: unknown,
    @Req() request: RequestWithPrincipal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionAnswer> {
    const { session: formerToken, device } = this.cookies.read(request);
    const userAgent = request.headers['user-agent'];
    const from = { address: request.ip, userAgent, formerToken, device };
    const opened = await this.sessions.open(validateBody(SignIn, body), from);
    this.cookies.setSession(reply, opened);
    this.cookies.setDevice(reply, opened.deviceToken);
    return { person: opened.person, csrfToken: opened.csrfToken };
  }

  /** Who am I. */
  @Get('session')
  @People()
  @ApiOkResponse({ type: SessionAnswer })
  whoAmI(@CurrentPerson() person: PersonPrincipal): SessionAnswer {
    const { id, email, name, roles } = person;
    return { person: { id, email, name, roles }, csrfToken: person.csrfToken };
  }

  /** Signs out. */
  @Delete('session')
  @HttpCode(204)
  @People()
  async close(
    @CurrentPerson() person: PersonPrincipal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.close(person, person.sessionId);
    this.cookies.clearSession(reply);
  }

  /** Says that somebody is still there, so that the session does not go idle: reading alone does not. */
  @Post('session/keep')
  @HttpCode(204)
  @People()
  keep(): void {
    // The guard has noted it, as for every request that is not a GET.
  }

  /** Proves again who is asking: for five minutes, this session signs what takes that. */
  @Post('session/step-up')
  @HttpCode(200)
  @People()
  @Refuses('proof_failed', 'code_required', 'totp_unavailable', 'too_many_attempts')
  @ApiBody({ type: Proof })
  @ApiOkResponse({ type: SessionAnswer })
  async stepUp(
    @CurrentPerson() person: PersonPrincipal,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionAnswer> {
    const { password, code } = validateBody(Proof, body);
    const rotated = await this.sessions.stepUp(person, password, code);
    this.cookies.setSession(reply, rotated);
    return this.whoAmI({ ...person, csrfToken: rotated.csrfToken });
  }

  /** What I am signed in on. */
  @Get('sessions')
  @People()
  @ApiOkResponse({ type: SessionList })
  async list(@CurrentPerson() person: PersonPrincipal): Promise<SessionList> {
    return { data: await this.sessions.list(person), nextCursor: null };
  }

  /** Signs me out everywhere, here too. */
  @Delete('sessions')
  @HttpCode(204)
  @People()
  async closeAll(
    @CurrentPerson() person: PersonPrincipal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.closeAll(`person:${person.id}`, person.id);
    this.cookies.clearSession(reply);
  }

  /** Signs me out of one of them. */
  @Delete('sessions/:id')
  @HttpCode(204)
  @People()
  async closeOne(@CurrentPerson() person: PersonPrincipal, @Param('id') id: string): Promise<void> {
    await this.sessions.close(person, idParam(id, 'session'));
  }
}
