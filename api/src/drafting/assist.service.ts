import { readFileSync } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '../../../config/environment.js';
import type { AgentPrincipal } from '../identity/principal.js';
import type { ProposalRequest } from '../intake/http/proposal.dto.js';
import { IntakeService, keyReused } from '../intake/intake.service.js';
import type { Language } from '../intake/rules/sentences.js';
import { refuseDomain } from '../intake/scope.js';
import { Retrieval } from '../knowledge/retrieval.js';
import { ENVIRONMENT } from '../platform/environment.token.js';
import { Problem } from '../platform/http/problem.js';
import { Rulebook } from '../rulebook/rulebook.js';
import { composeProposal } from './compose-proposal.js';
import { type Asked, CLAIM_SECONDS, DRAFTER, type Drafted, type Drafter, PASSAGES } from './drafter.js';
import { failedBy, TOOL_CHANGED } from './failed-draft.js';
import { ClaimStore } from './persistence/claim.store.js';
import { classifyDomain, domainsOf } from './rules/classify-domain.js';

/** A question that Countersign is to answer, and who asks. */
export interface Question {
  agent: AgentPrincipal;
  idempotencyKey: string;
  /** SHA-256 of the body's bytes, 64 hex characters. */
  bodyHash: string;
  request: ProposalRequest;
  /** To be found out when null. */
  domain: string | null;
  /** Of the sentence for the user. */
  language: Language;
  /** Whoever asks follows how it goes on. */
  stream: boolean;
}

/** How far it has come: what may be told before anything was routed holds no word of the draft. */
export type Stage = 'retrieving' | 'drafting' | 'routed';

/** Earlier messages of the customer that are looked for, too. */
const EARLIER = 2;

const WORDS = JSON.parse(readFileSync(new URL('../../../config/domain-words.json', import.meta.url), 'utf8')) as Record<
  string,
  string[]
>;

/** Makes a proposal of a question, and hands it to the ordinary intake. */
@Injectable()
export class AssistService {
  constructor(
    private readonly claims: ClaimStore,
    private readonly retrieval: Retrieval,
    private readonly rulebook: Rulebook,
    @Inject(DRAFTER) private readonly drafter: Drafter,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly intake: IntakeService,
  ) {}

  /**
   * @param tell hears how far it has come
   * @param hungUp aborted when nobody waits any more: what is not yet taken in is given up then
   * @returns the answer's JSON text, and whether this key had been answered before
   * @throws Problem 403 `out_of_scope`, 409 `idempotency_key_in_flight`, 422 `idempotency_key_reused`
   */
  async answer(
    question: Question,
    tell: (stage: Stage) => void,
    hungUp: AbortSignal,
  ): Promise<{ answer: string; replayed: boolean }> {
    const { agent, idempotencyKey, bodyHash, domain } = question;
    if (domain !== null) refuseDomain(agent, domain);
    const before = await this.intake.answered(agent, idempotencyKey, bodyHash);
    if (before !== null) return { answer: before, replayed: true };
    const seconds = this.environment.draftTotalMs / 1000 + CLAIM_SECONDS;
    const claim = await this.claims.take(agent.id, idempotencyKey, bodyHash, seconds);
    if (!('release' in claim)) throw beingDrafted(claim.takenFor, bodyHash);
    try {
      // Whoever had the key a moment ago may have been taken in meanwhile.
      const meanwhile = await this.intake.answered(agent, idempotencyKey, bodyHash);
      if (meanwhile !== null) return { answer: meanwhile, replayed: true };
      return await this.draftAndTakeIn(question, tell, hungUp);
    } finally {
      await claim.release();
    }
  }

  private async draftAndTakeIn(
    question: Question,
    tell: (stage: Stage) => void,
    hungUp: AbortSignal,
  ): Promise<{ answer: string; replayed: boolean }> {
    tell('retrieving');
    const asked = await this.look(question);
    refuseDomain(question.agent, asked.domain);
    tell('drafting');
    const drafted = await this.drafter.draft(asked, hungUp);
    hungUp.throwIfAborted();
    const taken = await this.handIn(question, asked, drafted);
    tell('routed');
    return taken;
  }

  /** A tool may have got another version while the model was asked: then its call is a draft that failed. */
  private async handIn(
    question: Question,
    asked: Asked,
    drafted: Drafted,
  ): Promise<{ answer: string; replayed: boolean }> {
    const { agent, idempotencyKey, bodyHash, language } = question;
    const submission = { agent, idempotencyKey, bodyHash, language };
    try {
      return await this.intake.takeIn({ ...submission, ...composeProposal(asked, drafted) });
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'arguments_invalid') throw error;
      return this.intake.takeIn({ ...submission, ...composeProposal(asked, failedBy(drafted, TOOL_CHANGED)) });
    }
  }

  private async look({ agent, request, domain, stream }: Question): Promise<Asked> {
    const earlier = (request.conversation ?? []).filter(({ role }) => role === 'user').slice(-EARLIER);
    const words = [...new Set([...earlier.map(({ content }) => content), request.text])].join('\n');
    const [passages, rules] = await Promise.all([this.retrieval.search(words, PASSAGES), this.rulebook.now()]);
    const titles = passages.slice(0, 1).map(({ title }) => title);
    const found = domain ?? classifyDomain(words, titles, domainsOf(rules.routing, WORDS));
    return { agent, request, domain: found, passages, stream };
  }
}

function beingDrafted(takenFor: string | null, bodyHash: string): Problem {
  if (takenFor !== null && takenFor !== bodyHash) return keyReused();
  return new Problem(
    409,
    'idempotency_key_in_flight',
    'An answer to this Idempotency-Key is being drafted. Try again shortly.',
    { retryAfterSeconds: 1 },
  );
}
