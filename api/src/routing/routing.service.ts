import { Injectable } from '@nestjs/common';
import { moneyOf } from '../approvals/rules/money.js';
import type { Role } from '../approvals/rules/requirement.js';
import { requirementFor } from '../approvals/rules/requirement-for.js';
import { waitsFor } from '../approvals/rules/waits-for.js';
import { type AuditEntry, auditEntry } from '../audit-log/rules/audit-entry.js';
import { CitedPassages } from '../knowledge/cited-passages.js';
import { Problem } from '../platform/http/problem.js';
import { canonicalJson, sha256 } from '../platform/json/canonical.js';
import type { Sight } from '../rulebook/precondition-reader.js';
import type { CheckedTool, Rules } from '../rulebook/rules/rules-in-force.js';
import type { CaseFile } from '../tickets/rules/case-file.js';
import type { ToolCall } from '../tickets/rules/tool-call.js';
import { findingsIn } from './rules/findings.js';
import { heldInWords } from './rules/held.js';
import type { RevisionTexts } from './rules/hidden-text.js';
import { personalDataGiven } from './rules/personal-data.js';
import { asQuotedThen, quotedBefore } from './rules/quotes.js';
import { type RevisionToRoute, type Route, routeRevision } from './rules/route-revision.js';
import type { Finding } from './rules/signals.js';
import { asksForSources, citesNothing, type Sources, uncited } from './rules/sources.js';

export interface ToRoute {
  domain: string;
  confidence: number | null;
  policyDecision: string | null;
  piiLeakRisk: string | null;
  toolCall: ToolCall | null;
  /** Number of the ticket whose equal tool call is made or pending. */
  repeatOf: number | null;
  /** What was found out before it came here. */
  found?: readonly Finding[];
  texts: Omit<RevisionTexts, 'arguments'>;
  edited: boolean;
  /** The agent added to it while people looked at it. */
  added?: boolean;
  /** An approval that was taken back before it ran. */
  returned?: boolean;
  /** What the draft rests on, as `sourcesOf` found it. */
  sources: Sources;
  /** The database's clock. */
  now: Date;
  /** What was seen of the tool's preconditions, or why nothing was; null before anybody looked. */
  sight: Sight | null;
}

export interface Routed extends Route {
  queue: 'human_review' | null;
  slaSeconds: number | null;
  /** Roles whose approval is wanted, going by this call alone; none where it does not wait. */
  waitsFor: Role[];
  /** The same, were it to wait whatever the policy says. */
  signers: Role[];
  tool: CheckedTool | null;
  /** RFC 8785 text of what was seen of the tool's preconditions, null when nothing was; undefined without preconditions. */
  observation: string | null | undefined;
}

/** Routes a revision by the rules in force, with our own findings. */
@Injectable()
export class RoutingService {
  constructor(private readonly passages: CitedPassages) {}

  /**
   * What a draft rests on: what it cites, what it was given, and which of both are passages of ours.
   * @param cameIn when the proposal did; null while it comes in
   */
  async sourcesOf(
    citations: readonly string[] = [],
    evidence: Sources['evidence'] = [],
    cameIn: Date | null = null,
  ): Promise<Sources> {
    const quoted = new Set(evidence.flatMap(({ id, excerpt }) => (excerpt ? [id] : [])));
    const passages = await this.passages.look([...citations, ...evidence.map(({ id }) => id)], quoted);
    const sources = { citations, evidence, passages };
    const before = quotedBefore(sources, cameIn);
    return before.size === 0
      ? sources
      : asQuotedThen(sources, await this.passages.look([...before.keys()], new Set(before.keys()), before));
  }

  /**
   * The domain of a call that nobody signed, where the answer beside it cites nothing of ours that opens by now. Null of every
   * other, and where the policy in force asks for no source: then nothing is looked up, and nothing hangs on it.
   */
  async uncitedNow(rules: Rules, { ticket, revision, texts }: CaseFile): Promise<string | null> {
    if (ticket.state !== 'auto_allowed' || !asksForSources(rules.routing)) return null;
    const { answer = '', citations } = JSON.parse(revision.draft ?? '{}') as { answer?: string; citations?: string[] };
    const evidence = JSON.parse(texts?.evidence ?? '[]') as Sources['evidence'];
    const sources = await this.sourcesOf(citations, evidence, ticket.createdAt);
    return citesNothing(answer, sources) ? ticket.domain : null;
  }

