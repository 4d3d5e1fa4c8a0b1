import { Injectable, Logger } from '@nestjs/common';
import { type AuditEntry, auditEntry } from '../audit-log/rules/audit-entry.js';
import { sha256 } from '../platform/json/canonical.js';
import { RoutingService } from '../routing/routing.service.js';
import { PreconditionReader } from '../rulebook/precondition-reader.js';
import { Rulebook } from '../rulebook/rulebook.js';
import type { CheckedTool, Rules } from '../rulebook/rules/rules-in-force.js';
import { TicketStore } from '../tickets/persistence/ticket.store.js';
import type { CaseFile } from '../tickets/rules/case-file.js';
import { HttpConnector, type ToolRequest } from './connectors/http-connector.js';
import { type Claim, ExecutionStore, type Outcome } from './persistence/execution.store.js';
import { secondLook } from './rules/look-again.js';
import { mayIntend } from './rules/may-intend.js';
import { type Attempt, afterAttempt, backoffSeconds, type Next, takeOver } from './rules/retry.js';
import { SendBack } from './send-back.js';

/** What is left of a lease after the tool's own timeout, to write the outcome in. */
const MARGIN_SECONDS = 10;

/** How far an execution went: what its call came to, null when nothing was called, and what is left to write down. */
export interface Called {
  attempt: Attempt | null;
  settle(): Promise<void>;
}

const NOTHING: Called = { attempt: null, settle: async () => undefined };

/** The database's clock, carried on by this process's monotonic one. */
type Clock = () => Date;

function stopwatch(databaseNow: Date): Clock {
  const from = performance.now();
  return () => new Date(databaseNow.getTime() + performance.now() - from);
}

/**
 * Runs one execution as far as it goes now: claim, last look, intent, call, outcome. Every step is
 * guarded by the fence, so a worker that was away too long writes and sends nothing any more.
 */
@Injectable()
export class Executor {
  private readonly log = new Logger('execution');

  constructor(
    private readonly executions: ExecutionStore,
    private readonly tickets: TicketStore,
    private readonly rulebook: Rulebook,
    private readonly connector: HttpConnector,
    private readonly sendBack: SendBack,
    private readonly preconditions: PreconditionReader,
    private readonly routing: RoutingService,
  ) {}

  async run(executionId: string): Promise<void> {
    await (await this.call(executionId)).settle();
  }

  /** As far as the call and its answer. Whoever asks for this writes the outcome by `settle()`, whatever comes. */
  async call(executionId: string): Promise<Called> {
    const claim = await this.executions.claim(executionId);
    if (!claim) return NOTHING;
    const file = await this.tickets.load(claim.ticketId, { texts: true });
    if (!file) throw new Error(`execution ${executionId} has no ticket`);
    const clock = stopwatch(file.now);
    const rules = await this.rulebook.at(file.inForce);
    if (claim.state === 'intent') return this.takeOver(claim, file, rules, clock);
    return this.begin(claim, file, rules, clock);
  }

  private async begin(claim: Claim, file: CaseFile, rules: Rules, clock: Clock): Promise<Called> {
    const decision = mayIntend(file, rules, claim.fence, await this.routing.uncitedNow(rules, file));
    if (!decision.ok) {
      this.log.warn(`${claim.id} does not run: ${decision.because}`);
      if (decision.what !== 'moved')
        await this.sendBack.from(claim.ticketId, claim.id, decision.what, decision.because);
      return NOTHING;
    }
    const call = requestOf(claim, file, rules);
    // Away from any transaction; the intent below is written only if the ticket is still what was looked at.
    const sight = await this.preconditions.look(rules, file.revision.toolCall, clock());
    const look = secondLook(file.revision.observation, sight);
    if (look.do === 'wait') {
      this.log.warn(`${claim.id} waits: ${look.because}`);
      await this.executions.park(claim, backoffSeconds(claim.fence), look.because);
      return NOTHING;
    }
    if (look.do === 'return') {
      await this.sendBack.from(claim.ticketId, claim.id, 'returned', look.because, sight);
      return NOTHING;
    }
    const since = performance.now();
    const written = await this.executions.intend({
      ticketId: claim.ticketId,
      seenVersion: file.ticket.lockVersion,
      executionId: claim.id,
      tool: call.tool.name,
      fence: claim.fence,
      leaseSeconds: leaseSeconds(call.tool),
      signers: decision.signers,
      entries: [intendedEntry(claim, file, call.tool, 1, look.digest)],
    });
    if (!written || this.tooLate(claim, since)) return NOTHING;
    // Whatever this process does from here on, the intent is on record.
    return this.called(claim, call.tool, await this.connector.send(call, clock()), 1, clock);
  }

