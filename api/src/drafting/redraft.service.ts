import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '../../../config/environment.js';
import { AuditLog } from '../audit-log/audit-log.js';
import type { AgentPrincipal } from '../identity/principal.js';
import type { ProposalEvidence } from '../intake/http/proposal.dto.js';
import type { DraftMade } from '../intake/submission.js';
import { Retrieval } from '../knowledge/retrieval.js';
import { ENVIRONMENT } from '../platform/environment.token.js';
import { Problem } from '../platform/http/problem.js';
import { sha256 } from '../platform/json/canonical.js';
import type { CaseFile } from '../tickets/rules/case-file.js';
import { composeProposal } from './compose-proposal.js';
import { type Asked, CLAIM_SECONDS, DRAFTER, type Drafted, type Drafter, PASSAGES } from './drafter.js';
import { failedBy, TOOL_CHANGED } from './failed-draft.js';
import { ClaimStore } from './persistence/claim.store.js';
import { keptDraft } from './rules/failure.js';
import { type Added, redraftQuestion } from './rules/redraft-question.js';

/** What drafting anew has come to. */
export interface Redraft extends DraftMade {
  /** Null: it came to nothing, and the draft before stays, with a finding that says so. */
  made: {
    /** JSON text. */
    draft: string;
    confidence: number | null;
    toolCall: { name: string; arguments: string } | null;
    evidence: ProposalEvidence[];
    piiLeakRisk: string;
  } | null;
}

/** Drafts anew what Countersign itself drafted, once its customer has said more. */
@Injectable()
export class Redrafter {
  constructor(
    private readonly audit: AuditLog,
    private readonly retrieval: Retrieval,
    private readonly claims: ClaimStore,
    @Inject(DRAFTER) private readonly drafter: Drafter,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Whether the draft is Countersign's: a person's words are not written over, and whoever edited it has it in hand. */
  async isOurs({ ticket, revision }: CaseFile): Promise<boolean> {
    if (revision.madeBy !== null) return false;
    return (await this.audit.receiptOf(`ticket:${ticket.id}`, 'draft.made')) !== null;
  }

  /**
   * Drafts, and then does the work with what came of it, one at a time for each proposal. It goes on when whoever asked hangs up: what the
   * customer said is to reach a person in any case. The work is done again, with a draft that failed, where a tool changed meanwhile.
   * @throws Problem 409 `busy` while it is being drafted already, and whatever the work throws
   */
  async inTurn<T>(
    agent: AgentPrincipal,
    file: CaseFile,
    added: Added,
    work: (redraft: Redraft) => Promise<T>,
  ): Promise<T> {
    const seconds = this.environment.draftTotalMs / 1000 + CLAIM_SECONDS;
    // No Idempotency-Key has a space in it.
    const key = `context ${file.ticket.id}`;
    const claim = await this.claims.take(agent.id, key, sha256(JSON.stringify(added)).toString('hex'), seconds);
    if (!('release' in claim))
      throw new Problem(409, 'busy', 'This proposal is being drafted anew. Try again shortly.');
    try {
      const { request, words } = redraftQuestion(file, added);
      const passages = await this.retrieval.search(words, PASSAGES);
      const asked = { agent, request, domain: file.ticket.domain, passages, stream: false };
      const drafted = await this.drafter.draft(asked, new AbortController().signal);
      try {
        return await work(redraftOf(asked, drafted));
      } catch (error) {
        if (!drafted.toolCall || !(error instanceof Problem) || error.code !== 'arguments_invalid') throw error;
        return await work(redraftOf(asked, failedBy(drafted, TOOL_CHANGED)));
      }
    } finally {
      await claim.release();
    }
  }
}

function redraftOf(asked: Asked, drafted: Drafted): Redraft {
  const { proposal, drafted: made } = composeProposal(asked, drafted);
  const isNothing = drafted.failure !== null || (drafted.answer === '' && !drafted.toolCall);
  if (isNothing) return { ...made, findings: [...made.findings, keptDraft(drafted.failure)], made: null };
  return {
    ...made,
    made: {
      draft: JSON.stringify(proposal.draft),
      confidence: drafted.confidence,
      toolCall: drafted.toolCall,
      evidence: proposal.evidence,
      piiLeakRisk: proposal.policy.piiLeakRisk,
    },
  };
}
