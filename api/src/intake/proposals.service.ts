import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit-log/audit-log.js';
import { auditEntry } from '../audit-log/rules/audit-entry.js';
import type { Receipt } from '../audit-log/rules/receipt.js';
import type { AgentPrincipal } from '../identity/principal.js';
import { notFound, Problem } from '../platform/http/problem.js';
import { LiveFeed } from '../platform/live/live-feed.js';
import { TicketStore } from '../tickets/persistence/ticket.store.js';
import type { CaseFile } from '../tickets/rules/case-file.js';
import { answerOf, type ProposalAnswer } from './rules/proposal-answer.js';
import type { Language } from './rules/sentences.js';
import { isSettled, mayWithdraw } from './rules/withdrawal.js';

/** How often a waiting request looks again, in case another process made the change. */
const LOOK_EVERY_MS = 1_000;

/** What an agent asks about its own proposals. */
@Injectable()
export class ProposalsService {
  constructor(
    private readonly tickets: TicketStore,
    private readonly feed: LiveFeed,
    private readonly audit: AuditLog,
  ) {}

  /**
   * The answer as it stands; with `waitSeconds`, as soon as it changes or the time is over.
   * @throws Problem 404 unless the agent made this proposal
   */
  async answer(agentId: string, id: string, waitSeconds: number, language: Language): Promise<ProposalAnswer> {
    const deadline = Date.now() + waitSeconds * 1000;
    let file = await this.own(agentId, id);
    const before = version(file);
    while (!isSettled(file.ticket.state, file.execution?.state ?? null, file.revision.toolCall !== null)) {
      const left = deadline - Date.now();
      if (left <= 0) break;
      await this.feed.untilChanged(id, Math.min(left, LOOK_EVERY_MS));
      file = await this.own(agentId, id);
      if (version(file) !== before) break;
    }
    return answerOf(file, language);
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

function version({ ticket, execution }: CaseFile): string {
  return `${ticket.lockVersion} ${execution?.state ?? ''} ${execution?.parked ?? false}`;
}
