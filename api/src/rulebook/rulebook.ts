import { Injectable } from '@nestjs/common';
import { compileSignOffPolicy } from '../approvals/rules/compile-sign-off-policy.js';
import { compileRoutingPolicy } from '../routing/rules/compile-routing-policy.js';
import { RulebookStore } from './persistence/rulebook.store.js';
import type { CheckedTool, InForce, Rules } from './rules/rules-in-force.js';
import { compileSchema } from './rules/tool.js';

/**
 * The routing policy, the sign-off policy and the tools in force. Compiled once per version; whoever
 * reads a ticket also reads which versions are in force, so a cached copy is never used a moment
 * after another process added a version.
 */
@Injectable()
export class Rulebook {
  private cached: Rules | undefined;

  constructor(private readonly store: RulebookStore) {}

  /** The rules for these versions, as a statement that read them said. */
  async at(inForce: InForce): Promise<Rules> {
    const { cached } = this;
    if (
      cached?.inForce.routingPolicy === inForce.routingPolicy &&
      cached.inForce.signOffPolicy === inForce.signOffPolicy &&
      cached.inForce.tools === inForce.tools
    ) {
      return cached;
    }
    this.cached = await this.load(inForce);
    return this.cached;
  }

  /** The rules in force now, at one round trip. */
  async now(): Promise<Rules> {
    return this.at(await this.store.inForce());
  }

  private async load(inForce: InForce): Promise<Rules> {
    const [routing, signOff, rows] = await Promise.all([
      this.store.policy('routing_policy', inForce.routingPolicy),
      this.store.policy('sign_off_policy', inForce.signOffPolicy),
      this.store.tools(),
    ]);
    if (!routing || !signOff) throw new Error('no routing or sign-off policy is in force; run the migration step');
    const byVersion = new Map<string, CheckedTool>();
    const newest = new Map<string, CheckedTool>();
    for (const row of rows) {
      const tool = { ...row, check: compileSchema(row.schema) };
      byVersion.set(`${tool.name} ${tool.version}`, tool);
      newest.set(tool.name, tool);
    }
    return {
      inForce,
      routing: compileRoutingPolicy(JSON.parse(routing.document)),
      signOff: compileSignOffPolicy(JSON.parse(signOff.document)),
      tool: (name, version) => (version === undefined ? newest.get(name) : byVersion.get(`${name} ${version}`)),
      tools: [...newest.values()],
    };
  }
}
