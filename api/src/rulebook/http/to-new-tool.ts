import type { NewTool } from '../rulebook.service.js';
import type { Precondition } from '../rules/precondition.js';
import type { RetryClass, Runner } from '../rules/tool.js';
import type { ToolToCheck } from '../rules/tool-faults.js';
import type { CheckTool, RegisterTool } from './tools.dto.js';

const DEFAULT_TIMEOUT_MS = 10_000;

/** The checked body of `POST /v1/tools` as the rulebook takes it. */
export function toNewTool(tool: RegisterTool): NewTool {
  return {
    name: tool.name,
    description: tool.description,
    schema: tool.schema,
    endpointUrl: tool.endpoint.url,
    retryClass: tool.retryClass as RetryClass,
    changesWorld: tool.changesWorld,
    timeoutMs: tool.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    ...(tool.maxInFlight === undefined ? {} : { maxInFlight: tool.maxInFlight }),
    signOff: (tool.signOff ?? null) as 'none' | null,
    runner: (tool.runner ?? 'countersign') as Runner,
    ...(tool.grantSeconds === undefined ? {} : { grantSeconds: tool.grantSeconds }),
    preconditions: toPreconditions(tool.preconditions),
  };
}

/** The checked body of `POST /v1/tools/check`. */
export function toToolToCheck({ schema, endpoint, signOff, runner, preconditions, example }: CheckTool): ToolToCheck {
  return {
    schema,
    endpointUrl: endpoint.url,
    signOff: (signOff ?? null) as 'none' | null,
    runner: (runner ?? 'countersign') as Runner,
    preconditions: toPreconditions(preconditions),
    ...(example === undefined ? {} : { example }),
  };
}

function toPreconditions(preconditions: RegisterTool['preconditions'] = []): Precondition[] {
  return preconditions.map(({ show, query, ...rest }) => ({
    ...rest,
    query: query as Record<string, string>,
    show: show ?? [],
  }));
}
