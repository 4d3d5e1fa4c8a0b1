import type { PoolClient } from 'pg';
import { notFound, Problem } from '../../platform/http/problem.js';
import type { Kind } from '../rules/channel-faults.js';
import type { Format, NotifiedEvent } from '../rules/message.js';
import type { Language } from '../rules/sentences.js';

/** A channel as it stands. */
export interface StoredChannel {
  name: string;
  kind: Kind;
  format: Format | null;
  url: string | null;
  recipients: string[] | null;
  language: Language | null;
  events: NotifiedEvent[];
  active: boolean;
  endedAt: Date | null;
}

/** The channel as it stands, which nobody else changes until the transaction ends. @throws Problem 404 */
export async function takeChannel(client: PoolClient, id: string): Promise<StoredChannel> {
  const { rows } = await client.query<StoredChannel>({
    name: 'take-channel',
    text: `SELECT name, kind, format, url, recipients, language, events, active, ended_at AS "endedAt" FROM notification_channel WHERE id = $1
      FOR NO KEY UPDATE`,
    values: [id],
  });
  if (!rows[0]) throw notFound('channel');
  return rows[0];
}

/** As `takeChannel`, for what an ended one is past. @throws Problem 404, 409 `channel_ended` */
export async function takeOpenChannel(client: PoolClient, id: string): Promise<StoredChannel> {
  const channel = await takeChannel(client, id);
  if (channel.endedAt) throw channelEnded();
  return channel;
}

export const channelEnded = (): Problem =>
  new Problem(409, 'channel_ended', 'This channel was ended and stays as it was. Add another.');

/** Two channels that are not ended never have one name. */
export function isNameTaken(error: unknown): boolean {
  return (error as { constraint?: string }).constraint === 'notification_channel_name_key';
}
