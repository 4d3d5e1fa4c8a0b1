import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ProposalReader } from '../identity/principal.js';
import { answerOf } from '../intake/rules/proposal-answer.js';
import { LANGUAGES } from '../intake/rules/sentences.js';
import { notFound, Problem } from '../platform/http/problem.js';
import { invalid } from '../platform/http/validate.js';
import { TicketStore } from '../tickets/persistence/ticket.store.js';
import type { CaseFile } from '../tickets/rules/case-file.js';
import { EventStore, type KeptEvent } from './persistence/event.store.js';
import { isUsers, readEvent, sameEvent, type ToldEvent, type UserEvent } from './rules/user-event.js';

/** More than any honest conversation about one answer has. */
export const MOST_OF_ONE_TICKET = 500;

/** What a browser may fill of that, so that room is left for what turns out later. */
const MOST_BY_WIDGET = 200;

/** How often it looks again when somebody else tells of the same events at the same time. */
const ATTEMPTS = 3;

export type RecordedEvent = UserEvent & { isNew: boolean };

/** What users did with answers, told by the agents that showed them. */
@Injectable()
export class EventsService {
  constructor(
    private readonly tickets: TicketStore,
    private readonly events: EventStore,
  ) {}

  /**
   * Keeps what is new of it, all or nothing; told again, an event is answered as it was kept.
   * @throws Problem 404 unless the agent made this proposal; 403 for what a widget may not tell; 400 for an event that can't be; 409 when there are too many, or
   *   words come for what is erased; 422 when a name was used for another event
   */
  async report(teller: ProposalReader, ticketId: string, told: ToldEvent[]): Promise<RecordedEvent[]> {
    const file = await this.tickets.load(ticketId);
    const byWidget = teller.type === 'widget';
    if (!file || file.ticket.agentId !== (byWidget ? teller.agentId : teller.id)) throw notFound('proposal');
    if (byWidget && !told.every(({ type }) => isUsers(type))) {
      throw new Problem(403, 'not_allowed', 'What turns out later is for the agent’s backend to tell.');
    }
    const most = byWidget ? MOST_BY_WIDGET : MOST_OF_ONE_TICKET;
    if (file.erased && told.some(({ text }) => text !== undefined)) {
      throw new Problem(409, 'already_erased', 'This proposal’s texts were erased, so no words are kept with it.');
    }
    const events = readAll(told, file);
    const { ticket, status, reasonCode, nextAction, confidence } = answerOf(file, LANGUAGES[0]);
    const answer = { revision: ticket.revision, status, reasonCode, nextAction, confidence };
    const ids = events.map(({ id }) => id);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const { known, inAll } = await this.events.look(ticketId, ids);
      refuseReused(told, events, known);
      const unknown = events.filter(({ id }) => !known.has(id));
      if (unknown.length > 0 && inAll + unknown.length > most) {
        throw new Problem(409, 'too_many_events', `A proposal keeps ${most} events at most.`);
      }
      if (unknown.length > 0 && !(await this.events.add(ticketId, unknown, answer))) continue;
      return events.map((event) => ({ ...(known.get(event.id) ?? event), isNew: !known.has(event.id) }));
    }
    throw new Problem(409, 'busy', 'Somebody else is telling of the same events. Send it again.');
  }

  /** @throws Problem 404 */
  async of(ticketId: string): Promise<KeptEvent[]> {
    if (!(await this.tickets.load(ticketId))) throw notFound('ticket');
    return this.events.of(ticketId);
  }
}

function readAll(told: ToldEvent[], { now, ticket }: CaseFile): UserEvent[] {
  const path = (n: number, field: string) => (told.length > 1 ? `events.${n}.${field}` : field);
  const events = told.map((one, n) => {
    const event = readEvent(one, now, ticket.createdAt, randomUUID());
    if ('field' in event) throw invalid([{ path: path(n, event.field), message: event.message }]);
    return event;
  });
  for (const [n, { id }] of events.entries()) {
    if (events.findIndex((other) => other.id === id) !== n)
      throw invalid([{ path: path(n, 'id'), message: 'stands there twice' }]);
  }
  return events;
}

function refuseReused(told: ToldEvent[], events: UserEvent[], known: Map<string, UserEvent>): void {
  for (const [n, event] of events.entries()) {
    const before = known.get(event.id);
    if (!before || sameEvent(event, before, told[n]!.at !== undefined)) continue;
    throw new Problem(422, 'event_id_reused', `The id ${event.id} was used for another event of this proposal.`);
  }
}
