import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { rawMember } from './raw-member.js';

export interface RecordedCall {
  id: string | null;
  name: string;
  arguments: unknown;
}

export interface RecordedMessage {
  role: 'user' | 'assistant' | 'tool';
  content: string | null;
  toolCalls?: RecordedCall[];
  toolCallId?: string | null;
}

/** A row of the proposals file: one tool call that a real model made. */
export interface RecordedProposal {
  id: string;
  domain: string;
  modelName: string;
  conversationId: string;
  /** The call was made in this message; those before it are its context. */
  uptoMessage: number;
  userRequest: string;
  lastUserMessage?: string;
  /** The JSON text of `{name, arguments}` as recorded. */
  toolCallText: string;
}

export type Conversations = ReadonlyMap<string, readonly RecordedMessage[]>;

/** The first `limit` rows of a proposals file, in its order. */
export async function readProposals(path: string, limit: number): Promise<RecordedProposal[]> {
  const rows: RecordedProposal[] = [];
  for await (const line of linesOf(path)) {
    if (rows.length >= limit) break;
    const { id, domain, modelName, conversationId, uptoMessage, userRequest, lastUserMessage } = JSON.parse(line);
    const toolCallText = rawMember(line, 'toolCall');
    if (!toolCallText) throw new Error(`${path}: row ${id} has no toolCall.`);
    rows.push({ id, domain, modelName, conversationId, uptoMessage, userRequest, lastUserMessage, toolCallText });
  }
  return rows;
}

/** The messages of the conversations whose ids are `wanted`. */
export async function readConversations(path: string, wanted: ReadonlySet<string>): Promise<Conversations> {
  const conversations = new Map<string, RecordedMessage[]>();
  for await (const line of linesOf(path)) {
    const { id, messages } = JSON.parse(line) as { id: string; messages: RecordedMessage[] };
    if (wanted.has(id)) conversations.set(id, messages);
  }
  return conversations;
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) if (line.trim() !== '') yield line;
}
