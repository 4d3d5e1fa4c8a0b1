import { toConversation } from './conversation.js';
import { toEvidence } from './evidence.js';
import type { RecordedMessage, RecordedProposal } from './recording.js';

export interface Submission {
  idempotencyKey: string;
  /** JSON of a `POST /v1/proposals` body. */
  body: string;
  /** Oldest messages left out to keep within the API's limits. */
  messagesLeftOut: number;
}

/**
 * A recorded call as its agent would have proposed it. There is no confidence in the recordings, so there is none in
 * the proposal. `messages` is the whole conversation, or undefined where it is not at hand.
 */
export function toProposal(recorded: RecordedProposal, messages?: readonly RecordedMessage[]): Submission {
  const context = messages?.slice(0, recorded.uptoMessage) ?? [];
  const conversation = toConversation(context);
  const proposal = {
    request: {
      text: recorded.lastUserMessage ?? recorded.userRequest,
      ...(messages && { conversation: conversation.messages }),
      customerRef: recorded.conversationId,
    },
    domain: recorded.domain,
    draft: { answer: messages?.[recorded.uptoMessage]?.content ?? '', model: recorded.modelName },
    evidence: toEvidence(context),
  };
  return {
    idempotencyKey: `replay:${recorded.id}`,
    body: `${JSON.stringify(proposal).slice(0, -1)},"toolCall":${recorded.toolCallText}}`,
    messagesLeftOut: conversation.leftOut,
  };
}
