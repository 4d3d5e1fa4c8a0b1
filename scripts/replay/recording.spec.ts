import { dirname, join } from 'node:path';
import { expect, it } from '@jest/globals';
import { describeWithOutsideData } from '../../test/support/outside-data.js';
import { MAX_BYTES, MAX_MESSAGES } from './conversation.js';
import { readConversations, readProposals } from './recording.js';
import { toProposal } from './to-proposal.js';

describeWithOutsideData('proposals/proposals.jsonl', 'recorded proposals of real models', (path) => {
  const conversationsPath = join(dirname(path), 'conversations.jsonl');

  async function read(limit: number) {
    const proposals = await readProposals(path, limit);
    const wanted = new Set(proposals.map(({ conversationId }) => conversationId));
    return { proposals, wanted, conversations: await readConversations(conversationsPath, wanted) };
  }

  it('all become proposals within the limits of the API, the call as the last message made it', async () => {
    const { proposals, conversations } = await read(Number.POSITIVE_INFINITY);
    expect(proposals.length).toBeGreaterThan(1_000);
    for (const recorded of proposals) {
      const messages = conversations.get(recorded.conversationId)!;
      const { body, messagesLeftOut } = toProposal(recorded, messages);
      const { request, draft, toolCall } = JSON.parse(body);
      expect(request.text).not.toBe('');
      expect(request.conversation).toHaveLength(recorded.uptoMessage - messagesLeftOut);
      expect(request.conversation.length).toBeLessThanOrEqual(MAX_MESSAGES);
      expect(Buffer.byteLength(JSON.stringify(request.conversation))).toBeLessThanOrEqual(MAX_BYTES);
      expect(draft).not.toHaveProperty('confidence');
      const made = messages[recorded.uptoMessage]?.toolCalls?.map(({ name, arguments: args }) => ({
        name,
        arguments: args,
      }));
      expect(made).toContainEqual(toolCall);
    }
  });

  it('are read no further than asked, with only the conversations they need', async () => {
    const { proposals, wanted, conversations } = await read(7);
    expect(proposals).toHaveLength(7);
    expect(new Set(conversations.keys())).toEqual(wanted);
  });
});
