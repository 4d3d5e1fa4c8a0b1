import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Environment } from '../../../../config/environment.js';
import { ENVIRONMENT } from '../../platform/environment.token.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { SESSION_COOKIE } from '../access.guard.js';
import { Anyone, CurrentPerson, People, type RequestWithPrincipal } from '../access.js';
import type { PersonPrincipal } from '../principal.js';
import { SessionService } from '../session.service.js';
import { SessionAnswer, SignIn } from './session.dto.js';

@ApiTags('session')
@Controller('v1/session')
export class SessionController {
  private readonly cookie: { httpOnly: true; sameSite: 'strict'; path: '/'; secure: boolean };

  constructor(
    private readonly sessions: SessionService,
    @Inject(ENVIRONMENT) environment: Environment,
  ) {
    const secure = environment.publicUrl?.startsWith('https:') ?? false;
    this.cookie = { httpOnly: true, sameSite: 'strict', path: '/', secure };
  }

  /** Signs in: sets the session cookie. */
  @Post()
  @HttpCode(200)
  @Anyone()
  @Refuses('sign_in_failed', 'too_many_attempts')
  @ApiBody({ type: SignIn })
  @ApiOkResponse({ type: SessionAnswer })
  async open(
    @Body() body: unknown,
    @Req() request: RequestWithPrincipal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionAnswer> {
    const { email, password } = validateBody(SignIn, body);
    const opened = await this.sessions.open(email, password, request.ip);
    void reply.setCookie(SESSION_COOKIE, opened.token, { ...this.cookie, maxAge: opened.maxAgeSeconds });
    return { person: opened.person, csrfToken: opened.csrfToken };
  }

  /** Who am I. */
  @Get()
  @People()
  @ApiOkResponse({ type: SessionAnswer })
  whoAmI(@CurrentPerson() person: PersonPrincipal): SessionAnswer {
    const { id, email, name, roles } = person;
    return { person: { id, email, name, roles }, csrfToken: person.csrfToken };
  }

  /** Signs out. */
  @Delete()
  @HttpCode(204)
  @People()
  async close(
    @CurrentPerson() person: PersonPrincipal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.close(person);
    void reply.clearCookie(SESSION_COOKIE, this.cookie);
  }
}
