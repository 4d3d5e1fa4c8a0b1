import type { Observation, Read } from './rules/precondition.js';
import type { Rules } from './rules/rules-in-force.js';
import type { Tool } from './rules/tool.js';

/** What was seen for one version of a tool, or why nothing was. */
export type Sight = Read<Observation> & { toolVersion: number };

interface CalledTool {
  name: string;
  /** RFC 8785 text of the arguments. */
  canonical: string;
}

export interface ToRead {
  tool: Tool;
  /** RFC 8785 text of the arguments. */
  argumentsCanonical: string;
  /** The database's clock before the read. */
  asOf: Date;
  /** Somebody waits for the answer: a server that failed a moment ago is not asked again. */
  hurried?: boolean;
}

/**
 * Looks at what must hold for a call. Only execution calls out, so it offers this to the stages before it.
 * Never called while a transaction is open, and never throws.
 */
export abstract class PreconditionReader {
  abstract read(what: ToRead): Promise<Sight>;

  /** Looks at what must hold for a call of the tool in force; null when nothing must, or nobody knows the tool. */
  async look(rules: Rules, call: CalledTool | null, asOf: Date, hurried = false): Promise<Sight | null> {
    const tool = call && rules.tool(call.name);
    if (!tool || tool.preconditions.length === 0) return null;
    return this.read({ tool, argumentsCanonical: call.canonical, asOf, hurried });
  }
}
