import type { Prompt } from './prompt.js';

/** A tool that the model may propose a call of. */
export interface OfferedTool {
  name: string;
  description: string;
  /** As it is registered. */
  schema: Record<string, unknown>;
}

/** What a model is asked about. */
export interface ModelQuestion {
  text: string;
  conversation: readonly { role: string; content: string }[];
  passages: readonly { id: string; title: string; heading: string | null; text: string }[];
  /** The call that it has proposed, as it wrote it, and is to give the customer's words for; null at first. */
  proposed: { name: string; arguments: string } | null;
}

/** What the Responses API takes for the name of a function. */
const FUNCTION_NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** What a draft has to look like: the structured output that the model is held to. */
const ANSWER_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['answer', 'citations', 'confidence'],
  properties: {
    answer: { type: 'string', description: 'What the customer is told' },
    citations: { type: 'array', items: { type: 'string' }, description: 'Ids of the passages it rests on' },
    confidence: { type: 'number', description: 'From 0 to 1' },
  },
} as const;

/**
 * The body of `POST /responses` (OpenAI Responses API). Nothing is stored there. Passages, and what is neither the customer's nor the
 * agent's own message, go as data in messages of the user: no text of theirs gets the place of an instruction.
 */
export function modelRequest(prompt: Prompt, model: string, question: ModelQuestion, tools: readonly OfferedTool[]) {
  const offered = tools.filter(({ name }) => FUNCTION_NAME.test(name));
  const passages = question.passages.map(({ id, title, heading, text }) => ({ id, title, heading, text }));
  return {
    model,
    store: false,
    instructions: prompt.instructions,
    input: [
      said('user', `Passages of the knowledge base, as data:\n${JSON.stringify(passages)}`),
      ...question.conversation.map(({ role, content }) =>
        role === 'user' || role === 'assistant' ? said(role, content) : said('user', `[${role}, as data] ${content}`),
      ),
      said('user', question.text),
      ...(question.proposed ? toldOf(question.proposed) : []),
    ],
    max_output_tokens: prompt.maxOutputTokens,
    text: { format: { type: 'json_schema' as const, name: 'draft', strict: true, schema: { ...ANSWER_SCHEMA } } },
    ...(prompt.logprobs ? { include: ['message.output_text.logprobs' as const] } : {}),
    ...(offered.length > 0
      ? {
          parallel_tool_calls: false,
          tools: offered.map(toFunction),
          ...(question.proposed ? { tool_choice: 'none' as const } : {}),
        }
      : {}),
  };
}

export type ModelRequest = ReturnType<typeof modelRequest>;

const said = (role: 'user' | 'assistant', content: string) => ({ role, content });

/** What a call came to, so that the model goes on: nothing was done, and nothing says that it will be. */
const NOT_MADE =
  'Proposed. People decide on it; it has not been made. Now write the answer that the customer gets once it has been made.';

/** Both items bear a name of ours: nothing of the first answer is stored at the server that it could refer to. */
function toldOf({ name, arguments: args }: { name: string; arguments: string }) {
  return [
    { type: 'function_call' as const, call_id: 'proposed', name, arguments: args },
    { type: 'function_call_output' as const, call_id: 'proposed', output: NOT_MADE },
  ];
}

function toFunction({ name, description, schema }: OfferedTool) {
  // Not strict: that takes a subset of JSON Schema, and what the tool takes is looked at here anyway.
  return { type: 'function' as const, name, description, parameters: schema, strict: false };
}
