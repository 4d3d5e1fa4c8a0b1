/** A row of `banking-kb/tasks.jsonl`, as far as it is read here. */
export interface Task {
  user_scenario: { instructions: string };
  required_documents: string[];
}

const QUOTED = /["“]([^"”]{30,})["”]/;

/** What is asked of the search for a task: all that its customer knows, or only what they say first, where that is quoted. */
export const messagesOf: Record<string, (task: Task) => string> = {
  'whole text': ({ user_scenario: { instructions } }) => instructions,
  'first message': ({ user_scenario: { instructions } }) => QUOTED.exec(instructions)?.[1] ?? instructions,
};

/** Which share of the required documents is among the first `cut` different ones that were found. */
export function recallAt(cut: number, task: Task, found: readonly { documentId: string }[]): number {
  const first = [...new Set(found.map(({ documentId }) => documentId))].slice(0, cut);
  return task.required_documents.filter((id) => first.includes(id)).length / task.required_documents.length;
}
