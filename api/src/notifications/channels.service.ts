import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '../../../config/environment.js';
import { AuditLog } from '../audit-log/audit-log.js';
import { Database } from '../platform/database/database.js';
import { ENVIRONMENT } from '../platform/environment.token.js';
import { notFound, Problem } from '../platform/http/problem.js';
import { newId } from '../platform/ids.js';
import { hostAndPort, urlFault } from '../rulebook/rules/host-and-port.js';
import { type Delivery, WebhookConnector } from './connectors/webhook.js';
import {
  channelEnded,
  isNameTaken,
  type StoredChannel,
  takeChannel,
  takeOpenChannel,
} from './persistence/channel-rows.js';
import { NotificationStore } from './persistence/notification.store.js';
import { bodyOf, type Format, type NotifiedEvent } from './rules/message.js';

export interface NewChannel {
  name: string;
  format: Format;
  url: string;
  events: NotifiedEvent[];
}

/** What is left out stays. */
export interface ChannelChange {
  name?: string;
  url?: string;
  events?: NotifiedEvent[];
  active?: boolean;
}

/** Where people hear of what happened. A channel's URL and secret are written and never read back. */
@Injectable()
export class ChannelsService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly store: NotificationStore,
    private readonly webhooks: WebhookConnector,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * @returns the secret that signs what is sent, this once
   * @throws Problem 409 `channel_name_taken`, 400 when the URL may not be called
   */
  async create(personId: string, { name, format, url, events }: NewChannel): Promise<{ id: string; secret: string }> {
    this.refuseUrl(url);
    const id = newId();
    const secret = newSecret();
    return this.database.transaction(async (client) => {
      const { rowCount } = await client.query(
        `INSERT INTO notification_channel (id, name, format, url, secret, events, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (name) WHERE ended_at IS NULL DO NOTHING`,
        [id, name, format, url, secret, events, personId],
      );
      if (rowCount === 0) throw nameTaken();
      const payload = { name, format, host: hostOf(url), events };
      await this.audit.appendIn(client, `person:${personId}`, 'notification_channel.created', `channel:${id}`, payload);
      return { id, secret };
    });
  }

  /**
   * Changes what is given; what already is so is no change and not on record. What waits goes to the new URL. What happens
   * while a channel is off it is not told later.
   * @throws Problem 404, 409 `channel_ended` or `channel_name_taken`, 400 when the URL may not be called
   */
  async change(personId: string, id: string, change: ChannelChange): Promise<void> {
    if (change.url !== undefined) this.refuseUrl(change.url);
    const changing = this.database.transaction(async (client) => {
      const before = await takeOpenChannel(client, id);
      const after = { ...before, ...given(change) };
      const { name, url, events, active } = after;
      const changed = differences(before, after);
      if (changed.length === 0) return;
      await client.query(
        'UPDATE notification_channel SET name = $2, url = $3, events = $4, active = $5 WHERE id = $1',
        [id, name, url, events, active],
      );
      const payload = { changed, name, host: hostOf(url), events, active };
      await this.audit.appendIn(client, `person:${personId}`, 'notification_channel.changed', `channel:${id}`, payload);
    });
    await changing.catch((error: unknown) => {
      throw isNameTaken(error) ? nameTaken() : error;
    });
  }

  /**
   * Another secret in place of the one there is, which signs nothing from the answer on, save for what is being sent just now.
   * @returns the secret, this once
   * @throws Problem 404, 409 `channel_ended`
   */
  async rotateSecret(personId: string, id: string): Promise<{ id: string; secret: string }> {
    const secret = newSecret();
    return this.database.transaction(async (client) => {
      const { name } = await takeOpenChannel(client, id);
      await client.query('UPDATE notification_channel SET secret = $2 WHERE id = $1', [id, secret]);
      const payload = { name };
      const action = 'notification_channel.secret_rotated';
      await this.audit.appendIn(client, `person:${personId}`, action, `channel:${id}`, payload);
      return { id, secret };
    });
  }

  /** Ends a channel for ever: it is told of nothing any more, and what it was told stays readable. Ending it again changes nothing. */
  async end(personId: string, id: string): Promise<void> {
    await this.database.transaction(async (client) => {
      const { name, endedAt } = await takeChannel(client, id);
      if (endedAt) return;
      await client.query('UPDATE notification_channel SET ended_at = now(), active = false WHERE id = $1', [id]);
      await this.audit.appendIn(client, `person:${personId}`, 'notification_channel.ended', `channel:${id}`, { name });
    });
  }

  /** Sends a test message now, and answers what came of it. @throws Problem 404, 409 `channel_ended` */
  async test(id: string): Promise<Delivery> {
    const channel = await this.store.channel(id);
    if (!channel) throw notFound('channel');
    if (channel.endedAt) throw channelEnded();
    const happening = { event: 'test' as const, what: null, ticketId: null, at: channel.now.toISOString() };
    const body = bodyOf(happening, channel.format, this.environment.publicUrl ?? null);
    return this.webhooks.send(channel, `ntf_test_${newId(channel.now.getTime())}`, body, channel.now);
  }

  /** @throws Problem 400 when this URL may not be called */
  private refuseUrl(url: string): void {
    const variable = 'COUNTERSIGN_ALLOWED_NOTIFICATION_HOSTS';
    const message = urlFault(url, this.environment.allowedNotificationHosts, variable);
    if (message)
      throw new Problem(400, 'validation_failed', `url: ${message}.`, { errors: [{ path: 'url', message }] });
  }
}

const newSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`;

const hostOf = (url: string): string => hostAndPort(new URL(url));

const nameTaken = (): Problem =>
  new Problem(409, 'channel_name_taken', 'A channel has this name already. Choose another.');

/** Without what is undefined, which a spread would write over what there is. */
function given(change: ChannelChange): ChannelChange {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

/** The names of the fields that are others; events are a set. */
function differences(before: StoredChannel, after: StoredChannel): string[] {
  const sorted = ({ events }: StoredChannel) => [...new Set(events)].sort().join();
  const fields = (['name', 'url', 'active'] as const).filter((name) => before[name] !== after[name]);
  return sorted(before) === sorted(after) ? fields : [...fields, 'events'];
}
