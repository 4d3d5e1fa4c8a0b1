import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';
import '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import { Refuses } from '../platform/http/refuses.js';
import type { AgentPrincipal, PersonPrincipal, Principal, ProposalReader } from './principal.js';
import { ROLES, type Role } from './rules/roles.js';

/** What is said of a change. */
export type Verdict = 'approve' | 'reject';

export type Decision = 'approve' | 'reject' | 'revoke';

/** What a route lets in. A route without one is refused to everybody. */
export type Access =
  | { kind: 'anyone' }
  | { kind: 'agent'; widget?: true }
  | {
      kind: 'person';
      roles: readonly Role[];
      reviewer?: boolean;
      decision?: Decision;
      resolution?: true;
      change?: Verdict;
    };

export const ACCESS = Symbol('access');

/** Asked by a page and not by a person: it must not keep a session alive that nobody uses. */
export const UNATTENDED = Symbol('unattended');
export const Unattended = () => SetMetadata<symbol, boolean>(UNATTENDED, true);

export const Anyone = () => SetMetadata<symbol, Access>(ACCESS, { kind: 'anyone' });

/** Agents only, by Bearer key. */
export const AgentsOnly = () =>
  applyDecorators(
    SetMetadata<symbol, Access>(ACCESS, { kind: 'agent' }),
    Refuses('not_signed_in', 'key_not_accepted', 'not_allowed'),
    ApiSecurity('agentKey'),
  );

/** Agents, and the widget token of the one proposal that the route is about. */
export const AgentsOrWidget = () =>
  applyDecorators(
    SetMetadata<symbol, Access>(ACCESS, { kind: 'agent', widget: true }),
    Refuses('not_signed_in', 'key_not_accepted', 'token_not_accepted', 'not_allowed', 'keys_missing'),
    ApiSecurity('agentKey'),
    ApiSecurity('widgetToken'),
  );

/** Signed-in people with one of these roles (any role when none is named). */
export const People = (...roles: Role[]) => forPeople({ roles: roles.length > 0 ? roles : ROLES });

/** People who review: no admin, no auditor, whatever else they are; of these roles, or of any when none is named. */
export const Reviewers = (...roles: Role[]) => forPeople({ roles: roles.length > 0 ? roles : ROLES, reviewer: true });

/** Who says what became of an execution: like `Reviewers`, and a refusal is recorded in the audit log. */
export const Resolvers = (...roles: Role[]) => forPeople({ roles, reviewer: true, resolution: true });

/** A decision on a ticket: like `Reviewers`, and a refusal is recorded in the audit log. */
export const Deciders = (decision: Decision) => forPeople({ roles: ROLES, reviewer: true, decision });

/** Says something of a change: any person, for the change says whom it takes; who is refused is on record. */
export const ChangeDeciders = (change: Verdict) => forPeople({ roles: ROLES, change });

function forPeople(access: Omit<Extract<Access, { kind: 'person' }>, 'kind'>): MethodDecorator & ClassDecorator {
  const refused = access.decision || access.change ? 'not_allowed_to_sign' : 'not_allowed';
  return applyDecorators(
    SetMetadata<symbol, Access>(ACCESS, { kind: 'person', ...access }),
    Refuses('not_signed_in', 'key_not_accepted', 'csrf_token_missing', 'cross_site_request', refused),
    ApiSecurity('session'),
  );
}

export type RequestWithPrincipal = FastifyRequest & {
  principal?: Principal;
  rawJson?: { bytes: Buffer; wanted: string | undefined };
};

export const CurrentPerson = createParamDecorator((_: unknown, context: ExecutionContext): PersonPrincipal => {
  return context.switchToHttp().getRequest<RequestWithPrincipal>().principal as PersonPrincipal;
});

/** The agent, or the browser that holds a widget token of its proposal. */
export const CurrentReader = createParamDecorator((_: unknown, context: ExecutionContext): ProposalReader => {
  return context.switchToHttp().getRequest<RequestWithPrincipal>().principal as ProposalReader;
});

export const CurrentAgent = createParamDecorator((_: unknown, context: ExecutionContext): AgentPrincipal => {
  return context.switchToHttp().getRequest<RequestWithPrincipal>().principal as AgentPrincipal;
});
