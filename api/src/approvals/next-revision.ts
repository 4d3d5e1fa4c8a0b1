import type { AuditEntry } from '../audit-log/rules/audit-entry.js';
import { type Salted, salted, saltedDigest } from '../platform/json/digest.js';
import { type Routed, type RoutingService, routedEntry } from '../routing/routing.service.js';
import type { Finding } from '../routing/rules/signals.js';
import type { Sources } from '../routing/rules/sources.js';
import type { Sight } from '../rulebook/precondition-reader.js';
import type { Rules } from '../rulebook/rules/rules-in-force.js';
import type { CaseFile, ProposalTexts, TicketHead } from '../tickets/rules/case-file.js';
import { contextDigests, resumeClock } from '../tickets/rules/question.js';
import { signedContent } from '../tickets/rules/signed-content.js';
import type { NewRevision, TicketChange } from '../tickets/rules/ticket-change.js';
import { callDigest, type ToolCall } from '../tickets/rules/tool-call.js';

export interface Edit {
  madeBy: string | null;
  note: Salted | null;
  /** JSON text of the draft. */
  draft: string;
  toolCall: ToolCall | null;
  /** Number of a ticket whose equal tool call is made or pending. */
  repeatOf: number | null;
  /** What was seen of the tool's preconditions, or why nothing was; null without any. */
  sight: Sight | null;
  /** Only seen at last: content, time and SLA stay as they are. */
  observed?: boolean;
  /** What the agent adds; it resumes a clock that stood still for it. */
  added?: { body: Salted; confidence: number | null };
  /** What was found out before it came here, and what a draft that Countersign made anew says of itself. */
  found?: readonly Finding[];
  piiLeakRisk?: string;
  /** Sent back after approval: it waits for people whatever routing says, and the policy log shows what that is. */
  returned?: boolean;
}

interface Unlogged {
  revision: NewRevision;
  head: NonNullable<TicketChange['head']> & Pick<TicketHead, 'state' | 'queue' | 'expiresAt'>;
}

export interface NextRevision extends Unlogged {
  /** The `ticket.routed` entry that belongs with it. */
  routed: AuditEntry;
}

/**
 * Makes the next revision of a ticket: hashed anew and routed again. Sign-offs are bound to a revision
 * and its hash, so those of the last one no longer count.
 */
