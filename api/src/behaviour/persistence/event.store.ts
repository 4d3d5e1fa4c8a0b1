import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/database.js';
import type { UserEvent } from '../rules/user-event.js';

const LOOK = sql(import.meta.url, 'look-at-events');
const ADD = sql(import.meta.url, 'add-events');
const LIST = sql(import.meta.url, 'list-events');

/** What the answer said when events came in. */
export interface AnswerThen {
  revision: number;
  status: string;
  reasonCode: string | null;
  nextAction: string | null;
  confidence: number | null;
}

export type KeptEvent = UserEvent & AnswerThen & { receivedAt: Date };

type Known = Omit<UserEvent, 'at'> & { at: string };

@Injectable()
export class EventStore {
  constructor(private readonly database: Database) {}

  /** Which of these names a ticket has events of already, and how many events it has in all. */
  async look(ticketId: string, ids: string[]): Promise<{ known: Map<string, UserEvent>; inAll: number }> {
    const rows = await this.database.run<{ known: Known[]; inAll: number }>(LOOK, [ticketId, ids]);
    const { known, inAll } = rows[0]!;
    return { known: new Map(known.map((event) => [event.id, { ...event, at: new Date(event.at) }])), inAll };
  }

  /** @returns whether all of them were added; those whose names are taken are not */
  async add(ticketId: string, events: UserEvent[], answer: AnswerThen): Promise<boolean> {
    const added = await this.database.run(ADD, [ticketId, JSON.stringify(events), JSON.stringify(answer)]);
    return added.length === events.length;
  }

  /** Everything that is known of one ticket's users, oldest first. */
  async of(ticketId: string): Promise<KeptEvent[]> {
    return this.database.run<KeptEvent>(LIST, [ticketId]);
  }
}
