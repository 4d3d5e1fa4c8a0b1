import type { AgentPrincipal } from '../identity/principal.js';
import { Problem } from '../platform/http/problem.js';
import type { Rules } from '../rulebook/rules/rules-in-force.js';
import type { ToolCall } from '../tickets/rules/tool-call.js';

/** @throws Problem 403 `out_of_scope` where the key is for other domains */
export function refuseDomain(agent: AgentPrincipal, domain: string): void {
  if (agent.domains === null || agent.domains.includes(domain)) return;
  throw new Problem(
    403,
    'out_of_scope',
    `This key is not for the domain ${JSON.stringify(domain)}. Ask an admin to widen it.`,
  );
}

/** Unregistered names are taken in for review. @throws Problem 403 `out_of_scope` where the key is for other tools */
export function refuseTool(agent: AgentPrincipal, call: ToolCall | null, rules: Rules): void {
  if (!call || agent.tools === null || agent.tools.includes(call.name) || !rules.tool(call.name)) return;
  throw new Problem(403, 'out_of_scope', `This key may not ask for ${call.name}. Ask an admin to widen it.`);
}
