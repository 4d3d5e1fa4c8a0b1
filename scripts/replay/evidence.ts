import type { RecordedMessage } from './recording.js';

export interface Evidence {
  id: string;
  title: string;
  excerpt: string;
}

const MAX_SOURCES = 5;
const MAX_EXCERPT = 2_000;

/** The newest tool results in `context`, oldest first: they are what the model's next call rests on. */
export function toEvidence(context: readonly RecordedMessage[]): Evidence[] {
  return context
    .map((message, index) => ({ message, index }))
    .filter(({ message }) => message.role === 'tool' && message.content)
    .slice(-MAX_SOURCES)
    .map(({ message, index }) => ({
      id: `message:${index}`,
      title: `Result of ${toolOf(context, index)}`,
      excerpt: cut(message.content ?? '', MAX_EXCERPT),
    }));
}

/** Which tool the result at `index` came from: by its call id, or else by its place after the calls. */
function toolOf(context: readonly RecordedMessage[], index: number): string {
  const asked = context.slice(0, index).findLastIndex(({ toolCalls }) => toolCalls && toolCalls.length > 0);
  const calls = context[asked]?.toolCalls ?? [];
  const callId = context[index]?.toolCallId;
  const call = (callId && calls.find(({ id }) => id === callId)) || calls[index - asked - 1] || calls.at(-1);
  return call?.name ?? 'a tool';
}

/** The first `max` UTF-16 units of `text`, without half a character at the end. */
function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = /[\uD800-\uDBFF]/.test(text[max - 1]!) ? max - 1 : max;
  return text.slice(0, end);
}
