import { describe, expect, it } from '@jest/globals';
import type { RecordedMessage, RecordedProposal } from './recording.js';
import { toProposal } from './to-proposal.js';

const RECORDED: RecordedProposal = {
  id: 'c1#3.0',
  domain: 'banking',
  modelName: 'some-model',
  conversationId: 'c1',
  uptoMessage: 3,
  userRequest: 'Pay the bill.',
  toolCallText: '{"name": "send_money", "arguments": {"amount": 30000.0, "to": null}}',
};

const MESSAGES: RecordedMessage[] = [
  { role: 'user', content: 'Pay the bill.' },
  { role: 'assistant', content: null, toolCalls: [{ id: 'k', name: 'read_file', arguments: { path: 'bill.txt' } }] },
  { role: 'tool', content: 'Amount: 30000', toolCallId: 'k' },
  { role: 'assistant', content: 'I will pay it.', toolCalls: [{ id: 'm', name: 'send_money', arguments: {} }] },
  { role: 'user', content: 'What have you done?' },
];

describe('toProposal', () => {
  it('says what was known at the time of the call, and nothing that came later', () => {
    const { idempotencyKey, body, messagesLeftOut } = toProposal(RECORDED, MESSAGES);
    expect([idempotencyKey, messagesLeftOut]).toEqual(['replay:c1#3.0', 0]);
    expect(JSON.parse(body)).toEqual({
      request: {
        text: 'Pay the bill.',
        conversation: [
          { role: 'user', content: 'Pay the bill.' },
          { role: 'assistant', content: 'read_file({"path":"bill.txt"})' },
          { role: 'tool', content: 'Amount: 30000' },
        ],
        customerRef: 'c1',
      },
      domain: 'banking',
      draft: { answer: 'I will pay it.', model: 'some-model' },
      evidence: [{ id: 'message:2', title: 'Result of read_file', excerpt: 'Amount: 30000' }],
      toolCall: { name: 'send_money', arguments: { amount: 30000, to: null } },
    });
  });

  it('sends the tool call to the byte as it was recorded', () => {
    expect(toProposal(RECORDED, MESSAGES).body).toContain(`"toolCall":${RECORDED.toolCallText}}`);
  });

  it('asks with the last words of the customer where they differ from the first', () => {
    const { body } = toProposal({ ...RECORDED, lastUserMessage: 'Yes, do.' }, MESSAGES);
    expect(JSON.parse(body).request.text).toBe('Yes, do.');
  });

  it('goes without a conversation where there is none', () => {
    expect(JSON.parse(toProposal(RECORDED).body)).toMatchObject({
      request: { text: 'Pay the bill.', customerRef: 'c1' },
      draft: { answer: '' },
      evidence: [],
    });
  });
});
