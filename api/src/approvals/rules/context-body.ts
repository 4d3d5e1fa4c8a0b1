/** What an agent says when it adds to a proposal. */
export interface SaidContext {
  text: string;
  conversation?: readonly { role: string; content: string }[];
  evidence?: readonly { id: string }[];
}

/** How it is kept beside the revision that it made: as it was sent, and where that revision's draft came from. */
export interface ContextBody extends SaidContext {
  /** Who wrote the draft for this revision; left out where the one before stays. */
  draft?: 'agent' | 'countersign';
  /** So many of the evidence, the last, are passages that Countersign found for its draft. */
  found?: number;
}

/** @param found the passages that Countersign's new draft rests on; null where it made none */
export function contextBody(
  { text, conversation, evidence }: SaidContext,
  brought: boolean,
  found: readonly { id: string }[] | null,
): string {
  const body: ContextBody = {
    ...{ text, conversation, evidence },
    ...(brought ? { draft: 'agent' } : {}),
    ...(found ? { draft: 'countersign', evidence: [...(evidence ?? []), ...found], found: found.length } : {}),
  };
  return JSON.stringify(body);
}

/** Whether a kept context is what an agent says now, sent again because the answer to it was lost. */
export function isSameContext(kept: string, { text, conversation, evidence }: SaidContext, brought: boolean): boolean {
  const { found = 0, draft, ...body } = JSON.parse(kept) as ContextBody;
  const sent = (body.evidence ?? []).slice(0, (body.evidence ?? []).length - found);
  const one = JSON.stringify([body.text, body.conversation, sent, draft === 'agent']);
  return one === JSON.stringify([text, conversation, evidence ?? [], brought]);
}

/** Whether the agent has brought a draft of its own since the proposal was taken in. */
export function broughtDraft(bodies: readonly string[]): boolean {
  return bodies.some((body) => (JSON.parse(body) as ContextBody).draft === 'agent');
}
