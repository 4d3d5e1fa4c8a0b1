import { Module } from '@nestjs/common';
import { ChannelsService } from './channels.service.js';
import { MailConnector } from './connectors/mail.js';
import { WebhookConnector } from './connectors/webhook.js';
import { ChannelKindsController, ChannelsController } from './http/channels.controller.js';
import { MessageSweep } from './message-sweep.js';
import { Messenger } from './messenger.js';
import { NotificationSender } from './notification-sender.js';
import { NotificationStore } from './persistence/notification.store.js';

/** Tells people elsewhere of what happened. */
@Module({
  controllers: [ChannelsController, ChannelKindsController],
  providers: [
    NotificationStore,
    WebhookConnector,
    MailConnector,
    Messenger,
    ChannelsService,
    NotificationSender,
    MessageSweep,
  ],
  exports: [NotificationSender, MessageSweep],
})
export class NotificationsModule {}
