/** What a customer wrote to support, as it is told. */
export interface ToldText {
  /** The teller's own name for it, by which a repeat is known. */
  id: string;
  text: string;
  /** ISO 8601; when it came in, unless said. */
  at?: string;
  proposalId?: string;
  domain?: string;
}

/** As it is kept. */
export interface SupportText {
  name: string;
  text: string;
  at: Date;
  ticketId: string | null;
  domain: string | null;
}

/** Why a text is not kept: which field, and what is wrong with it. */
export interface TextFault {
  field: keyof ToldText;
  message: string;
}

/** Clocks of tellers and of this database may differ by so much. */
const LEEWAY_MS = 5 * 60_000;

/** @param now the database's */
export function readText(told: ToldText, now: Date): SupportText | TextFault {
  const at = told.at === undefined ? now : new Date(told.at);
  if (Number.isNaN(at.getTime())) return { field: 'at', message: 'is no time' };
  if (at.getTime() > now.getTime() + LEEWAY_MS) return { field: 'at', message: 'lies in the future' };
  if (told.text.trim() === '') return { field: 'text', message: 'has no words' };
  const { id: name, text, proposalId: ticketId = null, domain = null } = told;
  return { name, text, at, ticketId: ticketId?.toLowerCase() ?? null, domain };
}

/** Whether two texts of one name are the same. When it was written may be left out of either. */
export function sameText(one: SupportText, other: SupportText, timed: boolean): boolean {
  return (
    one.text === other.text &&
    one.ticketId === other.ticketId &&
    one.domain === other.domain &&
    (!timed || one.at.getTime() === other.at.getTime())
  );
}
