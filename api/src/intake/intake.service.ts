import { Injectable } from '@nestjs/common';
import type { Receipt } from '../audit-log/rules/receipt.js';
import type { AgentPrincipal } from '../identity/principal.js';
import { Problem } from '../platform/http/problem.js';
import { RoutingService } from '../routing/routing.service.js';
import type { Sources } from '../routing/rules/sources.js';
import { PreconditionReader, type Sight } from '../rulebook/precondition-reader.js';
import { Rulebook } from '../rulebook/rulebook.js';
import { composeIntake } from './compose-intake.js';
import { InFlight } from './in-flight.js';
import { IntakeStore, type Seen } from './persistence/intake.store.js';
import { refuseDomain, refuseTool } from './scope.js';
import { type Call, readCall, type Submission } from './submission.js';

/** How often it is decided again: for a key that was used meanwhile, and after what must hold was read. */
const ATTEMPTS = 5;

/** Takes a proposal in, routes it, and writes both in one transaction. */
@Injectable()
export class IntakeService {
  private readonly inFlight = new InFlight();

  constructor(
    private readonly store: IntakeStore,
    private readonly rulebook: Rulebook,
    private readonly routing: RoutingService,
    private readonly preconditions: PreconditionReader,
  ) {}

  /**
   * @returns the answer's JSON text, and whether this key had been answered before
   * @throws Problem 403 `out_of_scope`, 409 `idempotency_key_in_flight`, 422 `idempotency_key_reused`, 422 `arguments_invalid`
   */
  async takeIn(submission: Submission): Promise<{ answer: string; replayed: boolean }> {
    const { agent, idempotencyKey, proposal } = submission;
    const call = readCall(submission);
    const release = this.inFlight.enter(`${agent.id} ${idempotencyKey}`);
    try {
      refuseDomain(agent, proposal.domain);
      // Equal calls go one after the other, so that the second sees the first.
      return await this.inFlight.inTurn(call.digest, () => this.decideAndWrite(submission, call));
    } finally {
      release();
    }
  }

  /**
   * @returns the JSON text of the answer that this key got already; null when it got none
   * @throws Problem 422 `idempotency_key_reused` when it got it for another body
   */
  async answered(agent: AgentPrincipal, idempotencyKey: string, bodyHash: string): Promise<string | null> {
    const look = { agentId: agent.id, key: idempotencyKey, callDigest: null, tool: null };
    const { answered } = await this.store.look(look);
    return answered && answeredBefore(answered, bodyHash);
  }

  private async decideAndWrite(submission: Submission, call: Call): Promise<{ answer: string; replayed: boolean }> {
    const { agent, idempotencyKey, bodyHash, proposal } = submission;
    let sight: Sight | null = null;
    let known: Sources | null = null;
    const texts = textsOf(submission);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const [seen, sources]: [Seen, Sources] = await Promise.all([
        this.store.look({
          agentId: agent.id,
          key: idempotencyKey,
          callDigest: call.digest,
          tool: call.toolCall?.name ?? null,
        }),
        known ?? this.routing.sourcesOf(proposal.draft.citations, proposal.evidence),
      ]);
      known = sources;
      if (seen.answered) return { answer: answeredBefore(seen.answered, bodyHash), replayed: true };
      const rules = await this.rulebook.at(seen.inForce);
      refuseTool(agent, call.toolCall, rules);
      const routed = this.routing.route(rules, {
        ...claimsOf(submission),
        toolCall: call.toolCall,
        repeatOf: seen.repeatOf,
        found: submission.drafted?.findings ?? [],
        texts,
        edited: false,
        sources,
        now: seen.now,
        sight,
      });
      if (routed.tool && routed.tool.preconditions.length > 0 && sight?.toolVersion !== routed.tool.version) {
        sight = await this.preconditions.look(rules, call.toolCall, seen.now, true);
        // A read takes its time, in which an equal call may have come in: look again.
        continue;
      }
      const intake = composeIntake(submission, call, seen, rules, routed);
      const receipt = await this.store.write(intake);
      if (receipt) return { answer: withReceipt(intake.answer, receipt), replayed: false };
    }
    throw new Problem(401, 'key_not_accepted', 'This agent key was revoked meanwhile. Nothing was taken in.');
  }
}

/** @throws Problem 422 `idempotency_key_reused` when it was the answer to another body */
function answeredBefore({ bodyHash, answer, receipt }: NonNullable<Seen['answered']>, hash: string): string {
  if (bodyHash.toString('hex') === hash) return withReceipt(answer, receipt);
  throw keyReused();
}

/** What a key is refused with that was used for something else. */
export const keyReused = (): Problem =>
  new Problem(
    422,
    'idempotency_key_reused',
    'This Idempotency-Key belongs to another body. Use a new key for a new proposal.',
  );

/**
 * The receipt goes with the answer and is not stored in it: the entry gets its id when both are written. The log keeps it, so
 * the same answer comes with the same receipt.
 * @param answer JSON text of an object
 */
function withReceipt(answer: string, receipt: Receipt): string {
  return `${answer.slice(0, answer.lastIndexOf('}'))},"receipt":${JSON.stringify(receipt)}}`;
}

/** What the agent says of its proposal. */
function claimsOf({ proposal: { domain, draft, policy } }: Submission) {
  return {
    domain,
    confidence: draft.confidence ?? null,
    policyDecision: policy?.decision ?? null,
    piiLeakRisk: policy?.piiLeakRisk ?? null,
  };
}

function textsOf({ proposal: { request, evidence, draft } }: Submission) {
  return {
    request: JSON.stringify(request),
    evidence: evidence ? JSON.stringify(evidence) : null,
    draft: JSON.stringify(draft),
    context: null,
  };
}
