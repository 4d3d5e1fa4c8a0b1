import { urlFault } from './host-and-port.js';
import type { Precondition } from './precondition.js';
import { preconditionFaults } from './precondition-faults.js';
import { compileSchema, type Runner, type SchemaFault } from './tool.js';

/** The parts of a tool that can be wrong although each has the right form. */
export interface ToolToCheck {
  schema: Record<string, unknown>;
  endpointUrl: string;
  runner?: Runner;
  signOff: 'none' | null;
  preconditions?: readonly Precondition[];
  /** Arguments to try, as a proposal would bring them. */
  example?: Record<string, unknown>;
}

/**
 * Everything that keeps a tool from being registered; none when it can be.
 * @param allowedHosts `host:port` of whatever may be called
 */
export function toolFaults(tool: ToolToCheck, allowedHosts: readonly string[]): SchemaFault[] {
  const { schema, endpointUrl, runner, signOff, preconditions = [], example } = tool;
  const faults: SchemaFault[] = [];
  const checkUrl = (path: string, url: string, hosts: readonly string[] | null) => {
    const message = urlFault(url, hosts);
    if (message) faults.push({ path, message });
  };
  // What the agent's backend calls we never do: it only says where the call goes.
  checkUrl('endpoint.url', endpointUrl, runner === 'agent' ? null : allowedHosts);
  for (const [n, { url }] of preconditions.entries()) checkUrl(`preconditions.${n}.url`, url, allowedHosts);
  try {
    const wrong = compileSchema(schema)(example);
    if (example !== undefined) {
      faults.push(...wrong.map(({ path, message }) => ({ path: path ? `example.${path}` : 'example', message })));
    }
  } catch (error) {
    faults.push({ path: 'schema', message: `is not a JSON Schema: ${(error as Error).message}` });
  }
  faults.push(...preconditionFaults(preconditions, schema));
  if (preconditions.length > 0 && signOff === 'none') {
    faults.push({
      path: 'signOff',
      message: 'can’t be none with preconditions: what was seen is for people to judge',
    });
  }
  return faults;
}
