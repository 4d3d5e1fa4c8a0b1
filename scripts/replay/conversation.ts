import type { RecordedCall, RecordedMessage } from './recording.js';

export interface Message {
  role: 'user' | 'assistant' | 'tool';
  content: string;
}

/** What the API takes for certain. */
export const MAX_MESSAGES = 256;
export const MAX_BYTES = 256_000;

/** Recorded messages as the API takes them, and how many of the oldest were left out to keep within its limits. */
export function toConversation(recorded: readonly RecordedMessage[]): { messages: Message[]; leftOut: number } {
  const messages = recorded.map((message) => ({ role: message.role, content: textOf(message) }));
  let first = messages.length;
  let bytes = 2;
  while (first > 0 && messages.length - first < MAX_MESSAGES) {
    bytes += Buffer.byteLength(JSON.stringify(messages[first - 1])) + 1;
    if (bytes > MAX_BYTES) break;
    first -= 1;
  }
  return { messages: messages.slice(first), leftOut: first };
}

/** What was said, and below it the tools called with it: an assistant that calls a tool often says nothing. */
function textOf({ content, toolCalls = [] }: RecordedMessage): string {
  return [...(content ? [content] : []), ...toolCalls.map(callText)].join('\n');
}

const callText = (call: RecordedCall): string => `${call.name}(${JSON.stringify(call.arguments)})`;
