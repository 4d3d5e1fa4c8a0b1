import { auditEntry } from '../audit-log/rules/audit-entry.js';
import type { Redraft } from '../drafting/redraft.service.js';
import type { AgentPrincipal } from '../identity/principal.js';
import { type Salted, salted } from '../platform/json/digest.js';
import type { CaseFile } from '../tickets/rules/case-file.js';
import type { TicketChange } from '../tickets/rules/ticket-change.js';
import { type ToolCall, toolCall } from '../tickets/rules/tool-call.js';
import type { AddedContext } from './http/context.dto.js';
import type { NextRevision } from './next-revision.js';
import { contextBody } from './rules/context-body.js';

export type Adding = AddedContext & {
  /** The bytes of `toolCall.arguments` as they were sent. */
  rawArguments: string | undefined;
};

/** What the next revision holds. */
export interface Stands {
  /** JSON text. */
  draft: string;
  call: ToolCall | null;
  confidence: number | null;
  /** What is kept of the context. */
  body: Salted;
}

export const isBringing = ({ draft, toolCall: call }: Adding): boolean => Boolean(draft || call);

/** What the agent brings, else what Countersign drafted anew, else what there was. */
export function whatStands(file: CaseFile, adding: Adding, redraft: Redraft | null): Stands {
  const { ticket, revision } = file;
  if (redraft?.made) {
    const { draft, confidence, toolCall: call, evidence } = redraft.made;
    const body = salted(contextBody(adding, false, notGivenYet(file, adding, evidence)));
    return { draft, confidence, call: call && toolCall(call.name, call.arguments), body };
  }
  return {
    draft: adding.draft ? JSON.stringify(adding.draft) : (revision.draft ?? '{}'),
    confidence: adding.draft ? (adding.draft.confidence ?? null) : ticket.confidence,
    call: adding.toolCall ? toolCall(adding.toolCall.name, adding.rawArguments!) : revision.toolCall,
    body: salted(contextBody(adding, isBringing(adding), null)),
  };
}

/** The change that writes the next revision, with an entry for each thing that happened. */
export function composeContext(
  agent: AgentPrincipal,
  { ticket, revision, now, question }: CaseFile,
  { draft, call, body }: Stands,
  made: NextRevision,
  redraft: Redraft | null,
): TicketChange {
  const at = now.toISOString();
  const subject = `ticket:${ticket.id}` as const;
  const sameCall = call?.canonical === revision.toolCall?.canonical && call?.name === revision.toolCall?.name;
  const questionId = question?.id ?? null;
  const given = auditEntry(at, `agent:${agent.id}`, 'context.given', subject, {
    revision: made.revision.revision,
    previousHash: revision.contentHash,
    contentHash: made.revision.contentHash,
    changed: [...(draft === revision.draft ? [] : ['draft']), ...(sameCall ? [] : ['toolCall'])],
    contextDigest: body.digest,
    questionId,
    dueAt: (made.head.dueAt ?? ticket.dueAt)?.toISOString() ?? null,
  });
  return {
    seen: ticket,
    head: made.head,
    revision: made.revision,
    context: { questionId, body, at },
    entries: [
      given,
      ...(redraft ? [auditEntry(at, 'system', 'draft.made', subject, redraft.record)] : []),
      made.routed,
    ],
  };
}

interface Named {
  id: string;
}

/** Passages that are in no evidence of the ticket yet. */
function notGivenYet<E extends Named>({ texts }: CaseFile, adding: Adding, found: readonly E[]): E[] {
  const all = [
    ...(JSON.parse(texts?.evidence ?? '[]') as Named[]),
    ...(texts?.contexts ?? []).flatMap(({ body }) => (JSON.parse(body) as { evidence?: Named[] }).evidence ?? []),
    ...(adding.evidence ?? []),
  ];
  const given = new Set(all.map(({ id }) => id));
  return found.filter(({ id }) => !given.has(id));
}