  /** The worker before us is gone, or an attempt's time has come again. */
  private async takeOver(claim: Claim, file: CaseFile, rules: Rules, clock: Clock): Promise<Called> {
    const call = requestOf(claim, file, rules);
    const how = takeOver(call.tool.retryClass);
    const attempts = claim.attempts + 1;
    if (how === 'give_up') {
      const attempt: Attempt = { kind: 'silence', because: 'the worker was interrupted after the intent' };
      return { ...this.called(claim, call.tool, attempt, attempts, clock), attempt: null };
    }
    const since = performance.now();
    const kept = await this.executions.finish({
      ...unfinished(claim),
      attemptUnderLeaseSeconds: leaseSeconds(call.tool),
      sends: how === 'send' ? call.tool.name : null,
      entries: how === 'send' ? [intendedEntry(claim, file, call.tool, attempts)] : [],
    });
    if (!kept || this.tooLate(claim, since)) return NOTHING;
    const attempt = how === 'send' ? await this.connector.send(call, clock()) : await this.connector.ask(call, clock());
    return this.called(claim, call.tool, attempt, attempts, clock);
  }

  /**
   * A process that stood still since it asked for its lease, so long that the call could outlast it, sends nothing: another may have
   * taken over and found out by now that nothing was done. The sweep comes back to it.
   * @param since by this process's monotonic clock
   */
  private tooLate(claim: Claim, since: number): boolean {
    const seconds = (performance.now() - since) / 1000;
    if (seconds < MARGIN_SECONDS) return false;
    this.log.warn(`${claim.id}: nothing is sent ${Math.round(seconds)} s after the lease was asked for`);
    return true;
  }

  private called(claim: Claim, tool: CheckedTool, attempt: Attempt, attempts: number, clock: Clock): Called {
    const next = afterAttempt(tool.retryClass, attempt, attempts, claim.sinceIntentSeconds);
    const outcome = outcomeOf(claim, clock(), next);
    return {
      attempt,
      settle: async () => {
        await this.executions.finish(outcome);
      },
    };
  }
}

function requestOf(claim: Claim, { revision }: CaseFile, rules: Rules): ToolRequest & { tool: CheckedTool } {
  const tool = rules.tool(claim.toolName, claim.toolVersion);
  if (!tool || !revision.toolCall) throw new Error(`execution ${claim.id} names no registered tool`);
  return {
    executionId: claim.id,
    ticketId: claim.ticketId,
    revision: claim.revision,
    tool,
    argumentsCanonical: revision.toolCall.canonical,
  };
}

function leaseSeconds(tool: CheckedTool): number {
  return tool.timeoutMs / 1000 + MARGIN_SECONDS;
}

function intendedEntry(
  claim: Claim,
  file: CaseFile,
  tool: CheckedTool,
  attempt: number,
  observationDigest: string | null = null,
): AuditEntry {
  return auditEntry(file.now.toISOString(), 'system', 'execution.intended', `ticket:${claim.ticketId}`, {
    executionId: claim.id,
    fence: claim.fence,
    attempt,
    tool: tool.name,
    toolVersion: tool.version,
    contentHash: file.revision.contentHash,
    ...(observationDigest === null ? {} : { observationDigest }),
  });
}

function unfinished({ ticketId, id, fence }: Claim): Outcome {
  return {
    ticketId,
    executionId: id,
    fence,
    state: 'intent',
    result: null,
    error: null,
    againSeconds: null,
    attemptUnderLeaseSeconds: null,
    sends: null,
    entries: [],
  };
}

function outcomeOf(claim: Claim, now: Date, next: Next): Outcome {
  const base = unfinished(claim);
  const about = { executionId: claim.id, fence: claim.fence };
  const at = now.toISOString();
  const subject = `ticket:${claim.ticketId}` as const;
  switch (next.do) {
    case 'succeed': {
      const resultDigest = sha256(next.result).toString('hex');
      const entry = auditEntry(at, 'system', 'execution.succeeded', subject, { ...about, resultDigest });
      return { ...base, state: 'succeeded', result: next.result, entries: [entry] };
    }
    case 'fail': {
      const entry = auditEntry(at, 'system', 'execution.failed', subject, { ...about, because: next.because });
      return { ...base, state: 'failed', error: next.because, entries: [entry] };
    }
    case 'give_up': {
      const entry = auditEntry(at, 'system', 'execution.unknown', subject, { ...about, because: next.because });
      return { ...base, state: 'unknown', error: next.because, entries: [entry] };
    }
    case 'again':
      return { ...base, error: next.because, againSeconds: next.afterSeconds };
  }
}
