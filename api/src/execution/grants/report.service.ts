import { Injectable } from '@nestjs/common';
import { auditEntry } from '../../audit-log/rules/audit-entry.js';
import type { AgentPrincipal } from '../../identity/principal.js';
import { answerOf, type ProposalAnswer } from '../../intake/rules/proposal-answer.js';
import type { Language } from '../../intake/rules/sentences.js';
import { notFound, Problem } from '../../platform/http/problem.js';
import { sha256 } from '../../platform/json/canonical.js';
import { TicketStore } from '../../tickets/persistence/ticket.store.js';
import type { CaseFile } from '../../tickets/rules/case-file.js';
import { GrantStore } from '../persistence/grant.store.js';

export interface Report {
  executionId: string;
  state: 'succeeded' | 'failed';
  result?: Record<string, unknown> | null;
}

/** What an agent says of the call that its own backend ran. */
@Injectable()
export class ReportService {
  constructor(
    private readonly tickets: TicketStore,
    private readonly grants: GrantStore,
  ) {}

  /**
   * Ends a granted execution as the agent reports it. The same report again changes nothing.
   * @param read gives what was sent, or throws; asked only once it is clear that the proposal is this agent's
   * @throws Problem 404 unless the agent made this proposal; 409 `not_granted`
   */
  async report(agent: AgentPrincipal, id: string, language: Language, read: () => Report): Promise<ProposalAnswer> {
    const file = await this.own(agent, id);
    const report = read();
    const { execution } = file;
    if (execution?.runner !== 'agent' || execution.id !== report.executionId.toLowerCase())
      throw notGranted('no such grant was given');
    if (execution.state === 'granted') await this.end(file, execution, report);
    const now = await this.own(agent, id);
    if (now.execution?.state !== report.state) throw notGranted(`it is ${now.execution?.state ?? 'gone'}`);
    return answerOf(now, language);
  }

  private async end(
    { ticket, now }: CaseFile,
    { id, fence }: { id: string; fence: number },
    report: Report,
  ): Promise<void> {
    const succeeded = report.state === 'succeeded';
    const result = JSON.stringify(report.result ?? null);
    const [at, by, subject] = [now.toISOString(), `agent:${ticket.agentId}`, `ticket:${ticket.id}`] as const;
    const because = 'the agent reported that it failed';
    const entry = succeeded
      ? auditEntry(at, by, 'execution.succeeded', subject, {
          executionId: id,
          fence,
          resultDigest: sha256(result).toString('hex'),
        })
      : auditEntry(at, by, 'execution.failed', subject, { executionId: id, fence, because });
    await this.grants.end({
      executionId: id,
      ticketId: ticket.id,
      state: report.state,
      result: report.result || succeeded ? result : null,
      error: succeeded ? null : because,
      entries: [entry],
    });
  }

  private async own(agent: AgentPrincipal, id: string): Promise<CaseFile> {
    const file = await this.tickets.load(id);
    if (!file || file.ticket.agentId !== agent.id) throw notFound('proposal');
    return file;
  }
}

function notGranted(because: string): Problem {
  return new Problem(409, 'not_granted', `Only a granted execution takes a report, once: ${because}.`);
}
