import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Environment } from '../../../../config/environment.js';
import { ENVIRONMENT } from '../../platform/environment.token.js';
import { Refuses } from '../../platform/http/refuses.js';
import { validateBody } from '../../platform/http/validate.js';
import { CurrentPerson, People } from '../access.js';
import { OwnAccountService } from '../own-account.service.js';
import type { PersonPrincipal } from '../principal.js';
import {
  ChangePassword,
  PasswordProof,
  Proof,
  RecoveryCodes,
  SessionAnswer,
  TotpAnswer,
  TotpCode,
  TotpConfirmed,
  TotpEnrolment,
} from './session.dto.js';
import { SessionCookies } from './session-cookies.js';

/** One's own password and second factor. Whatever changes here ends one's other sessions. */
@ApiTags('session')
@Controller('v1/session')
export class AccountController {
  private readonly cookies: SessionCookies;

  constructor(
    private readonly account: OwnAccountService,
    @Inject(ENVIRONMENT) environment: Environment,
  ) {
    this.cookies = new SessionCookies(environment);
  }

  /** Changes my password. */
  @Post('password')
  @HttpCode(200)
  @People()
  @Refuses('proof_failed', 'password_too_weak', 'too_many_attempts')
  @ApiBody({ type: ChangePassword })
  @ApiOkResponse({ type: SessionAnswer })
  async changePassword(
    @CurrentPerson() person: PersonPrincipal,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionAnswer> {
    const { current, next } = validateBody(ChangePassword, body);
    const rotated = await this.account.changePassword(person, current, next);
    this.cookies.setSession(reply, rotated);
    return answer(person, rotated.csrfToken);
  }

  /** Whether one-time codes are on. */
  @Get('totp')
  @People()
  @ApiOkResponse({ type: TotpAnswer })
  totp(@CurrentPerson() person: PersonPrincipal): Promise<TotpAnswer> {
    return this.account.totp(person);
  }

  /** Begins to enrol an authenticator app; `…/confirm` with its first code switches codes on. */
  @Post('totp')
  @HttpCode(200)
  @People()
  @Refuses('proof_failed', 'totp_on', 'totp_not_configured', 'too_many_attempts')
  @ApiBody({ type: PasswordProof })
  @ApiOkResponse({ type: TotpEnrolment })
  enrol(@CurrentPerson() person: PersonPrincipal, @Body() body: unknown): Promise<TotpEnrolment> {
    return this.account.enrol(person, validateBody(PasswordProof, body).password);
  }

  /** Switches one-time codes on, and answers recovery codes. */
  @Post('totp/confirm')
  @HttpCode(200)
  @People()
  @Refuses('proof_failed', 'totp_not_begun', 'totp_unavailable', 'too_many_attempts')
  @ApiBody({ type: TotpCode })
  @ApiOkResponse({ type: TotpConfirmed })
  async confirm(
    @CurrentPerson() person: PersonPrincipal,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TotpConfirmed> {
    const { recoveryCodes, ...rotated } = await this.account.confirm(person, validateBody(TotpCode, body).code);
    this.cookies.setSession(reply, rotated);
    return { recoveryCodes, csrfToken: rotated.csrfToken };
  }

  /** Makes new recovery codes; those before count no more. */
  @Post('totp/recovery-codes')
  @HttpCode(200)
  @People()
  @Refuses('proof_failed', 'code_required', 'totp_not_begun', 'totp_unavailable', 'too_many_attempts')
  @ApiBody({ type: Proof })
  @ApiOkResponse({ type: RecoveryCodes })
  async renewCodes(@CurrentPerson() person: PersonPrincipal, @Body() body: unknown): Promise<RecoveryCodes> {
    const { password, code } = validateBody(Proof, body);
    return { recoveryCodes: await this.account.renewRecoveryCodes(person, password, code) };
  }

  /** Switches one-time codes off. */
  @Delete('totp')
  @HttpCode(200)
  @People()
  @Refuses('proof_failed', 'code_required', 'totp_not_begun', 'totp_unavailable', 'too_many_attempts')
  @ApiBody({ type: Proof })
  @ApiOkResponse({ type: SessionAnswer })
  async removeTotp(
    @CurrentPerson() person: PersonPrincipal,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionAnswer> {
    const { password, code } = validateBody(Proof, body);
    const rotated = await this.account.removeTotp(person, password, code);
    this.cookies.setSession(reply, rotated);
    return answer(person, rotated.csrfToken);
  }
}

function answer({ id, email, name, roles }: PersonPrincipal, csrfToken: string): SessionAnswer {
  return { person: { id, email, name, roles }, csrfToken };
}
