import type { CompiledSignOffPolicy } from '../../approvals/rules/sign-off-document.js';
import type { QueuePolicy } from '../../review-queues/rules/queue-policy.js';
import type { CompiledRoutingPolicy } from '../../routing/rules/compiled-policy.js';
import type { CheckArguments, Tool } from './tool.js';

/** Which versions are in force: the newest of each. `tools` counts rows, which are only ever added. */
export interface InForce {
  routingPolicy: number;
  signOffPolicy: number;
  queuePolicy: number;
  tools: number;
}

export interface CheckedTool extends Tool {
  check: CheckArguments;
}

/** The rules in force at one moment, compiled. */
export interface Rules {
  inForce: InForce;
  routing: CompiledRoutingPolicy;
  signOff: CompiledSignOffPolicy;
  queues: QueuePolicy;
  /** The newest version of a tool, or one version of it. */
  tool(name: string, version?: number): CheckedTool | undefined;
  /** The newest version of every tool, by name. */
  tools: CheckedTool[];
}
