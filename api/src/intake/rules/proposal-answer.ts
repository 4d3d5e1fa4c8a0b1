import type { CaseFile } from '../../tickets/rules/case-file.js';
import { type ExecutionView, executionView } from '../../tickets/rules/execution-view.js';
import type { TicketState } from '../../tickets/rules/lifecycle.js';
import { contractRow, type ResponseContract, responseContract, type Standing } from './response-contract.js';
import { type Language, messageOf, type UserMessage } from './sentences.js';

/** The answer to an agent: the response contract at the top, the ticket beside it. */
export interface ProposalAnswer extends ResponseContract {
  id: string;
  /** The same for the user, in words. */
  message: UserMessage;
  ticket: {
    id: string;
    state: TicketState;
    queue: string | null;
    revision: number;
    dueAt: string | null;
    expiresAt: string;
    flags: string[];
    /** Why a person refused it, as a code of the list that support leads keep; null unless rejected. */
    rejectReason: string | null;
  };
  execution: ExecutionView | null;
  /** There only while a reviewer’s question to the customer is open; `POST /v1/proposals/{id}/context` answers it. */
  question?: { text: string; askedAt: string };
  /** There only when the texts were erased. */
  erased?: true;
}

/** A draft as an agent submitted it or a reviewer edited it. */
export interface StoredDraft {
  answer: string;
  confidence?: number | null;
  citations?: string[];
  model?: string | null;
  promptVersion?: string | null;
}

export function readDraft(text: string | null): StoredDraft {
  return text === null ? { answer: '' } : (JSON.parse(text) as StoredDraft);
}

/** What a standing is answered with, and the sentence that goes with it. */
export function contractIn(language: Language, standing: Standing): ResponseContract & { message: UserMessage } {
  return { ...responseContract(standing), message: messageOf(contractRow(standing), language) };
}

/** The answer as the case stands now. */
export function answerOf(file: CaseFile, language: Language): ProposalAnswer {
  const { ticket, revision, execution } = file;
  const draft = readDraft(revision.draft);
  const contract = contractIn(language, {
    state: ticket.state,
    domain: ticket.domain,
    hasToolCall: revision.toolCall !== null,
    executionState: execution?.state ?? null,
    parked: execution?.parked ?? false,
    asked: file.question !== null,
    draft: { answer: draft.answer, confidence: draft.confidence ?? null, citations: draft.citations ?? [] },
    decision: revision.routingDecision,
  });
  const refusal = file.signOffs.find((s) => s.verdict === 'reject' && s.revision === ticket.revision);
  return {
    id: ticket.id,
    ...contract,
    ticket: {
      id: ticket.id,
      state: ticket.state,
      queue: ticket.queue,
      revision: ticket.revision,
      dueAt: ticket.dueAt?.toISOString() ?? null,
      expiresAt: ticket.expiresAt.toISOString(),
      flags: ticket.flags,
      rejectReason: refusal?.reason ?? null,
    },
    execution: executionView(execution),
    ...(file.question ? { question: { text: file.question.text, askedAt: file.question.at.toISOString() } } : {}),
    ...(file.erased ? { erased: true as const } : {}),
  };
}
