import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit-log/audit-log.js';
import { auditEntry } from '../audit-log/rules/audit-entry.js';
import type { Receipt } from '../audit-log/rules/receipt.js';
import type { AgentPrincipal } from '../identity/principal.js';
import { notFound, Problem } from '../platform/http/problem.js';
import { LiveFeed } from '../platform/live/live-feed.js';
import { TicketStore } from '../tickets/persistence/ticket.store.js';
import type { CaseFile } from '../tickets/rules/case-file.js';
import { isNamed, tagOf } from './rules/answer-tag.js';
import { answerOf, type ProposalAnswer } from './rules/proposal-answer.js';
import type { Language } from './rules/sentences.js';
import { isSettled, mayWithdraw } from './rules/withdrawal.js';

/** How often a waiting request looks again, in case another process made the change. */
const LOOK_EVERY_MS = 1_000;

/** How long somebody waits for news, and of what. */
export interface Wait {
  seconds: number;
  /** `If-None-Match`, which names the answers that they know; null when they say nothing of that. */
  known: string | null;
  /** Aborted when they wait no more. */
  hungUp: AbortSignal;
}

/** An answer and its entity tag. */
export interface Told<Answer> {
  answer: Answer;
  tag: string;
}

/** What an agent asks about its own proposals. */
@Injectable()
export class ProposalsService {
  constructor(
    private readonly tickets: TicketStore,
    private readonly feed: LiveFeed,
    private readonly audit: AuditLog,
  ) {}

  /**
   * The answer as it stands, once there is something to tell; `null` when what the asker knows is still all there is.
   * @throws Problem 404 unless the agent made this proposal
   */
  async answer(agentId: string, id: string, wait: Wait, language: Language): Promise<Told<ProposalAnswer> | null> {
    const view = (file: CaseFile) => answerOf(file, language);
    const answer = view(await this.turned(agentId, id, wait, view));
    const tag = tagOf(answer);
    return isKnown(tag, wait) ? null : { answer, tag };
  }

  /**
   * The case when what is told of it is none of what the asker knows, or, of who says nothing of that, when it changes. At once when nothing
   * changes it any more, and at the end of the wait in any case.
   * @param view what is told of a case
   * @throws Problem 404 unless the agent made this proposal
   */
  async turned(agentId: string, id: string, wait: Wait, view: (file: CaseFile) => object): Promise<CaseFile> {
    const deadline = Date.now() + wait.seconds * 1000;
    let file = await this.own(agentId, id);
    const before = version(file);
    const stands = () => (wait.known === null ? version(file) === before : isKnown(tagOf(view(file)), wait));
    while (stands() && !hasEnded(file)) {
      const left = deadline - Date.now();
      if (left <= 0 || wait.hungUp.aborted) break;
      await this.feed.untilChanged(id, Math.min(left, LOOK_EVERY_MS), wait.hungUp);
      file = await this.own(agentId, id);
    }
    return file;
  }

  /** Takes a proposal back while nothing has run. Taking it back twice changes nothing. */
  async withdraw(
    agent: AgentPrincipal,
    id: string,
    language: Language,
  ): Promise<ProposalAnswer & { receipt: Receipt }> {
    const changed = await this.tickets.change(id, (file) => {
      refuseForeign(agent.id, file);
      const { ticket, execution } = file;
      if (ticket.state === 'withdrawn') return null;
      if (!mayWithdraw(ticket.state, execution?.state ?? null)) {
        throw new Problem(
          409,
          'not_withdrawable',
          `This proposal is ${ticket.state} and can’t be taken back any more.`,
        );
      }
      const at = file.now.toISOString();
      const subject = `ticket:${id}` as const;
      const entries = [
        auditEntry(at, `agent:${agent.id}`, 'proposal.withdrawn', subject, { revision: ticket.revision }),
        ...(execution
          ? [
              auditEntry(at, 'system', 'execution.revoked', subject, {
                executionId: execution.id,
                because: 'withdrawn',
              }),
            ]
          : []),
      ];
      return {
        seen: ticket,
        head: { state: 'withdrawn', queue: null, claimedBy: null, claimedUntil: null, resolvedAt: file.now },
        ...(execution ? { revokeExecution: execution.id } : {}),
        entries,
      };
    });
    const receipt = changed.receipt ?? (await this.audit.receiptOf(`ticket:${id}`, 'proposal.withdrawn'));
    return { ...answerOf(await this.own(agent.id, id), language), receipt: receipt! };
  }

  /** @throws Problem 404 unless the agent made this proposal */
  async own(agentId: string, id: string): Promise<CaseFile> {
    const file = await this.tickets.load(id);
    if (!file) throw notFound('proposal');
    refuseForeign(agentId, file);
    return file;
  }
}

function refuseForeign(agentId: string, file: CaseFile): void {
  if (file.ticket.agentId !== agentId) throw notFound('proposal');
}

/** Whether the asker has an answer of this tag already. */
export function isKnown(tag: string, { known }: Wait): boolean {
  return known !== null && isNamed(tag, known);
}

function hasEnded({ ticket, execution, revision }: CaseFile): boolean {
  return isSettled(ticket.state, execution?.state ?? null, revision.toolCall !== null);
}

function version({ ticket, execution }: CaseFile): string {
  return `${ticket.lockVersion} ${execution?.state ?? ''} ${execution?.parked ?? false}`;
}
