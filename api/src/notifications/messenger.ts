import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '../../../config/environment.js';
import { ENVIRONMENT } from '../platform/environment.token.js';
import type { Delivery } from './connectors/delivery.js';
import { MailConnector } from './connectors/mail.js';
import { WebhookConnector } from './connectors/webhook.js';
import type { Target } from './persistence/notification.store.js';
import { mailOf } from './rules/mail.js';
import { bodyOf, type Happening } from './rules/message.js';

/** Tells a channel of something in the way of its kind. */
@Injectable()
export class Messenger {
  constructor(
    private readonly webhooks: WebhookConnector,
    private readonly mails: MailConnector,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Sends once; never throws. @param id the same whenever the same message is sent again @param now the database's clock */
  send(to: Target, id: string, happening: Happening, now: Date): Promise<Delivery> {
    const publicUrl = this.environment.publicUrl ?? null;
    if (to.kind === 'email') return this.mails.send(to, id, mailOf(happening, to.language, publicUrl), now);
    return this.webhooks.send(to, id, bodyOf(happening, to.format, publicUrl), now);
  }
}