export async function nextRevision(
  routing: RoutingService,
  file: CaseFile,
  rules: Rules,
  edit: Edit,
): Promise<NextRevision> {
  const { ticket, now, texts } = file;
  if (!texts) throw new Error('a next revision needs the proposal’s texts');
  const claims = JSON.parse(texts.policy ?? '{}') as { decision?: string | null; piiLeakRisk?: string | null };
  const routed = routing.route(rules, {
    domain: ticket.domain,
    confidence: edit.added ? edit.added.confidence : ticket.confidence,
    policyDecision: claims.decision ?? null,
    // Neither claim takes the other back.
    piiLeakRisk: edit.piiLeakRisk === 'high' ? 'high' : (claims.piiLeakRisk ?? null),
    toolCall: edit.toolCall,
    repeatOf: edit.repeatOf,
    found: edit.found ?? [],
    texts: { request: texts.request, evidence: texts.evidence, draft: edit.draft, context: added(texts, edit) },
    edited: edit.madeBy !== null,
    added: edit.added !== undefined,
    returned: edit.returned ?? false,
    sources: await routing.sourcesOf(citationsIn(edit.draft), evidenceIn(texts, edit), ticket.createdAt),
    now,
    sight: edit.sight,
  });
  const number = ticket.revision + 1;
  const draft = salted(edit.draft);
  const expiresAt = edit.observed
    ? ticket.expiresAt
    : new Date(now.getTime() + rules.signOff.expiresAfterSeconds * 1000);
  const content = signedContent({
    ticketId: ticket.id,
    revision: number,
    tool: edit.toolCall && {
      name: edit.toolCall.name,
      version: routed.tool?.version ?? null,
      endpointVersion: routed.tool?.endpointVersion ?? null,
    },
    argumentsCanonical: edit.toolCall?.canonical ?? null,
    digests: {
      request: saltedDigest(texts.requestSalt ?? Buffer.alloc(0), texts.request ?? ''),
      evidence: texts.evidence === null ? null : saltedDigest(texts.evidenceSalt ?? Buffer.alloc(0), texts.evidence),
      draft: draft.digest,
      ...contextDigests([...texts.contexts, ...(edit.added ? [asStored(edit.added.body)] : [])]),
    },
    observation: routed.observation,
    expiresAt: expiresAt.toISOString(),
  });
  const blocked = routed.state === 'blocked' && !edit.returned;
  const made: Unlogged = {
    revision: {
      revision: number,
      madeBy: edit.madeBy,
      madeAt: now.toISOString(),
      note: edit.note,
      draft,
      toolCall: edit.toolCall,
      toolVersion: routed.tool?.version ?? null,
      observation: routed.observation ?? null,
      signedContent: content.text,
      contentHash: content.hash,
      routingPolicyVersion: rules.inForce.routingPolicy,
      signOffPolicyVersion: rules.inForce.signOffPolicy,
      routingDecision: routed.decision,
    },
    head: {
      state: blocked ? 'blocked' : 'pending_review',
      revision: number,
      queue: blocked ? null : (ticket.queue ?? 'human_review'),
      ...(ticket.queue === null && !blocked ? freshSla(now, rules, routed) : {}),
      ...(edit.added ? { ...resumeClock(ticket, now), confidence: edit.added.confidence } : {}),
      priority: routed.priority,
      riskScore: routed.decision.score.value,
      flags: routed.flags,
      waitsFor: blocked ? [] : routed.signers,
      callDigest: edit.toolCall ? callDigest(ticket.subject, edit.toolCall) : null,
      toolName: edit.toolCall?.name ?? null,
      expiresAt,
      resolvedAt: blocked ? now : null,
      ...(blocked ? { claimedBy: null, claimedUntil: null } : {}),
    },
  };
  const { state, queue, dueAt } = made.head;
  const routedAs = routedEntry(rules, routed, {
    ticketId: ticket.id,
    revision: number,
    contentHash: content.hash,
    state,
    queue,
    at: now.toISOString(),
    dueAt: (dueAt ?? ticket.dueAt)?.toISOString() ?? null,
    expiresAt: expiresAt.toISOString(),
  });
  return { ...made, routed: routedAs };
}

const citationsIn = (draft: string) => (JSON.parse(draft) as { citations?: string[] }).citations;

/** Bodies of all that was added, this edit's last. */
const bodiesOf = ({ contexts }: ProposalTexts, edit: Edit): string[] => [
  ...contexts.map(({ body }) => body),
  ...(edit.added ? [edit.added.body.text] : []),
];

/** What was added so far, for what looks at texts. */
function added(texts: ProposalTexts, edit: Edit): string | null {
  const all = bodiesOf(texts, edit);
  return all.length === 0 ? null : all.join('\n');
}

/** What the draft may rest on: what it came with, and what was added. */
function evidenceIn(texts: ProposalTexts, edit: Edit): Sources['evidence'] {
  const added = bodiesOf(texts, edit).map((body) => (JSON.parse(body) as Partial<Sources>).evidence ?? []);
  return [...(JSON.parse(texts.evidence ?? '[]') as Sources['evidence']), ...added.flat()];
}

const asStored = ({ text, salt }: Salted) => ({ body: text, salt });

/** A ticket that comes back to people gets a new target; an edit in the queue keeps the one it has. */
function freshSla(
  now: Date,
  { queues }: Rules,
  { priority }: Routed,
): Pick<TicketHead, 'dueAt' | 'slaSeconds' | 'breachedAt'> {
  const slaSeconds = queues.slaSeconds[priority];
  return { dueAt: new Date(now.getTime() + slaSeconds * 1000), slaSeconds, breachedAt: null };
}
