import { describe, expect, it } from '@jest/globals';
import { MAX_BYTES, MAX_MESSAGES, toConversation } from './conversation.js';
import type { RecordedMessage } from './recording.js';

const says = (content: string): RecordedMessage => ({ role: 'user', content });
const call = { id: 'c1', name: 'get_order', arguments: { id: '#W1' } };

describe('toConversation', () => {
  it('keeps roles and words, and writes out the tools an assistant called', () => {
    const recorded: RecordedMessage[] = [
      says('Where is it?'),
      { role: 'assistant', content: null, toolCalls: [call] },
      { role: 'tool', content: 'on its way', toolCallId: 'c1' },
      { role: 'assistant', content: 'Let me see again.', toolCalls: [call] },
    ];
    expect(toConversation(recorded)).toEqual({
      leftOut: 0,
      messages: [
        { role: 'user', content: 'Where is it?' },
        { role: 'assistant', content: 'get_order({"id":"#W1"})' },
        { role: 'tool', content: 'on its way' },
        { role: 'assistant', content: 'Let me see again.\nget_order({"id":"#W1"})' },
      ],
    });
  });

  it('keeps the newest messages when there are too many', () => {
    const { messages, leftOut } = toConversation(Array.from({ length: 300 }, (_, index) => says(`${index}`)));
    expect([messages.length, leftOut, messages[0]?.content, messages.at(-1)?.content]).toEqual([
      MAX_MESSAGES,
      44,
      '44',
      '299',
    ]);
  });

  it('keeps the newest messages that fit in bytes, not in characters', () => {
    const { messages, leftOut } = toConversation(Array.from({ length: 10 }, () => says('번'.repeat(20_000))));
    expect([messages.length, leftOut]).toEqual([4, 6]);
    expect(Buffer.byteLength(JSON.stringify(messages))).toBeLessThanOrEqual(MAX_BYTES);
  });

  it('says nothing rather than half of one message that is too long', () => {
    expect(toConversation([says('x'.repeat(MAX_BYTES))])).toEqual({ messages: [], leftOut: 1 });
  });
});
