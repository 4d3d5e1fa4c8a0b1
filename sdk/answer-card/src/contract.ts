/** What `GET /v1/proposals/{id}` answers to a widget token (`CardAnswerDto` of api/openapi.json). */
export interface CardAnswer {
  id: string;
  status: 'ok' | 'degraded' | 'needs_review' | 'blocked';
  answer: string;
  reasonCode: 'LOW_CONFIDENCE' | 'POLICY_RESTRICTED' | 'SOURCE_STALE' | 'TOOL_UNAVAILABLE' | null;
  nextAction: NextAction | null;
  message: { text: string; language: string };
  ticket: { state: string; revision: number; dueAt: string | null };
  sources: Source[];
  /** There while a reviewer's question to the user is open. */
  question?: { text: string };
}

export type NextAction = 'retry' | 'ask_human' | 'provide_more_context' | 'view_policy_doc';

export interface Source {
  citation: string;
  title: string;
  heading: string | null;
  uri: string | null;
  text: string | null;
}

/** What a user did, as `POST /v1/proposals/{id}/events` takes it. */
export type Deed =
  | 'shown'
  | 'opened_citation'
  | 'retried'
  | 'provided_context'
  | 'asked_human'
  | 'abandoned'
  | 'complained'
  | 'resolved';

/** Whether an answer can't change any more by itself, so that nobody need ask again. */
export function isSettled({ status, nextAction, ticket }: CardAnswer): boolean {
  if (status === 'needs_review') return false;
  // Nobody knows what became of it: somebody is finding out.
  return !(status === 'degraded' && nextAction === 'ask_human' && ticket.state !== 'expired');
}
