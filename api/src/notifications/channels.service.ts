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
import { NotificationStore } from './persistence/notification.store.js';
import { bodyOf, type Format, type NotifiedEvent } from './rules/message.js';

export interface NewChannel {
  name: string;
  format: Format;
  url: string;
  events: NotifiedEvent[];
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
    const variable = 'COUNTERSIGN_ALLOWED_NOTIFICATION_HOSTS';
    const message = urlFault(url, this.environment.allowedNotificationHosts, variable);
    if (message)
      throw new Problem(400, 'validation_failed', `url: ${message}.`, { errors: [{ path: 'url', message }] });
    const id = newId();
    const secret = `whsec_${randomBytes(24).toString('base64')}`;
    return this.database.transaction(async (client) => {
      const { rowCount } = await client.query(
        `INSERT INTO notification_channel (id, name, format, url, secret, events, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (name) DO NOTHING`,
        [id, name, format, url, secret, events, personId],
      );
      if (rowCount === 0) {
        throw new Problem(409, 'channel_name_taken', 'A channel has this name already. Choose another.');
      }
      const payload = { name, format, host: hostAndPort(new URL(url)), events };
      await this.audit.appendIn(client, `person:${personId}`, 'notification_channel.created', `channel:${id}`, payload);
      return { id, secret };
    });
  }

  /** Changes what a channel is told of, or switches it off and on. What happens while it is off it is not told later. */
  async change(personId: string, id: string, change: { events?: NotifiedEvent[]; active?: boolean }): Promise<void> {
    await this.database.transaction(async (client) => {
      const { rows } = await client.query<{ events: string[]; active: boolean }>(
        `UPDATE notification_channel SET events = coalesce($2, events), active = coalesce($3, active) WHERE id = $1
         RETURNING events, active`,
        [id, change.events ?? null, change.active ?? null],
      );
      if (!rows[0]) throw notFound('channel');
      const { events, active } = rows[0];
      await this.audit.appendIn(client, `person:${personId}`, 'notification_channel.changed', `channel:${id}`, {
        events,
        active,
      });
    });
  }

  /** Sends a test message now, and answers what came of it. @throws Problem 404 */
  async test(id: string): Promise<Delivery> {
    const channel = await this.store.channel(id);
    if (!channel) throw notFound('channel');
    const happening = { event: 'test' as const, what: null, ticketId: null, at: channel.now.toISOString() };
    const body = bodyOf(happening, channel.format, this.environment.publicUrl ?? null);
    return this.webhooks.send(channel, `ntf_test_${newId(channel.now.getTime())}`, body, channel.now);
  }
}
