import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/database.js';
import type { Format, Happening, NotifiedEvent } from '../rules/message.js';

/** One message to send now, with where to. */
export interface Due extends Omit<Happening, 'at'> {
  id: string;
  channelId: string;
  at: Date;
  attempts: number;
  /** The database's clock. */
  now: Date;
  url: string;
  secret: string;
  format: Format;
}

export interface ChannelRow {
  id: string;
  name: string;
  format: Format;
  url: string;
  events: NotifiedEvent[];
  active: boolean;
  createdAt: Date;
  last: { event: string; at: string; delivered: boolean; error: string | null } | null;
  waiting: number;
}

const TAKE = sql(import.meta.url, 'take-due');
const SETTLE = sql(import.meta.url, 'settle');
const LIST = sql(import.meta.url, 'list-channels');
const FIND = {
  name: 'find-channel',
  text: 'SELECT url, secret, format, clock_timestamp() AS now FROM notification_channel WHERE id = $1',
};

/** Messages and where they go. */
@Injectable()
export class NotificationStore {
  constructor(private readonly database: Database) {}

  /**
   * Takes what is to be sent; whoever dies with it leaves it to others after the lease.
   * @param most of each channel @param busy ids of channels to leave alone
   */
  take(most: number, leaseSeconds: number, busy: string[]): Promise<Due[]> {
    return this.database.run<Due & Record<string, unknown>>(TAKE, [most, leaseSeconds, busy]);
  }

  /** @param because null when it was delivered @param waitSeconds null when it is not tried again */
  async settle(id: string, because: string | null, waitSeconds: number | null): Promise<void> {
    await this.database.run(SETTLE, [id, because, waitSeconds]);
  }

  channels(limit: number, after: string): Promise<ChannelRow[]> {
    return this.database.run<ChannelRow & Record<string, unknown>>(LIST, [after, limit]);
  }

  async channel(id: string): Promise<{ url: string; secret: string; format: Format; now: Date } | undefined> {
    return (await this.database.run<{ url: string; secret: string; format: Format; now: Date }>(FIND, [id]))[0];
  }
}
