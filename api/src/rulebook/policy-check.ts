import { Injectable } from '@nestjs/common';
import { compileSignOffPolicy } from '../approvals/rules/compile-sign-off-policy.js';
import type { FindingKind, Surroundings } from '../approvals/rules/lint/finding.js';
import { lintSignOffPolicy } from '../approvals/rules/lint/lint-sign-off-policy.js';
import { SignOffPolicyError } from '../approvals/rules/sign-off-document.js';
import { compileQueuePolicy, QueuePolicyError } from '../review-queues/rules/queue-policy.js';
import { compileRoutingPolicy } from '../routing/rules/compile-routing-policy.js';
import { lintRoutingPolicy } from '../routing/rules/lint/lint-routing-policy.js';
import type { ExampleProposal, RoutingFindingKind } from '../routing/rules/lint/routing-finding.js';
import { RoutingPolicyError } from '../routing/rules/policy-document.js';
import type { PolicyTable } from './persistence/rulebook.store.js';
import { type HouseRow, SurroundingsStore } from './persistence/surroundings.store.js';
import { Rulebook } from './rulebook.js';
import type { Rules } from './rules/rules-in-force.js';
import type { Tool } from './rules/tool.js';

interface Finding {
  id: string;
  severity: 'error' | 'warning';
  kind: FindingKind | RoutingFindingKind;
  path: string;
  message: string;
  /** What the sentence speaks of, where another language may say it. */
  names: string[];
  /** A proposal that shows it. */
  example: ExampleProposal | null;
}

/** Something found in a document that is not yet in force. */
export interface CheckedFinding extends Finding {
  /** The version in force has it too: it wants no confirmation. */
  standing: boolean;
}

type Found = { draft: Finding[]; standing: Finding[] };

/** Reads a policy before it is added, as it would be here, with these people, agents and tools. Changes nothing. */
@Injectable()
export class PolicyCheck {
  constructor(
    private readonly surroundings: SurroundingsStore,
    private readonly rulebook: Rulebook,
  ) {}

  async check(table: PolicyTable, document: unknown): Promise<CheckedFinding[]> {
    const [rules, house] = await Promise.all([this.rulebook.now(), this.surroundings.read()]);
    return found(() => {
      const { draft, standing } = LINT[table](document, rules, house);
      const before = new Set(standing.map(({ id }) => id));
      return draft.map((one) => ({ ...one, standing: before.has(one.id) }));
    });
  }
}

/** What is found in a document, and in the one in force. */
const LINT: Record<PolicyTable, (document: unknown, rules: Rules, house: HouseRow) => Found> = {
  routing_policy: (document, rules, { domains }) => {
    const tools = rules.tools.map(({ preconditions, ...tool }) => ({ ...tool, conditional: preconditions.length > 0 }));
    const lint = (policy: Rules['routing']) => lintRoutingPolicy(policy, { tools, domains });
    return { draft: lint(compileRoutingPolicy(document)), standing: lint(rules.routing) };
  },
  sign_off_policy: (document, rules, house) => {
    const around = { ...house, tools: rules.tools.map(toolOf) };
    const lint = (policy: Rules['signOff']) =>
      lintSignOffPolicy(policy, around).map((one) => ({ ...one, example: null }));
    return { draft: lint(compileSignOffPolicy(document)), standing: lint(rules.signOff) };
  },
  queue_policy: (document) => {
    compileQueuePolicy(document);
    return { draft: [], standing: [] };
  },
};

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
      names: [],
      example: null,
      standing: false,
    }));
  }
}

function toolOf({ name, signOff, changesWorld, schema }: Tool): Surroundings['tools'][number] {
  const { properties, additionalProperties } = schema as { properties?: unknown; additionalProperties?: unknown };
  const named = typeof properties === 'object' && properties !== null && additionalProperties === false;
  return { name, signOff, changesWorld, arguments: named ? Object.keys(properties) : null };
}
