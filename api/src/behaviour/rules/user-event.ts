/** What a user may do with an answer, and what may turn out of it later. */
export const EVENT_TYPES = [
  'shown',
  'opened_citation',
  'retried',
  'provided_context',
  'asked_human',
  'abandoned',
  'acted',
  'complained',
  'resolved',
  'corrected',
  'refund_reversed',
  'charged_back',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** What turns out later is the agent's to tell; what a user does, their browser may tell, too. */
const LATER: readonly EventType[] = ['corrected', 'refund_reversed', 'charged_back'];

export const isUsers = (type: EventType): boolean => !LATER.includes(type);

/** Clocks of agents and of this database may differ by so much. */
const LEEWAY_MS = 5 * 60_000;

/** As an agent tells of it. */
export interface ToldEvent {
  /** The agent's own name for it, by which a repeat is known. */
  id?: string;
  type: EventType;
  /** ISO 8601; when it came in, unless said. */
  at?: string;
  citation?: string;
  text?: string;
}

/** As it is kept. */
export interface UserEvent {
  id: string;
  type: EventType;
  at: Date;
  citation: string | null;
  text: string | null;
}

/** Why an event is not kept: which field, and what is wrong with it. */
export interface EventFault {
  field: keyof ToldEvent;
  message: string;
}

/**
 * Reads an event as an agent tells of it.
 *
 * @param now the database's
 * @param born when the proposal was taken in: nobody did anything with it before
 * @param id what an event without a name of its own is called
 */
export function readEvent(told: ToldEvent, now: Date, born: Date, id: string): UserEvent | EventFault {
  const at = told.at === undefined ? now : new Date(told.at);
  if (at.getTime() > now.getTime() + LEEWAY_MS) return { field: 'at', message: 'lies in the future' };
  if (at.getTime() < born.getTime() - LEEWAY_MS) return { field: 'at', message: 'lies before the proposal was made' };
  if (told.citation !== undefined && told.type !== 'opened_citation') {
    return { field: 'citation', message: 'goes with opened_citation only' };
  }
  return { id: told.id ?? id, type: told.type, at, citation: told.citation ?? null, text: told.text ?? null };
}

/** Whether two events of one name tell the same. When it happened may be left out of either. */
export function sameEvent(one: UserEvent, other: UserEvent, timed: boolean): boolean {
  return (
    one.type === other.type &&
    one.citation === other.citation &&
    one.text === other.text &&
    (!timed || one.at.getTime() === other.at.getTime())
  );
}