  /** @throws Problem 422 `arguments_invalid` when a registered tool's schema refuses the arguments */
  route(rules: Rules, revision: ToRoute): Routed {
    const { toolCall } = revision;
    const args = toolCall && (JSON.parse(toolCall.canonical) as Record<string, unknown>);
    const tool = toolCall ? (rules.tool(toolCall.name) ?? null) : null;
    if (tool) refuseWrongArguments(tool, args);
    const conditional = tool !== null && tool.preconditions.length > 0;
    const observation = conditional ? observedBy(revision.sight, tool) : undefined;
    const money = moneyOf(args);
    const sums = money && { customerDay: money.hundredths, agentDay: money.hundredths };
    const { requirement } = requirementFor(rules.signOff, {
      tool: toolCall?.name ?? null,
      args,
      sums,
      toolSignOff: tool?.signOff ?? null,
      changesWorld: tool?.changesWorld ?? true,
    });
    const texts = { ...revision.texts, arguments: toolCall?.canonical ?? null };
    const found = findingsIn({
      ...revision,
      before: revision.found ?? [],
      tool: toolCall && { name: toolCall.name, registered: tool !== null },
      unobserved: observation === null ? whyUnobserved(revision.sight) : null,
      texts,
    });
    const toRoute: RevisionToRoute = {
      ...revision,
      uncitedIn: citesNothing(answerOf(texts), revision.sources) ? revision.domain : null,
      tool: toolCall && {
        name: toolCall.name,
        registered: tool !== null,
        changesWorld: tool?.changesWorld ?? true,
        needsSignOff: requirement !== null,
        conditional,
      },
      money,
      findings: found,
      personalData: personalDataGiven(texts),
    };
    const route = routeCited(rules.routing, toRoute, revision);
    const waits = route.state === 'pending_review';
    const signers = waitsFor(requirement ?? rules.signOff.otherwise, []);
    return {
      ...route,
      waitsFor: waits ? signers : [],
      signers,
      tool,
      observation,
      queue: waits ? 'human_review' : null,
      slaSeconds: waits ? rules.queues.slaSeconds[route.priority] : null,
    };
  }
}

/** What a route is written as in the audit log. */
export interface RoutedRevision {
  ticketId: string;
  revision: number;
  contentHash: string;
  state: string;
  queue: string | null;
  /** ISO 8601. */
  at: string;
  dueAt: string | null;
  expiresAt: string;
}

/** The `ticket.routed` entry of a revision, made by intake, an edit or Countersign itself. */
export function routedEntry(rules: Rules, { decision, flags }: Route, revised: RoutedRevision): AuditEntry {
  const { ticketId, at, ...rest } = revised;
  return auditEntry(at, 'system', 'ticket.routed', `ticket:${ticketId}`, {
    ...rest,
    outcome: decision.outcome,
    routingPolicyVersion: rules.inForce.routingPolicy,
    signOffPolicyVersion: rules.inForce.signOffPolicy,
    held: heldInWords(decision),
    decisionDigest: sha256(JSON.stringify(decision)).toString('hex'),
    riskScore: decision.score.value,
    flags,
  });
}

/** What would go out by itself is looked at once more: in a policy domain it needs a source that opens. */
function routeCited(policy: Rules['routing'], toRoute: RevisionToRoute, { domain, texts, sources }: ToRoute): Route {
  const route = routeRevision(policy, toRoute);
  if (route.state !== 'auto_allowed') return route;
  const loose = uncited(domain, answerOf(texts), sources);
  return loose ? routeRevision(policy, { ...toRoute, findings: [...toRoute.findings, loose] }) : route;
}

const answerOf = ({ draft }: Pick<RevisionTexts, 'draft'>): string =>
  (JSON.parse(draft ?? '{}') as { answer?: string }).answer ?? '';

function refuseWrongArguments(tool: CheckedTool, args: unknown): void {
  const faults = tool.check(args);
  if (faults.length === 0) return;
  const errors = faults.map(({ path, message }) => ({
    path: path === '' ? 'toolCall.arguments' : `toolCall.arguments.${path}`,
    message,
  }));
  throw new Problem(
    422,
    'arguments_invalid',
    `The arguments don't fit ${tool.name} version ${tool.version}: ${errors[0]!.path} ${errors[0]!.message}.`,
    { errors },
  );
}

const whyUnobserved = (sight: Sight | null): string => (sight && !sight.ok ? sight.because : 'nobody has looked yet');

/** An observation for another version of the tool is none. */
function observedBy(sight: Sight | null, { version }: CheckedTool): string | null {
  return sight?.ok && sight.toolVersion === version ? canonicalJson(sight.value) : null;
}
