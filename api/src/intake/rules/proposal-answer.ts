import type { CaseFile } from '../../tickets/rules/case-file.js';
import { type ExecutionView, executionView } from '../../tickets/rules/execution-view.js';
import type { TicketState } from '../../tickets/rules/lifecycle.js';
import { type ResponseContract, responseContract } from './response-contract.js';

/** The answer to an agent: the response contract at the top, the ticket beside it. */
export interface ProposalAnswer extends ResponseContract {
  id: string;
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

/** The answer as the case stands now. */
export function answerOf(file: CaseFile): ProposalAnswer {
  const { ticket, revision, execution } = file;
  const draft = readDraft(revision.draft);
  const contract = responseContract({
    state: ticket.state,
    hasToolCall: revision.toolCall !== null,
    executionState: execution?.state ?? null,
    parked: execution?.parked ?? false,
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
    ...(file.erased ? { erased: true as const } : {}),
  };
}
