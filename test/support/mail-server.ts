import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { untrusted } from './untrusted-certificate.js';

export interface Received {
  from: string;
  to: string[];
  /** Headers and text as they came. */
  raw: string;
}

/** How the server behaves: takes mails, says no, hangs up in the middle, or answers nothing. */
export type Manner = 'take' | 'refuse' | 'put off' | 'hang up' | 'silent' | 'refuse some';

const error = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });

/** A mail server that keeps what it takes. `user` and `password` have to be given to it. */
export class MailServer {
  readonly received: Received[] = [];
  /** Mails that were begun. */
  begun = 0;
  manner: Manner = 'take';
  private readonly server: SMTPServer;

  private constructor(tls: boolean) {
    this.server = new SMTPServer({
      ...untrusted,
      logger: false,
      disabledCommands: tls ? [] : ['STARTTLS'],
      allowInsecureAuth: true,
      disableReverseLookup: true,
      closeTimeout: 100,
      onAuth: ({ username, password }, _session, done) =>
        username === 'user' && password === 'pass:word' ? done(null, { user: username }) : done(error(535, 'wrong')),
      onRcptTo: ({ address }, _session, done) => {
        const refused = this.manner === 'refuse some' && address.startsWith('gone');
        done(refused ? error(550, `no such mailbox ${address}`) : null);
      },
      onData: (stream, session, done) => {
        this.begun += 1;
        const { manner } = this;
        if (manner === 'hang up') {
          for (const connection of this.server.connections) connection.close();
          return;
        }
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (manner === 'silent') return;
          if (manner === 'refuse') return done(error(554, 'no mails like this'));
          if (manner === 'put off') return done(error(451, 'come again'));
          const { mailFrom, rcptTo } = session.envelope;
          const raw = Buffer.concat(chunks).toString();
          this.received.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map((one) => one.address), raw });
          done(null, 'taken');
        });
      },
    });
    // Clients that hang up are part of the tests.
    this.server.on('error', () => {});
  }

  /** @param tls offers STARTTLS with a certificate that nobody trusts */
  static async start({ tls = false } = {}): Promise<MailServer> {
    const one = new MailServer(tls);
    await new Promise<void>((listening) => one.server.listen(0, '127.0.0.1', listening));
    return one;
  }

  /** @param user as in a URL, `name:password` */
  url(user = 'user:pass%3Aword'): string {
    return `smtp://${user}@127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    return new Promise((closed) => this.server.close(() => closed()));
  }
}
