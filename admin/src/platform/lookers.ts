/** Who has which ticket on screen, as the live feed tells. Empty after a gap, until it is told again. */
export interface Looker {
  personId: string;
  personName: string;
}

const nobody: readonly Looker[] = [];
const byTicket = new Map<string, readonly Looker[]>();
const listeners = new Set<() => void>();

const tell = () => {
  for (const listener of listeners) listener();
};

/** Takes what an event says; what can't be read says nothing. */
export function hearLookers(data: string): void {
  let heard: { ticketId: string; people: Looker[] };
  try {
    heard = JSON.parse(data);
  } catch {
    return;
  }
  if (heard.people.length > 0) byTicket.set(heard.ticketId, heard.people);
  else byTicket.delete(heard.ticketId);
  tell();
}

export function forgetLookers(): void {
  byTicket.clear();
  tell();
}

export const lookersAt = (ticketId: string): readonly Looker[] => byTicket.get(ticketId) ?? nobody;

export function onLookers(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
