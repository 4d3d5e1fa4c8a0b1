import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '../../../config/environment.js';
import { ENVIRONMENT } from '../platform/environment.token.js';
import { Sweep } from '../platform/sweep.js';
import { NotificationStore } from './persistence/notification.store.js';

const EVERY_MS = 60_000;
/** In one statement, so that none holds its locks for long. */
const AT_ONCE = 500;

/** Gives up what ended channels were yet to be told, and deletes messages whose time is over. Any number of workers may. */
@Injectable()
export class MessageSweep extends Sweep {
  constructor(
    private readonly store: NotificationStore,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    super('messages', EVERY_MS);
  }

  protected async round(): Promise<void> {
    await this.untilDone(async () => (await this.store.giveUpEnded(AT_ONCE)) === AT_ONCE);
    const { messageDays } = this.environment;
    await this.untilDone(async () => (await this.store.forgetSettled(messageDays, AT_ONCE)) === AT_ONCE);
  }
}
