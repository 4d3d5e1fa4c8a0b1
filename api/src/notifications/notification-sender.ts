import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '../../../config/environment.js';
import { ENVIRONMENT } from '../platform/environment.token.js';
import { Sweep } from '../platform/sweep.js';
import { WebhookConnector } from './connectors/webhook.js';
import { type Due, NotificationStore } from './persistence/notification.store.js';
import { bodyOf, waitAfter } from './rules/message.js';

/** To one channel, each round. */
const AT_ONCE = 16;
/** Longer than a request takes at most. */
const LEASE_SECONDS = 60;

/** Sends what there is to tell, at least once, away from any request. Any number of workers may. */
@Injectable()
export class NotificationSender extends Sweep {
  /** Channels that are being sent to: a round waits for none of them, so that a slow one delays only itself. */
  private readonly lanes = new Map<string, Promise<void>>();
  constructor(
    private readonly store: NotificationStore,
    private readonly webhooks: WebhookConnector,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    super('notifications');
  }

  override async beforeApplicationShutdown(): Promise<void> {
    await super.beforeApplicationShutdown();
    await Promise.all(this.lanes.values());
  }

  /** Sends what is due now, once, and waits until it is settled. */
  override async sweep(): Promise<void> {
    await super.sweep();
    await Promise.all(this.lanes.values());
  }

  protected async round(): Promise<void> {
    const due = await this.store.take(AT_ONCE, LEASE_SECONDS, [...this.lanes.keys()]);
    for (const channelId of new Set(due.map((one) => one.channelId))) {
      const mine = due.filter((one) => one.channelId === channelId);
      const lane = Promise.all(mine.map((one) => this.sendOne(one)))
        .then(
          () => undefined,
          (error: Error) => this.log.warn(`sweep: ${error.message}`),
        )
        .finally(() => this.lanes.delete(channelId));
      this.lanes.set(channelId, lane);
    }
  }

  private async sendOne(due: Due): Promise<void> {
    const body = bodyOf({ ...due, at: due.at.toISOString() }, due.format, this.environment.publicUrl ?? null);
    const { delivered, status, says } = await this.webhooks.send(due, `ntf_${due.id}`, body, due.now);
    if (delivered) return this.store.settle(due.id, null, null);
    await this.store.settle(due.id, status === null ? says : `answered ${status}`, waitAfter(due.attempts));
  }
}
