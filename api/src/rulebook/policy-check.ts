import { Injectable } from '@nestjs/common';
import { compileSignOffPolicy } from '../approvals/rules/compile-sign-off-policy.js';
import type { PolicyFinding, Surroundings } from '../approvals/rules/lint/finding.js';
import { lintSignOffPolicy } from '../approvals/rules/lint/lint-sign-off-policy.js';
import { SignOffPolicyError } from '../approvals/rules/sign-off-document.js';
import { compileQueuePolicy, QueuePolicyError } from '../review-queues/rules/queue-policy.js';
import { compileRoutingPolicy } from '../routing/rules/compile-routing-policy.js';
import { RoutingPolicyError } from '../routing/rules/policy-document.js';
import type { PolicyTable } from './persistence/rulebook.store.js';
import { SurroundingsStore } from './persistence/surroundings.store.js';
import { Rulebook } from './rulebook.js';
import type { Tool } from './rules/tool.js';

/** Something found in a document that is not yet in force. */
export interface CheckedFinding extends PolicyFinding {
  /** The version in force has it too: it wants no confirmation. */
  standing: boolean;
}

/** Reads a policy before it is added, as it would be here, with these people, agents and tools. Changes nothing. */
@Injectable()
export class PolicyCheck {
  constructor(
    private readonly surroundings: SurroundingsStore,
    private readonly rulebook: Rulebook,
  ) {}

  async check(table: PolicyTable, document: unknown): Promise<CheckedFinding[]> {
    if (table !== 'sign_off_policy') {
      return found(() => {
        (table === 'routing_policy' ? compileRoutingPolicy : compileQueuePolicy)(document);
        return [];
      });
    }
    const [rules, people] = await Promise.all([this.rulebook.now(), this.surroundings.read()]);
    const around = { ...people, tools: rules.tools.map(toolOf) };
    const standing = new Set(lintSignOffPolicy(rules.signOff, around).map(({ id }) => id));
    return found(() =>
      lintSignOffPolicy(compileSignOffPolicy(document), around).map((one) => ({
        ...one,
        standing: standing.has(one.id),
      })),
    );
  }
}

/** What cannot be read at all is found, too. */
function found(read: () => CheckedFinding[]): CheckedFinding[] {
  try {
    return read();
  } catch (error) {
    const unreadable = [SignOffPolicyError, RoutingPolicyError, QueuePolicyError].some((kind) => error instanceof kind);
    if (!unreadable) throw error;
    return (error as SignOffPolicyError).issues.map(({ path, message }) => ({
      id: `invalid:${path}`,
      severity: 'error',
      kind: 'invalid',
      path,
      message,
      standing: false,
    }));
  }
}

function toolOf({ name, signOff, changesWorld, schema }: Tool): Surroundings['tools'][number] {
  const { properties, additionalProperties } = schema as { properties?: unknown; additionalProperties?: unknown };
  const named = typeof properties === 'object' && properties !== null && additionalProperties === false;
  return { name, signOff, changesWorld, arguments: named ? Object.keys(properties) : null };
}
