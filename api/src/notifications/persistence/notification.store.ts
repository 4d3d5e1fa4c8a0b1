import { Injectable } from '@nestjs/common';
import { Database, type Statement, sql } from '../../platform/database/database.js';
import type { Kind } from '../rules/channel-faults.js';
import type { Format, Happening, NotifiedEvent } from '../rules/message.js';
import type { Language } from '../rules/sentences.js';

/** Where a message goes; a constraint of the table holds what each kind has. */
export type Target = { channelId: string } & (
  | { kind: 'webhook'; url: string; secret: string; format: Format }
  | { kind: 'email'; recipients: string[]; language: Language }
);

/** One message to send now, with where to. */
export interface Due extends Happening {
  id: string;
  attempts: number;
  /** The database's clock. */
  now: Date;
  to: Target;
}

export interface ChannelRow {
  id: string;
  name: string;
  kind: Kind;
  format: Format | null;
  url: string | null;
  recipients: string[] | null;
  language: Language | null;
  events: NotifiedEvent[];
  active: boolean;
  createdAt: Date;
  endedAt: Date | null;
  last: { event: string; at: string; delivered: boolean; error: string | null } | null;
  waiting: number;
}

/** One telling of one event, as a list shows it. */
export interface MessageRow {
  id: string;
  event: NotifiedEvent;
  what: string | null;
  ticketId: string | null;
  at: Date;
  state: 'waiting' | 'delivered' | 'given_up';
  attempts: number;
  settledAt: Date | null;
  error: string | null;
}

/** Before the first name and id. */
const START = ['', '00000000-0000-0000-0000-000000000000'];

const TAKE = sql(import.meta.url, 'take-due');
const SETTLE = sql(import.meta.url, 'settle');
const LIST = sql(import.meta.url, 'list-channels');
const MESSAGES = sql(import.meta.url, 'list-messages');
const GIVE_UP_ENDED = sql(import.meta.url, 'give-up-ended');
const FORGET = sql(import.meta.url, 'forget-settled');
const FIND = {
  name: 'find-channel',
  text: `SELECT json_build_object('channelId', id, 'kind', kind, 'url', url, 'secret', secret, 'format', format,
      'recipients', recipients, 'language', language) AS "to", ended_at AS "endedAt", clock_timestamp() AS now
    FROM notification_channel WHERE id = $1`,
};

type TakenRow = Omit<Due, 'at' | 'dueAt'> & { at: Date; dueAt: Date | null };

/** A channel as it is sent to. */
interface FoundChannel {
  to: Target;
  endedAt: Date | null;
  /** The database's clock. */
  now: Date;
}

/** Messages and where they go. */
@Injectable()
export class NotificationStore {
  constructor(private readonly database: Database) {}

  /**
   * Takes what is to be sent; whoever dies with it leaves it to others after the lease.
   * @param most of each channel @param busy ids of channels to leave alone
   */
  async take(most: number, leaseSeconds: number, busy: string[]): Promise<Due[]> {
    const rows = await this.database.run<TakenRow & Record<string, unknown>>(TAKE, [most, leaseSeconds, busy]);
    return rows.map(({ at, dueAt, ...row }) => ({ ...row, at: at.toISOString(), dueAt: dueAt?.toISOString() ?? null }));
  }

  /**
   * Notes what came of sending it.
   * @param came `because`: why it was not delivered, or what is to be known besides; `waitSeconds`: null when it is not tried again
   */
  async settle(
    id: string,
    came: { delivered: boolean; because: string | null; waitSeconds: number | null },
  ): Promise<void> {
    await this.database.run(SETTLE, [id, came.because, came.waitSeconds, came.delivered]);
  }

  /** @param after name and id of the channel to begin behind @param ended only ended ones, only the others, or all */
  channels(limit: number, after: string[] | null, ended: boolean | null): Promise<ChannelRow[]> {
    return this.database.run<ChannelRow & Record<string, unknown>>(LIST, [...(after ?? START), limit, ended]);
  }

  async channel(id: string): Promise<FoundChannel | undefined> {
    return (await this.database.run<FoundChannel & Record<string, unknown>>(FIND, [id]))[0];
  }

  /** What a channel was told and is yet to be told, newest first. @param before id of the message to begin before */
  messages(channelId: string, limit: number, before: string | null): Promise<MessageRow[]> {
    return this.database.run<MessageRow & Record<string, unknown>>(MESSAGES, [channelId, before, limit]);
  }

  /** Gives up what ended channels were yet to be told. @returns how many, `most` at most */
  giveUpEnded(most: number): Promise<number> {
    return this.count(GIVE_UP_ENDED, [most]);
  }

  /** Deletes what was settled so long ago. @returns how many, `most` at most */
  forgetSettled(days: number, most: number): Promise<number> {
    return this.count(FORGET, [days, most]);
  }

  private async count(statement: Statement, values: unknown[]): Promise<number> {
    return (await this.database.run<{ n: number }>(statement, values))[0]!.n;
  }
}
