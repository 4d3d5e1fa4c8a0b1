import type { ProposalAnswer } from './proposal-answer.js';

/** A source of an answer, as its user may see it. */
export interface CardSource {
  /** As the draft cites it. */
  citation: string;
  title: string;
  heading: string | null;
  /** Only of a web page. */
  uri: string | null;
  /** What it says; null unless the answer that rests on it may be shown. */
  text: string | null;
  /** ISO 8601: since when it says so. */
  updatedAt: string | null;
}

/** What a user's browser is told: the contract and its sources, and nothing of how people decide. */
export interface CardAnswer
  extends Pick<
    ProposalAnswer,
    'id' | 'status' | 'answer' | 'confidence' | 'reasonCode' | 'nextAction' | 'citations' | 'message' | 'question'
  > {
  ticket: Pick<ProposalAnswer['ticket'], 'id' | 'state' | 'revision' | 'dueAt'>;
  sources: CardSource[];
}

/** A passage of ours, or evidence that the agent brought. */
export interface FoundSource extends Omit<CardSource, 'text' | 'title'> {
  title: string | null;
  text: string | null;
}

/** @param found what the citations name, as far as it is known */
export function cardAnswer(answer: ProposalAnswer, found: readonly FoundSource[]): CardAnswer {
  const { id, status, confidence, reasonCode, nextAction, citations, message } = answer;
  const { state, revision, dueAt } = answer.ticket;
  const shown = status === 'ok';
  const sources = citations.flatMap((citation) => {
    const source = found.find((one) => one.citation === citation);
    if (!source) return [];
    const { title, uri, text, ...rest } = source;
    return [{ ...rest, title: title || citation, uri: webPage(uri), text: shown ? text : null }];
  });
  return {
    ...{ id, status, answer: answer.answer, confidence, reasonCode, nextAction, citations, message },
    ticket: { id: answer.ticket.id, state, revision, dueAt },
    ...(answer.question ? { question: answer.question } : {}),
    sources,
  };
}

function webPage(uri: string | null): string | null {
  if (uri === null || !URL.canParse(uri)) return null;
  return /^https?:$/.test(new URL(uri).protocol) ? uri : null;
}
