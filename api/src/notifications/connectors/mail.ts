import { Inject, Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import type { Environment } from '../../../../config/environment.js';
import { ENVIRONMENT } from '../../platform/environment.token.js';
import { type Mail, messageIdOf } from '../rules/mail.js';
import { smtpRoute } from '../rules/smtp-route.js';
import { type Delivery, MOST_ANSWER_CHARACTERS } from './delivery.js';

/** For one mail, whatever the server does meanwhile. */
const TIMEOUT_MS = 15_000;

/**
 * Hands mails to the operator's mail server. Its host is a setting of whoever runs Countersign and of nobody who signs in, so it
 * may lie anywhere, and the guard that stands before tools and webhooks is not asked.
 */
@Injectable()
export class MailConnector {
  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  /** Settings without which no mail is sent. */
  get missing(): string[] {
    const { smtpUrl, mailFrom } = this.environment;
    return [
      ...(smtpUrl === undefined ? ['COUNTERSIGN_SMTP_URL'] : []),
      ...(mailFrom === undefined ? ['COUNTERSIGN_MAIL_FROM'] : []),
    ];
  }

  /**
   * Sends once. Never throws: whatever happened is a delivery or none. It is one when the server took it for anybody.
   * @param id the same whenever the same message is sent again @param at the database's clock
   */
  async send(to: { channelId: string; recipients: string[] }, id: string, mail: Mail, at: Date): Promise<Delivery> {
    const { smtpUrl, mailFrom } = this.environment;
    if (smtpUrl === undefined || mailFrom === undefined) {
      return { delivered: false, status: null, says: `${this.missing.join(' and ')} not set; nothing was sent` };
    }
    const transport = createTransport({
      ...smtpRoute(smtpUrl),
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      dnsTimeout: TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      const { response, rejected } = await transport.sendMail({
        ...mail,
        from: mailFrom,
        to: to.recipients.map((address) => ({ name: '', address })),
        envelope: { from: mailFrom.address, to: to.recipients },
        messageId: messageIdOf(id, to.channelId, mailFrom.address),
        date: at,
        xMailer: false,
        // RFC 3834: whoever is away does not answer.
        headers: { 'Auto-Submitted': 'auto-generated' },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const says = response.slice(0, MOST_ANSWER_CHARACTERS);
      const but = rejected.length > 0 ? `refused for ${rejected.length} of ${to.recipients.length}` : undefined;
      return { delivered: true, status: statusOf(response), says: but ? `${says} (${but})` : says, but };
    } catch (error) {
      const { responseCode, message } = error as Error & { responseCode?: number };
      return { delivered: false, status: responseCode ?? null, says: message.slice(0, MOST_ANSWER_CHARACTERS) };
    } finally {
      transport.close();
    }
  }
}

function statusOf(response: string): number {
  return Number(/^\d{3}/.exec(response)?.[0] ?? 250);
}
