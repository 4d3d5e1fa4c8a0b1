import { readFileSync } from 'node:fs';
import { compileSignOffPolicy } from '../../approvals/rules/compile-sign-off-policy.js';
import { compileQueuePolicy } from '../../review-queues/rules/queue-policy.js';
import { compileRoutingPolicy } from '../../routing/rules/compile-routing-policy.js';
import type { CheckedTool, Rules } from './rules-in-force.js';

const config = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../config/${name}.json`, import.meta.url), 'utf8'));

const TOOL: CheckedTool = {
  name: 'issue_refund',
  version: 1,
  description: 'Pays money back',
  schema: {},
  endpointUrl: 'http://ledger:4000/tools/issue_refund',
  endpointVersion: 1,
  retryClass: 'idempotent',
  changesWorld: true,
  timeoutMs: 5000,
  maxInFlight: 16,
  signOff: null,
  preconditions: [],
  runner: 'countersign',
  grantSeconds: 300,
  signingSecret: 'whsec_',
  createdAt: new Date(0),
  check: () => [],
};

/** For specs: the default policies and one registered tool. */
export function theRules(told: { tool?: Partial<CheckedTool> | null; routing?: unknown } = {}): Rules {
  const tool = told.tool === null ? undefined : { ...TOOL, ...told.tool };
  return {
    inForce: { routingPolicy: 1, signOffPolicy: 1, queuePolicy: 1, tools: 1 },
    routing: compileRoutingPolicy(told.routing ?? config('routing-policy')),
    signOff: compileSignOffPolicy(config('sign-off-policy')),
    queues: compileQueuePolicy(config('queue-policy')),
    tool: (name) => (name === tool?.name ? tool : undefined),
    tools: tool ? [tool] : [],
  };
}
