import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '../../../config/environment.js';
import { AuditLog } from '../audit-log/audit-log.js';
import { Database } from '../platform/database/database.js';
import { ENVIRONMENT } from '../platform/environment.token.js';
import { notFound, Problem } from '../platform/http/problem.js';
import { newId } from '../platform/ids.js';
import { hostAndPort } from '../rulebook/rules/host-and-port.js';
import type { Delivery } from './connectors/delivery.js';
import { MailConnector } from './connectors/mail.js';
import { Messenger } from './messenger.js';
import {
  channelEnded,
  isNameTaken,
  type StoredChannel,
  takeChannel,
  takeOpenChannel,
} from './persistence/channel-rows.js';
import { NotificationStore } from './persistence/notification.store.js';
import { type Address, channelFaults, type Kind } from './rules/channel-faults.js';
import type { NotifiedEvent } from './rules/message.js';

export interface NewChannel extends Address {
  name: string;
  kind: Kind;
  events: NotifiedEvent[];
}

/** What is left out stays. */
export interface ChannelChange extends Omit<Address, 'format'> {
  name?: string;
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
    private readonly mails: MailConnector,
    private readonly messenger: Messenger,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** The kinds of channels, each with the settings that whoever runs Countersign has yet to make for it. */
  kinds(): { kind: Kind; missing: string[] }[] {
    const { allowedNotificationHosts } = this.environment;
    const missing = allowedNotificationHosts.length === 0 ? ['COUNTERSIGN_ALLOWED_NOTIFICATION_HOSTS'] : [];
    return [
      { kind: 'webhook', missing },
      { kind: 'email', missing: this.mails.missing },
    ];
  }

  /**
   * @returns the secret that signs what is sent to a webhook, this once; null of a mailbox
   * @throws Problem 409 `channel_name_taken` or `mail_not_configured`, 400 when it can't lead there
   */
  async create(personId: string, channel: NewChannel): Promise<{ id: string; secret: string | null }> {
    const { name, kind, format = null, url = null, recipients = null, language = null, events } = channel;
    this.refuseFaults(kind, channel, true);
    if (kind === 'email' && this.mails.missing.length > 0) {
      const detail = `E-mail is not set up here. Whoever runs Countersign sets ${this.mails.missing.join(' and ')}.`;
      throw new Problem(409, 'mail_not_configured', detail);
    }
    const id = newId();
    const secret = kind === 'webhook' ? newSecret() : null;
    return this.database.transaction(async (client) => {
      const { rowCount } = await client.query(
        `INSERT INTO notification_channel (id, name, kind, format, url, secret, recipients, language, events, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (name) WHERE ended_at IS NULL DO NOTHING`,
        [id, name, kind, format, url, secret, recipients, language, events, personId],
      );
      if (rowCount === 0) throw nameTaken();
      const payload = { name, kind, format, host: hostOf(url), recipients: recipients?.length ?? null, events };
      await this.audit.appendIn(client, `person:${personId}`, 'notification_channel.created', `channel:${id}`, payload);
      return { id, secret };
    });
  }

  /**
   * Changes what is given; what already is so is no change and not on record. What waits goes to the new URL. What happens
   * while a channel is off it is not told later.
   * @throws Problem 404, 409 `channel_ended` or `channel_name_taken`, 400 when it can't lead there
   */
  async change(personId: string, id: string, change: ChannelChange): Promise<void> {
    const changing = this.database.transaction(async (client) => {
      const before = await takeOpenChannel(client, id);
      this.refuseFaults(before.kind, change, false);
      const after = { ...before, ...given(change) } as StoredChannel;
      const { name, url, recipients, language, events, active } = after;
      const changed = differences(before, after);
      if (changed.length === 0) return;
      await client.query(
        `UPDATE notification_channel SET name = $2, url = $3, recipients = $4, language = $5, events = $6, active = $7
         WHERE id = $1`,
        [id, name, url, recipients, language, events, active],
      );
      const payload = { changed, name, host: hostOf(url), recipients: recipients?.length ?? null, events, active };
      await this.audit.appendIn(client, `person:${personId}`, 'notification_channel.changed', `channel:${id}`, payload);
    });
    await changing.catch((error: unknown) => {
      throw isNameTaken(error) ? nameTaken() : error;
    });
  }

  /**
   * Another secret in place of the one there is, which signs nothing from the answer on, save for what is being sent just now.
   * @returns the secret, this once
   * @throws Problem 404, 409 `channel_ended`, `channel_unsigned`
   */
  async rotateSecret(personId: string, id: string): Promise<{ id: string; secret: string }> {
    const secret = newSecret();
    return this.database.transaction(async (client) => {
      const { name, kind } = await takeOpenChannel(client, id);
      if (kind === 'email') throw new Problem(409, 'channel_unsigned', 'Mails are not signed: there is no secret.');
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
    const { to, now } = channel;
    const nothing = { what: null, ticketId: null, changeId: null, dueAt: null };
    const happening = { ...nothing, event: 'test' as const, at: now.toISOString() };
    const { delivered, status, says } = await this.messenger.send(
      to,
      `ntf_test_${newId(now.getTime())}`,
      happening,
      now,
    );
    return { delivered, status, says };
  }

  /** @throws Problem 400 when a channel of this kind can't lead there */
  private refuseFaults(kind: Kind, given: Address, whole: boolean): void {
    const errors = channelFaults(kind, given, this.environment.allowedNotificationHosts, whole);
    const [first] = errors;
    if (first) throw new Problem(400, 'validation_failed', `${first.path}: ${first.message}.`, { errors });
  }
}

const newSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`;

const hostOf = (url: string | null): string | null => url && hostAndPort(new URL(url));

const nameTaken = (): Problem =>
  new Problem(409, 'channel_name_taken', 'A channel has this name already. Choose another.');

/** Without what is undefined, which a spread would write over what there is. */
function given(change: ChannelChange): ChannelChange {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

/** The names of the fields that are others; events and recipients are sets. */
function differences(before: StoredChannel, after: StoredChannel): string[] {
  const fields = ['name', 'url', 'recipients', 'language', 'active', 'events'] as const;
  const asText = (value: unknown) => JSON.stringify(Array.isArray(value) ? [...new Set(value)].sort() : value);
  return fields.filter((name) => asText(before[name]) !== asText(after[name]));
}
