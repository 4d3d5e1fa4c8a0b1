import type { AuditActions } from '../audit-log/rules/audit-actions.js';
import type { AgentPrincipal } from '../identity/principal.js';
import type { Finding } from '../routing/rules/signals.js';
import { callDigest, subjectOf, type ToolCall, toolCall } from '../tickets/rules/tool-call.js';
import type { NewProposal } from './http/proposal.dto.js';
import type { Language } from './rules/sentences.js';

/** What an agent sent, and who it is. */
export interface Submission {
  agent: AgentPrincipal;
  idempotencyKey: string;
  /** SHA-256 of the body's bytes, 64 hex characters. */
  bodyHash: string;
  proposal: NewProposal;
  /** The bytes of `toolCall.arguments` as they were sent. */
  rawArguments: string | undefined;
  /** Of the sentence for the user. */
  language: Language;
  /** There when Countersign itself drafted it (`drafting/`). */
  drafted?: DraftMade;
}

/** What is known of a draft that Countersign made. */
export interface DraftMade {
  /** They can only make the route stricter. */
  findings: readonly Finding[];
  record: AuditActions['draft.made'];
}

/** The tool call that is asked for, and what repeats of it are found by. */
export interface Call {
  toolCall: ToolCall | null;
  subject: string;
  digest: string | null;
}

export function readCall({ agent, proposal, rawArguments }: Submission): Call {
  const subject = subjectOf(proposal.request.customerRef ?? null, agent.id);
  if (!proposal.toolCall || rawArguments === undefined) return { toolCall: null, subject, digest: null };
  const call = toolCall(proposal.toolCall.name, rawArguments);
  return { toolCall: call, subject, digest: callDigest(subject, call) };
}
