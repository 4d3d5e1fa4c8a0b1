import { Injectable } from '@nestjs/common';
import { compileSignOffPolicy } from '../approvals/rules/compile-sign-off-policy.js';
import { compileQueuePolicy } from '../review-queues/rules/queue-policy.js';
import { compileRoutingPolicy } from '../routing/rules/compile-routing-policy.js';
import { type PolicyTable, RulebookStore } from './persistence/rulebook.store.js';
import type { CheckedTool, InForce, Rules } from './rules/rules-in-force.js';
import { type CheckArguments, compileSchema } from './rules/tool.js';

const NEWEST = 2_147_483_647;

/**
 * The policies and the tools in force. Compiled once per version; whoever
 * reads a ticket also reads which versions are in force, so a cached copy is never used a moment
 * after another process added a version.
 */
@Injectable()
export class Rulebook {
  /** A promise, so that the requests that meet a new version together compile it once. */
  private cached: { version: string; rules: Promise<Rules> } | undefined;

  private agentDayAsked = true;

  constructor(private readonly store: RulebookStore) {}

  /** The rules for these versions, as a statement that read them said. */
  at(inForce: InForce): Promise<Rules> {
    const version = `${inForce.routingPolicy} ${inForce.signOffPolicy} ${inForce.queuePolicy} ${inForce.tools}`;
    if (this.cached?.version !== version) {
      const rules = this.load(inForce);
      this.cached = { version, rules };
      // A failed read is not kept: the next one asks again.
      rules.catch(() => {
        if (this.cached?.rules === rules) this.cached = undefined;
      });
    }
    return this.cached.rules;
  }

  /** The rules in force now, at one round trip. */
  async now(): Promise<Rules> {
    return this.at(await this.store.inForce());
  }

  /**
   * A version of a policy as it is written.
   * @param version the newest when left out
   */
  async document(table: PolicyTable, version = NEWEST): Promise<{ version: number; document: unknown } | undefined> {
    const found = await this.store.policy(table, version);
    return found && { version: found.version, document: JSON.parse(found.document) as unknown };
  }

  /** Whether the sign-off policy last compiled here looks at sums by agent; true before any was. */
  asksAgentDay(): boolean {
    return this.agentDayAsked;
  }

  private async load(inForce: InForce): Promise<Rules> {
    const [routing, signOff, queues, rows] = await Promise.all([
      this.store.policy('routing_policy', inForce.routingPolicy),
      this.store.policy('sign_off_policy', inForce.signOffPolicy),
      this.store.policy('queue_policy', inForce.queuePolicy),
      this.store.tools(),
    ]);
    if (!routing || !signOff || !queues) {
      throw new Error('no routing, sign-off or queue policy is in force; run the migration step');
    }
    const byVersion = new Map<string, CheckedTool>();
    const newest = new Map<string, CheckedTool>();
    for (const row of rows) {
      const tool = { ...row, check: compiledOnce(row.schema) };
      byVersion.set(`${tool.name} ${tool.version}`, tool);
      newest.set(tool.name, tool);
    }
    const compiled = compileSignOffPolicy(JSON.parse(signOff.document));
    this.agentDayAsked = compiled.asksAgentDay;
    return {
      inForce,
      routing: compileRoutingPolicy(JSON.parse(routing.document)),
      signOff: compiled,
      queues: compileQueuePolicy(JSON.parse(queues.document)),
      tool: (name, version) => (version === undefined ? newest.get(name) : byVersion.get(`${name} ${version}`)),
      tools: [...newest.values()],
    };
  }
}

/** Compiling a schema costs milliseconds, and most versions of most tools are never asked. */
function compiledOnce(schema: Record<string, unknown>): CheckArguments {
  let check: CheckArguments | undefined;
  return (args) => {
    check ??= compileSchema(schema);
    return check(args);
  };
}
