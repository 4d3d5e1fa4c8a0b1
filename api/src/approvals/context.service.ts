import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit-log/audit-log.js';
import type { Receipt } from '../audit-log/rules/receipt.js';
import { type Redraft, Redrafter } from '../drafting/redraft.service.js';
import type { AgentPrincipal } from '../identity/principal.js';
import { answerOf, type ProposalAnswer } from '../intake/rules/proposal-answer.js';
import type { Language } from '../intake/rules/sentences.js';
import { refuseTool } from '../intake/scope.js';
import { notFound, Problem } from '../platform/http/problem.js';
import { RoutingService } from '../routing/routing.service.js';
import { PreconditionReader } from '../rulebook/precondition-reader.js';
import { Rulebook } from '../rulebook/rulebook.js';
import { type Changed, TicketStore } from '../tickets/persistence/ticket.store.js';
import type { CaseFile } from '../tickets/rules/case-file.js';
import type { TicketChange } from '../tickets/rules/ticket-change.js';
import { callDigest } from '../tickets/rules/tool-call.js';
import { type Adding, composeContext, isBringing, whatStands } from './compose-context.js';
import { nextRevision } from './next-revision.js';
import { broughtDraft, isSameContext } from './rules/context-body.js';

/** A draft that was made anew, and of which case. */
interface DraftedAnew {
  seen: CaseFile;
  redraft: Redraft;
}

/** What agents add while people look at a proposal: a customer's answer to a reviewer's question, or more of what was said. */
@Injectable()
export class ContextService {
  constructor(
    private readonly tickets: TicketStore,
    private readonly rulebook: Rulebook,
    private readonly routing: RoutingService,
    private readonly preconditions: PreconditionReader,
    private readonly redrafter: Redrafter,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Makes the next revision with it, and lets the clock go on where a question stopped it. What Countersign drafted is drafted anew first.
   * @returns the answer as it stands then, with the receipt of the entry
   * @throws Problem 404 unless the agent made this proposal, 403 `out_of_scope`, 409 `not_pending`, `expired`, `busy`, 422 `arguments_invalid`
   */
  async add(
    agent: AgentPrincipal,
    id: string,
    adding: Adding,
    language: Language,
  ): Promise<ProposalAnswer & { receipt: Receipt }> {
    const seen = await this.tickets.load(id, { texts: true });
    if (!seen) throw notFound('proposal');
    const changed = (await this.isToBeDrafted(agent, seen, adding))
      ? await this.redrafter.inTurn(agent, seen, adding, (redraft) => this.write(agent, id, adding, { seen, redraft }))
      : await this.write(agent, id, adding, null);
    const receipt = changed.receipt ?? (await this.audit.receiptOf(`ticket:${id}`, 'context.given'));
    return { ...answerOf((await this.tickets.load(id))!, language), receipt: receipt! };
  }

  /** An agent that brings a draft or a call of its own has drafted it itself, and goes on doing so. */
  private async isToBeDrafted(agent: AgentPrincipal, file: CaseFile, adding: Adding): Promise<boolean> {
    if (isAdded(agent, file, adding) || isBringing(adding)) return false;
    return !broughtDraft((file.texts?.contexts ?? []).map(({ body }) => body)) && (await this.redrafter.isOurs(file));
  }

  private write(agent: AgentPrincipal, id: string, adding: Adding, drafted: DraftedAnew | null): Promise<Changed> {
    return this.tickets.change(
      id,
      (file) => (isAdded(agent, file, adding) ? null : this.decide(agent, file, adding, drafted)),
      { texts: true },
    );
  }

  private async decide(
    agent: AgentPrincipal,
    file: CaseFile,
    adding: Adding,
    drafted: DraftedAnew | null,
  ): Promise<TicketChange> {
    const { ticket, now } = file;
    const rules = await this.rulebook.at(file.inForce);
    // Whoever wrote over the draft meanwhile has the last word.
    const redraft = drafted && file.revision.draft === drafted.seen.revision.draft ? drafted.redraft : null;
    const stands = whatStands(file, adding, redraft);
    const { call, draft, body, confidence } = stands;
    refuseTool(agent, call, rules);
    const made = await nextRevision(this.routing, file, rules, {
      // Whoever wrote these words signs them as little as before, also where the agent sends others: that errs on the safe side.
      madeBy: file.revision.madeBy,
      note: null,
      draft,
      toolCall: call,
      repeatOf: call && (await this.tickets.findRepeat(callDigest(ticket.subject, call), ticket.id)),
      // Two reads away from the ticket's row: `change` writes only if nobody moved it meanwhile.
      sight: await this.preconditions.look(rules, call, now, true),
      added: { body, confidence },
      ...(redraft ? { found: redraft.findings } : {}),
      ...(redraft?.made ? { piiLeakRisk: redraft.made.piiLeakRisk } : {}),
    });
    return composeContext(agent, file, stands, made, redraft);
  }
}

/**
 * Whether the revision that stands was made by this very context.
 * @throws Problem 404 unless the agent made this proposal, 409 `not_pending`, `expired` where it may not be added any more
 */
function isAdded(agent: AgentPrincipal, { ticket, texts, now }: CaseFile, adding: Adding): boolean {
  if (ticket.agentId !== agent.id) throw notFound('proposal');
  const last = texts?.contexts.at(-1);
  if (last?.revision === ticket.revision && isSameContext(last.body, adding, isBringing(adding))) return true;
  if (ticket.state !== 'pending_review') {
    throw new Problem(
      409,
      'not_pending',
      `This proposal is ${ticket.state.replace('_', ' ')}; nobody looks at it any more.`,
    );
  }
  if (ticket.expiresAt <= now)
    throw new Problem(409, 'expired', 'The time to sign this proposal is over. Propose it again.');
  return false;
}
