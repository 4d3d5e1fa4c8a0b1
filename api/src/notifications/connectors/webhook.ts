import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { request } from 'undici';
import type { Environment } from '../../../../config/environment.js';
import { guardedAgent } from '../../execution/connectors/guarded-agent.js';
import { readLimited, signature } from '../../execution/connectors/http-connector.js';
import { readNetworks } from '../../execution/rules/may-connect.js';
import { ENVIRONMENT } from '../../platform/environment.token.js';
import { type Delivery, MOST_ANSWER_CHARACTERS } from './delivery.js';

/** An admin waits this long for a test at most. */
const TIMEOUT_MS = 5_000;

/** Sends messages over HTTP: signed (Standard Webhooks), and only to hosts and addresses that may be called. */
@Injectable()
export class WebhookConnector implements OnApplicationShutdown {
  private readonly agent: ReturnType<typeof guardedAgent>;

  constructor(@Inject(ENVIRONMENT) { allowedNotificationHosts, allowedToolNetworks }: Environment) {
    const networks = readNetworks(allowedToolNetworks);
    this.agent = guardedAgent(allowedNotificationHosts, networks, undefined, 'COUNTERSIGN_ALLOWED_NOTIFICATION_HOSTS');
  }

  async onApplicationShutdown(): Promise<void> {
    await this.agent.close();
  }

  /**
   * Sends once. Never throws: whatever happened is a delivery or none.
   * @param id the same whenever the same message is sent again @param at the database's clock
   */
  async send(to: { url: string; secret: string }, id: string, body: string, at: Date): Promise<Delivery> {
    try {
      const { statusCode, body: answer } = await request(to.url, {
        method: 'POST',
        body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        dispatcher: this.agent,
        headers: { ...signature(to.secret, id, body, at), 'content-type': 'application/json' },
      });
      // The status is the answer; words that break off or do not end take nothing back.
      const says = await readLimited(answer).catch((error: Error) => error.message);
      const delivered = statusCode >= 200 && statusCode < 300;
      return { delivered, status: statusCode, says: says.slice(0, MOST_ANSWER_CHARACTERS) };
    } catch (error) {
      return { delivered: false, status: null, says: (error as Error).message.slice(0, MOST_ANSWER_CHARACTERS) };
    }
  }
}
