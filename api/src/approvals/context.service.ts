import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit-log/audit-log.js';
import { auditEntry } from '../audit-log/rules/audit-entry.js';
import type { Receipt } from '../audit-log/rules/receipt.js';
import type { AgentPrincipal } from '../identity/principal.js';
import { answerOf, type ProposalAnswer } from '../intake/rules/proposal-answer.js';
import type { Language } from '../intake/rules/sentences.js';
import { refuseTool } from '../intake/scope.js';
import { notFound, Problem } from '../platform/http/problem.js';
import { salted } from '../platform/json/digest.js';
import { RoutingService } from '../routing/routing.service.js';
import { PreconditionReader } from '../rulebook/precondition-reader.js';
import { Rulebook } from '../rulebook/rulebook.js';
import { TicketStore } from '../tickets/persistence/ticket.store.js';
import type { CaseFile } from '../tickets/rules/case-file.js';
import type { TicketChange } from '../tickets/rules/ticket-change.js';
import { callDigest, toolCall } from '../tickets/rules/tool-call.js';
import type { AddedContext } from './http/context.dto.js';
import { type NextRevision, nextRevision } from './next-revision.js';

export type Adding = AddedContext & {
  /** The bytes of `toolCall.arguments` as they were sent. */
  rawArguments: string | undefined;
};

/** What agents add while people look at a proposal: a customer's answer to a reviewer's question, or more of what was said. */
@Injectable()
export class ContextService {
  constructor(
    private readonly tickets: TicketStore,
    private readonly rulebook: Rulebook,
    private readonly routing: RoutingService,
    private readonly preconditions: PreconditionReader,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Makes the next revision with it, and lets the clock go on where a question stopped it.
   * @returns the answer as it stands then, with the receipt of the entry
   * @throws Problem 404 unless the agent made this proposal, 403 `out_of_scope`, 409 `not_pending`, `expired`, 422 `arguments_invalid`
   */
  async add(
    agent: AgentPrincipal,
    id: string,
    adding: Adding,
    language: Language,
  ): Promise<ProposalAnswer & { receipt: Receipt }> {
    const changed = await this.tickets.change(
      id,
      (file) => {
        if (file.ticket.agentId !== agent.id) throw notFound('proposal');
        if (isRepeated(file, adding)) return null;
        refuseUnlessPending(file);
        return this.decide(agent, file, adding);
      },
      { texts: true },
    );
    const receipt = changed.receipt ?? (await this.audit.receiptOf(`ticket:${id}`, 'context.given'));
    return { ...answerOf((await this.tickets.load(id))!, language), receipt: receipt! };
  }

  private async decide(agent: AgentPrincipal, file: CaseFile, adding: Adding): Promise<TicketChange> {
    const { ticket, revision, now, question } = file;
    const rules = await this.rulebook.at(file.inForce);
    const call = adding.toolCall ? toolCall(adding.toolCall.name, adding.rawArguments!) : revision.toolCall;
    refuseTool(agent, call, rules);
    const draft = adding.draft ? JSON.stringify(adding.draft) : (revision.draft ?? '{}');
    const body = salted(bodyOf(adding));
    const made = await nextRevision(this.routing, file, rules, {
      // Whoever wrote these words signs them as little as before, also where the agent sends others: that errs on the safe side.
      madeBy: revision.madeBy,
      note: null,
      draft,
      toolCall: call,
      repeatOf: call && (await this.tickets.findRepeat(callDigest(ticket.subject, call), ticket.id)),
      // Two reads away from the ticket's row: `change` writes only if nobody moved it meanwhile.
      sight: await this.preconditions.look(rules, call, now, true),
      added: { body, confidence: adding.draft ? (adding.draft.confidence ?? null) : ticket.confidence },
    });
    const changed = [
      ...(draft === revision.draft ? [] : ['draft']),
      ...(call?.canonical === revision.toolCall?.canonical && call?.name === revision.toolCall?.name
        ? []
        : ['toolCall']),
    ];
    const questionId = question?.id ?? null;
    return {
      seen: ticket,
      head: made.head,
      revision: made.revision,
      context: { questionId, body, at: now.toISOString() },
      entries: [entryOf(agent, file, made, { changed, contextDigest: body.digest, questionId }), made.routed],
    };
  }
}

/** What is kept of it beside the revision's own draft and tool call. */
function bodyOf({ text, conversation, evidence }: Adding): string {
  return JSON.stringify({ text, conversation, evidence });
}

/** The revision that stands was made by this very context. */
function isRepeated({ ticket, texts }: CaseFile, adding: Adding): boolean {
  const last = texts?.contexts.at(-1);
  return last !== undefined && last.revision === ticket.revision && last.body === bodyOf(adding);
}

function refuseUnlessPending({ ticket, now }: CaseFile): void {
  if (ticket.state !== 'pending_review') {
    throw new Problem(
      409,
      'not_pending',
      `This proposal is ${ticket.state.replace('_', ' ')}; nobody looks at it any more.`,
    );
  }
  if (ticket.expiresAt <= now)
    throw new Problem(409, 'expired', 'The time to sign this proposal is over. Propose it again.');
}

function entryOf(
  agent: AgentPrincipal,
  { ticket, revision: before, now }: CaseFile,
  { revision, head }: NextRevision,
  said: { changed: string[]; contextDigest: string; questionId: string | null },
) {
  return auditEntry(now.toISOString(), `agent:${agent.id}`, 'context.given', `ticket:${ticket.id}`, {
    revision: revision.revision,
    previousHash: before.contentHash,
    contentHash: revision.contentHash,
    ...said,
    dueAt: (head.dueAt ?? ticket.dueAt)?.toISOString() ?? null,
  });
}
