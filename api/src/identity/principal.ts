import type { Role } from './rules/roles.js';

/** Who is asking. Built by the guard from the session or the key, never from a request body. */
export interface PersonPrincipal {
  type: 'person';
  id: string;
  name: string;
  email: string;
  roles: Role[];
  csrfToken: string;
  tokenHash: Buffer;
  sessionId: string;
  /** When they last proved again, in this session, who they are. */
  steppedUpAt: Date | null;
  /** Whether it is a minute or more since the session was last noted as in use. */
  toBeSeen: boolean;
}

export interface AgentPrincipal {
  type: 'agent';
  id: string;
  name: string;
  ownerId: string;
  keyId: string;
  keyIssuerId: string;
  /** Names of registered tools this key may ask for; null means all. */
  tools: string[] | null;
  /** Domains this key may propose in; null means all. */
  domains: string[] | null;
  /** Whether it is a minute or more since the key was last noted as in use. */
  toBeSeen: boolean;
}

/** A browser that shows one answer of an agent's: it may see that answer and tell what was done with it. */
export interface WidgetPrincipal {
  type: 'widget';
  /** The agent whose proposal it is. */
  agentId: string;
  proposalId: string;
}

/** Whose proposals are asked about. */
export type ProposalReader = Pick<AgentPrincipal, 'type' | 'id'> | WidgetPrincipal;

export type Principal = PersonPrincipal | AgentPrincipal | WidgetPrincipal;
