import { Injectable } from '@nestjs/common';
import { Sweep } from '../platform/sweep.js';
import { Messenger } from './messenger.js';
import { type Due, NotificationStore } from './persistence/notification.store.js';
import { waitAfter } from './rules/message.js';

/** To one channel, each round. */
const EACH_ROUND = 16;
/** Requests to one server; mail servers refuse who holds many connections. */
const AT_ONCE = { webhook: 16, email: 4 } as const;
/** Longer than a round to a channel takes at most: four times four mails of fifteen seconds. */
const LEASE_SECONDS = 90;

/** Sends what there is to tell, at least once, away from any request. Any number of workers may. */
@Injectable()
export class NotificationSender extends Sweep {
  /** Channels that are being sent to: a round waits for none of them, so that a slow one delays only itself. */
  private readonly lanes = new Map<string, Promise<void>>();
  constructor(
    private readonly store: NotificationStore,
    private readonly messenger: Messenger,
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
    const due = await this.store.take(EACH_ROUND, LEASE_SECONDS, [...this.lanes.keys()]);
    for (const channelId of new Set(due.map((one) => one.to.channelId))) {
      const mine = due.filter((one) => one.to.channelId === channelId);
      const lane = this.sendAll(mine)
        .catch((error: Error) => this.log.warn(`sweep: ${error.message}`))
        .finally(() => this.lanes.delete(channelId));
      this.lanes.set(channelId, lane);
    }
  }

  private async sendAll(due: Due[]): Promise<void> {
    const width = AT_ONCE[due[0]!.to.kind];
    for (let from = 0; from < due.length; from += width) {
      await Promise.all(due.slice(from, from + width).map((one) => this.sendOne(one)));
    }
  }

  private async sendOne({ id, to, now, attempts, ...happening }: Due): Promise<void> {
    const { delivered, status, says, but } = await this.messenger.send(to, `ntf_${id}`, happening, now);
    if (delivered) return this.store.settle(id, { delivered, because: but ?? null, waitSeconds: null });
    const because = status === null ? says : `answered ${status}`;
    await this.store.settle(id, { delivered, because, waitSeconds: waitAfter(attempts) });
  }
}
