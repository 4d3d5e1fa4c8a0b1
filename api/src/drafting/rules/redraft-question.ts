import type { CaseFile } from '../../tickets/rules/case-file.js';

/** What an agent brings of a customer, and what was said around it. */
export interface Added {
  text: string;
  conversation?: readonly { role: string; content: string }[];
}

type Said = { role: string; content: string };

/**
 * A case with what its customer says now, as one conversation that ends with it: what they asked, what they were asked back and what they
 * answered, oldest first. What a person asked stands where the assistant speaks, because that is who the customer heard it from.
 */
export function redraftQuestion({ texts, question }: CaseFile, added: Added) {
  const request = JSON.parse(texts?.request ?? '{}') as Added & { customerRef?: string | null };
  const before = (texts?.contexts ?? []).map((context) => ({
    asked: context.question,
    said: JSON.parse(context.body) as Added,
  }));
  const conversation = [
    ...(request.conversation ?? []),
    said('user', request.text),
    ...before.flatMap(({ asked, said: one }) => [
      ...askedBack(asked),
      ...(one.conversation ?? []),
      said('user', one.text),
    ]),
    ...askedBack(question?.text ?? null),
    ...(added.conversation ?? []),
  ];
  const words = [request.text, ...before.map(({ said: one }) => one.text), added.text];
  return {
    request: { ...request, text: added.text, conversation },
    /** What is looked up in the knowledge base. */
    words: [...new Set(words)].join('\n'),
  };
}

const said = (role: string, content: string): Said => ({ role, content });
const askedBack = (text: string | null): Said[] => (text === null ? [] : [said('assistant', text)]);
