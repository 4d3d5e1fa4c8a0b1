import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Environment } from '../../../../config/environment.js';
import { DEVICE_DAYS } from '../persistence/device.store.js';
import type { Rotated } from '../persistence/session-rows.js';

export const SESSION_COOKIE = 'countersign_session';
/** What a browser is known again by at sign-in; it opens nothing. */
const DEVICE_COOKIE = 'countersign_device';

/** The two cookies: no script reads them, no other site sends them. */
export class SessionCookies {
  private readonly common: { httpOnly: true; sameSite: 'strict'; secure: boolean };

  constructor({ publicUrl }: Environment) {
    this.common = { httpOnly: true, sameSite: 'strict', secure: publicUrl?.startsWith('https:') ?? false };
  }

  read({ cookies }: FastifyRequest): { session?: string; device?: string } {
    return { session: cookies?.[SESSION_COOKIE], device: cookies?.[DEVICE_COOKIE] };
  }

  setSession(reply: FastifyReply, { token, maxAgeSeconds }: Rotated): void {
    void reply.setCookie(SESSION_COOKIE, token, { ...this.common, path: '/', maxAge: maxAgeSeconds });
  }

  setDevice(reply: FastifyReply, token: string): void {
    void reply.setCookie(DEVICE_COOKIE, token, { ...this.common, path: '/v1/session', maxAge: DEVICE_DAYS * 86_400 });
  }

  clearSession(reply: FastifyReply): void {
    void reply.clearCookie(SESSION_COOKIE, { ...this.common, path: '/' });
  }
}
