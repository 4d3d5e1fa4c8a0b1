import { Injectable } from '@nestjs/common';
import type { AgentPrincipal, WidgetPrincipal } from '../identity/principal.js';
import { WidgetTokens } from '../identity/widget-tokens.js';
import { Retrieval } from '../knowledge/retrieval.js';
import { TicketStore } from '../tickets/persistence/ticket.store.js';
import type { CaseFile } from '../tickets/rules/case-file.js';
import { isKnown, ProposalsService, type Told, type Wait } from './proposals.service.js';
import { tagOf } from './rules/answer-tag.js';
import { type CardAnswer, cardAnswer, type FoundSource } from './rules/card-answer.js';
import { answerOf } from './rules/proposal-answer.js';
import type { Language } from './rules/sentences.js';

/** Passages of ours that a card opens; whoever cites more helps nobody. */
const MOST_PASSAGES = 20;

/** Answers as a user's browser sees them. */
@Injectable()
export class CardService {
  constructor(
    private readonly proposals: ProposalsService,
    private readonly tickets: TicketStore,
    private readonly retrieval: Retrieval,
    private readonly tokens: WidgetTokens,
  ) {}

  /**
   * A token for one proposal of the agent's.
   * @throws Problem 404 unless the agent made it; 503 `keys_missing`
   */
  async token({ id: agentId, keyId }: AgentPrincipal, id: string): Promise<{ token: string; expiresAt: Date }> {
    const { now } = await this.proposals.own(agentId, id);
    return this.tokens.sign(id, keyId, now);
  }

  /** As `ProposalsService.answer`, with the sources that the answer cites. */
  async answer(
    { agentId, proposalId }: WidgetPrincipal,
    wait: Wait,
    language: Language,
  ): Promise<Told<CardAnswer> | null> {
    const view = (file: CaseFile) => cardAnswer(answerOf(file, language), []);
    await this.proposals.turned(agentId, proposalId, wait, view);
    const file = (await this.tickets.load(proposalId, { texts: true }))!;
    // A tag of what the user may see and no more. Weak, because a source may get another address meanwhile.
    const tag = `W/${tagOf(view(file))}`;
    if (isKnown(tag, wait)) return null;
    const answer = answerOf(file, language);
    const sources = [...(await this.passages(answer.citations, file)), ...evidenceOf(file)];
    return { answer: cardAnswer(answer, sources), tag };
  }

  private async passages(citations: readonly string[], { ticket }: CaseFile): Promise<FoundSource[]> {
    const cited = await this.retrieval.cited(citations.slice(0, MOST_PASSAGES), ticket.createdAt);
    return cited.map(({ cited: citation, passage: { title, heading, uri, text, madeAt } }) => ({
      ...{ citation, title, heading, uri, text },
      updatedAt: madeAt.toISOString(),
    }));
  }
}

interface Evidence {
  id: string;
  title?: string | null;
  uri?: string | null;
  excerpt?: string | null;
  updatedAt?: string | null;
}

function evidenceOf({ texts }: CaseFile): FoundSource[] {
  const evidence = JSON.parse(texts?.evidence ?? '[]') as Evidence[];
  return evidence.map(({ id, title, uri, excerpt, updatedAt }) => ({
    citation: id,
    title: title ?? null,
    heading: null,
    uri: uri ?? null,
    text: excerpt ?? null,
    updatedAt: updatedAt ?? null,
  }));
}
