import type { AgentPrincipal } from '../identity/principal.js';
import type { ProposalRequest } from '../intake/http/proposal.dto.js';
import type { FoundPassage } from '../knowledge/retrieval.js';
import type { Failure } from './rules/failure.js';

/** What is to be answered, and what the answer may rest on. */
export interface Asked {
  agent: AgentPrincipal;
  request: ProposalRequest;
  domain: string;
  /** Best first. */
  passages: readonly FoundPassage[];
  /** Whoever asks follows how it goes on. */
  stream: boolean;
}

/** Passages that a draft may rest on. */
export const PASSAGES = 6;

/** Beyond the time that a draft may take: a process that is gone keeps its claim no longer than both. */
export const CLAIM_SECONDS = 75;

/** Which drafter this installation has. */
export const DRAFTER = Symbol('drafter');

/** What a drafter comes to. A failed one has an empty answer and says why. */
export interface Drafted {
  by: 'extractive' | 'model';
  answer: string;
  citations: string[];
  /** By a written rule, and never calibrated here; null when there is nothing to say. */
  confidence: number | null;
  model: string;
  promptVersion: number | null;
  /** What the confidence was made of, as it came. */
  estimates: Record<string, unknown> | null;
  /** `arguments` is the JSON text as the model wrote it. */
  toolCall: { name: string; arguments: string } | null;
  failure: Failure | null;
  attempts: number;
  citationsDropped: number;
  tokens: { input: number; output: number } | null;
  costMicros: bigint | null;
}

/** Makes a draft. It never throws over what a model did; it fails, and says how. */
export interface Drafter {
  /** @param hungUp aborted when nobody waits for the draft any more. @throws its reason then */
  draft(asked: Asked, hungUp: AbortSignal): Promise<Drafted>;
}
