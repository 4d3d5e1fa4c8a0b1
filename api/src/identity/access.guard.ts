import { timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Environment } from '../../../config/environment.js';
import { AuditLog } from '../audit-log/audit-log.js';
import { ENVIRONMENT } from '../platform/environment.token.js';
import { refuseUnreadBody } from '../platform/http/json-bodies.js';
import { Problem } from '../platform/http/problem.js';
import { refuseCrossSite } from '../platform/http/same-site.js';
import { isId } from '../platform/ids.js';
import { sha256 } from '../platform/json/canonical.js';
import { ACCESS, type Access, type RequestWithPrincipal, UNATTENDED } from './access.js';
import { SESSION_COOKIE } from './http/session-cookies.js';
import { PrincipalStore } from './persistence/principal.store.js';
import type { AgentPrincipal, PersonPrincipal, WidgetPrincipal } from './principal.js';
import { mayReview } from './rules/roles.js';
import { isOver } from './rules/widget-token.js';
import { WidgetTokens } from './widget-tokens.js';

/** The one guard: it denies what no annotation allows, and runs before any body is looked at. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly principals: PrincipalStore,
    private readonly audit: AuditLog,
    private readonly widgets: WidgetTokens,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!access) throw new Problem(403, 'not_allowed', 'This route is not open to anybody.');
    refuseCrossSite(context.switchToHttp().getRequest(), this.environment.publicUrl);
    if (access.kind !== 'anyone') await this.admit(context, access);
    refuseUnreadBody(context.switchToHttp().getRequest());
    return true;
  }

  private async admit(context: ExecutionContext, access: Exclude<Access, { kind: 'anyone' }>): Promise<void> {
    const request = context.switchToHttp().getRequest<RequestWithPrincipal>();
    const token = access.kind === 'agent' && access.widget ? widgetToken(request) : null;
    if (token !== null) {
      request.principal = await this.admitWidget(token, request);
      return;
    }
    const principal = await this.identify(request);
    request.principal = principal;
    if (access.kind === 'agent') {
      if (principal.type !== 'agent') {
        throw new Problem(
          403,
          'not_allowed',
          'This route is for agents. Send an agent key as "Authorization: Bearer …".',
        );
      }
      if (request.method !== 'GET' && request.method !== 'HEAD') await this.principals.seeKey(principal);
      return;
    }
    const unattended = this.reflector.get<boolean | undefined>(UNATTENDED, context.getHandler()) ?? false;
    await this.admitPerson(access, principal, request, unattended);
  }

  /** A widget token opens the routes of its own proposal, while the key that it was asked for with still counts. */
  private async admitWidget(token: string, { params }: RequestWithPrincipal): Promise<WidgetPrincipal> {
    const claims = await this.widgets.read(token);
    const key = claims && (await this.principals.byKeyId(claims.azp));
    if (!key || isOver(claims, key.now)) {
      throw new Problem(
        401,
        'token_not_accepted',
        'This token is over, or was never good. Have the agent’s backend ask for a new one.',
      );
    }
    if (String((params as { id?: unknown }).id).toLowerCase() !== claims.sub) {
      throw new Problem(403, 'not_allowed', 'This token is for another proposal, and for nothing else.');
    }
    return { type: 'widget', agentId: key.agentId, proposalId: claims.sub };
  }

  private async identify(request: RequestWithPrincipal): Promise<PersonPrincipal | AgentPrincipal> {
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const key = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(authorization)?.[1];
      const agent = key && (await this.principals.byKey(sha256(key)));
      if (!agent)
        throw new Problem(
          401,
          'key_not_accepted',
          'This agent key is unknown, revoked or over. Ask an admin for a new one.',
        );
      return agent;
    }
    const token = request.cookies?.[SESSION_COOKIE];
    const person = token && (await this.principals.bySession(sha256(token)));
    if (!person)
      throw new Problem(401, 'not_signed_in', 'Sign in with POST /v1/session, or send an agent key as a Bearer token.');
    return person;
  }

  private async admitPerson(
    access: Extract<Access, { kind: 'person' }>,
    principal: PersonPrincipal | AgentPrincipal,
    request: RequestWithPrincipal,
    unattended: boolean,
  ): Promise<void> {
    if (principal.type === 'agent') {
      await this.recordRefusal(access, principal, request, 'an agent key decides nothing');
      throw new Problem(
        403,
        access.decision || access.change ? 'not_allowed_to_sign' : 'not_allowed',
        'An agent key reaches no route that is meant for people.',
      );
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      checkCsrf(principal, request);
      if (!unattended) await this.principals.see(principal);
    }
    const roleFits = principal.roles.some((role) => access.roles.includes(role));
    if (roleFits && (!access.reviewer || mayReview(principal.roles))) return;
    await this.recordRefusal(access, principal, request, `who is ${principal.roles.join(' and ')} signs nothing`);
    const allowed = access.reviewer ? 'people who review; admins manage and auditors read' : access.roles.join(', ');
    throw new Problem(
      403,
      access.decision ? 'not_allowed_to_sign' : 'not_allowed',
      `You are signed in as ${principal.roles.join(', ')}. This is open to ${allowed}.`,
    );
  }

  private async recordRefusal(
    access: Extract<Access, { kind: 'person' }>,
    principal: PersonPrincipal | AgentPrincipal,
    request: RequestWithPrincipal,
    because: string,
  ): Promise<void> {
    const id = (request.params as { id?: unknown } | undefined)?.id;
    if (!isId(id)) return;
    const actor = `${principal.type}:${principal.id}` as const;
    if (access.decision) {
      const refused = { code: 'not_allowed_to_sign', verdict: access.decision, because };
      await this.audit.append(actor, 'sign_off.refused', `ticket:${id.toLowerCase()}`, refused);
    } else if (access.change) {
      const refused = { code: 'not_allowed_to_sign', verdict: access.change, because };
      await this.audit.append(actor, 'change.refused', `change:${id.toLowerCase()}`, refused);
    } else if (access.resolution) {
      const executionId = id.toLowerCase();
      const ticketId = await this.principals.ticketOf(executionId);
      // Of an execution that there is not, no ticket tells.
      const subject = ticketId === undefined ? (`execution:${executionId}` as const) : (`ticket:${ticketId}` as const);
      await this.audit.append(actor, 'resolution.refused', subject, { executionId, code: 'not_allowed', because });
    }
  }
}

/** What looks like a JWT, which no agent key does. */
function widgetToken({ headers }: RequestWithPrincipal): string | null {
  return /^Bearer (eyJ[\w-]{1,400}\.[\w-]{1,800}\.[\w-]{1,200})$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}

function checkCsrf(person: PersonPrincipal, request: RequestWithPrincipal): void {
  const sent = Buffer.from(String(request.headers['x-csrf-token'] ?? ''));
  const expected = Buffer.from(person.csrfToken);
  if (sent.length !== expected.length || !timingSafeEqual(sent, expected)) {
    throw new Problem(403, 'csrf_token_missing', 'Send the csrfToken of your session as the header X-CSRF-Token.');
  }
}
