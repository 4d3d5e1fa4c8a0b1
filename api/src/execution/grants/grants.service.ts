import { Injectable } from '@nestjs/common';
import { auditEntry } from '../../audit-log/rules/audit-entry.js';
import type { AgentPrincipal } from '../../identity/principal.js';
import { notFound, Problem } from '../../platform/http/problem.js';
import { RoutingService } from '../../routing/routing.service.js';
import { PreconditionReader } from '../../rulebook/precondition-reader.js';
import { Rulebook } from '../../rulebook/rulebook.js';
import type { CheckedTool, Rules } from '../../rulebook/rules/rules-in-force.js';
import { TicketStore } from '../../tickets/persistence/ticket.store.js';
import type { CaseFile, Execution } from '../../tickets/rules/case-file.js';
import { GrantStore } from '../persistence/grant.store.js';
import { type GrantTimes, grantClaims, grantTimes, redeemRefusal } from '../rules/grant.js';
import { secondLook } from '../rules/look-again.js';
import { mayGrant } from '../rules/may-intend.js';
import { SendBack } from '../send-back.js';
import { GrantSigner } from './grant-signer.js';

export interface Grant {
  executionId: string;
  /** A JWT (RFC 7519), signed with Ed25519. */
  grant: string;
  /** ISO 8601. */
  expiresAt: string;
}

/** How often it is decided again when somebody else moved the ticket first. */
const ATTEMPTS = 3;

/** Hands approved calls to agents whose own backend runs them, on a grant that says exactly what was signed. */
@Injectable()
export class GrantsService {
  constructor(
    private readonly tickets: TicketStore,
    private readonly rulebook: Rulebook,
    private readonly preconditions: PreconditionReader,
    private readonly grants: GrantStore,
    private readonly signer: GrantSigner,
    private readonly sendBack: SendBack,
    private readonly routing: RoutingService,
  ) {}

  /**
   * Grants the one execution of an approved proposal after the last look; asked again, gives the same grant until it is
   * redeemed or over.
   * @throws Problem 404 unless the agent made this proposal; 409 `not_grantable`, `not_observed`, `grant_redeemed`,
   *   `grant_expired`, `busy`; 503 `grants_unavailable`
   */
  async grant(agent: AgentPrincipal, id: string): Promise<Grant> {
    // Before anything is written: a grant that can't be signed must not be on record as given.
    const keyId = await this.signer.keyId();
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const file = await this.tickets.load(id, { texts: true });
      if (!file || file.ticket.agentId !== agent.id) throw notFound('proposal');
      const { execution } = file;
      if (execution?.grantedAt) return this.again(file, execution);
      const rules = await this.rulebook.at(file.inForce);
      const signers = await this.lastLook(file, rules);
      const sight = await this.lookAgain(file, rules);
      const tool = rules.tool(file.revision.toolCall!.name)!;
      const times = grantTimes(file.now, tool.grantSeconds, file.ticket.expiresAt);
      if (!times) throw notGrantable('the signatures are about to end');
      const written = await this.write(file, execution!, tool, times, signers, keyId, sight);
      if (written === 'written') return this.signed(file, execution!, times);
      if (written === 'stopped') throw notGrantable(`${tool.name} is stopped`);
    }
    throw new Problem(409, 'busy', 'Others are changing this ticket right now. Ask again.');
  }

  /** @throws Problem 409 where it may not run; sends it back to people, or ends it, where it may not run any more */
  private async lastLook(file: CaseFile, rules: Rules): Promise<string[]> {
    const decision = mayGrant(file, rules, await this.routing.uncitedNow(rules, file));
    if (decision.ok) return decision.signers;
    if (decision.what !== 'moved') {
      await this.sendBack.from(file.ticket.id, file.execution!.id, decision.what, decision.because);
    }
    throw notGrantable(decision.because);
  }

  /** @returns the digest of what was seen, null where nothing must hold */
  private async lookAgain(file: CaseFile, rules: Rules): Promise<string | null> {
    const { ticket, revision, execution, now } = file;
    const sight = await this.preconditions.look(rules, revision.toolCall, now, true);
    const look = secondLook(revision.observation, sight);
    if (look.do === 'go') return look.digest;
    if (look.do === 'return') {
      await this.sendBack.from(ticket.id, execution!.id, 'returned', look.because, sight);
      throw notGrantable(look.because);
    }
    throw new Problem(409, 'not_observed', `What must hold can’t be looked at right now: ${look.because}. Ask again.`);
  }

  private write(
    file: CaseFile,
    execution: Execution,
    tool: CheckedTool,
    times: GrantTimes,
    signers: string[],
    keyId: string,
    observationDigest: string | null,
  ): ReturnType<GrantStore['grant']> {
    const { ticket, revision, now } = file;
    const { argumentsHash } = grantClaims(file, execution, times, this.signer.issuer);
    const entry = auditEntry(now.toISOString(), `agent:${ticket.agentId}`, 'execution.granted', `ticket:${ticket.id}`, {
      executionId: execution.id,
      tool: tool.name,
      toolVersion: tool.version,
      contentHash: revision.contentHash,
      argumentsHash,
      expiresAt: times.expiresAt.toISOString(),
      keyId,
      ...(observationDigest === null ? {} : { observationDigest }),
    });
    return this.grants.grant({
      ...times,
      ticketId: ticket.id,
      seenVersion: ticket.lockVersion,
      executionId: execution.id,
      tool: tool.name,
      signers,
      entries: [entry],
    });
  }

  private again(file: CaseFile, execution: Execution): Promise<Grant> {
    const refusal = redeemRefusal(execution, file.now);
    if (refusal) throw refused(refusal);
    return this.signed(file, execution, { issuedAt: execution.grantedAt!, expiresAt: execution.grantExpiresAt! });
  }

  private async signed(file: CaseFile, execution: Execution, times: GrantTimes): Promise<Grant> {
    const grant = await this.signer.sign(grantClaims(file, execution, times, this.signer.issuer));
    return { executionId: execution.id, grant, expiresAt: times.expiresAt.toISOString() };
  }
}

function notGrantable(because: string): Problem {
  return new Problem(409, 'not_grantable', `There is nothing to grant: ${because}. See the proposal’s answer.`);
}

/** Why a grant is good for nothing any more. */
export function refused(refusal: NonNullable<ReturnType<typeof redeemRefusal>>): Problem {
  switch (refusal) {
    case 'grant_redeemed':
      return new Problem(409, 'grant_redeemed', 'This grant was redeemed already. What it allowed may have been done.');
    case 'grant_expired':
      return new Problem(409, 'grant_expired', 'The time of this grant is over. Nothing may be done on it.');
    default:
      return new Problem(
        409,
        'grant_void',
        'This execution is over, or its tool is stopped. Nothing may be done on its grant now.',
      );
  }
}
