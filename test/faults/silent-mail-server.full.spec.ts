import { expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { startInstallation } from '../support/installation.js';
import { type Answer, ok } from '../support/installation-http.js';
import { lockAccount } from '../support/installation-proposals.js';
import { MailServer } from '../support/mail-server.js';

test('a mail server that never says whether it took a mail is given up, holds nobody else up, and is told again', async () => {
  const mails = await MailServer.start();
  const installation = await startInstallation({
    env: { COUNTERSIGN_SMTP_URL: mails.url(), COUNTERSIGN_MAIL_FROM: 'desk@countersign.example' },
  });
  const admin = installation.as('admin');
  const channel = { kind: 'email', recipients: ['ada@example.com'], language: 'en', events: ['ticket.breached'] };
  const { id } = await ok(admin.post('/v1/notification-channels', { name: 'silent', ...channel }));
  const { id: ticket } = await installation.agent.submit(lockAccount());
  await installation.sql('UPDATE ticket SET due_at = now() WHERE id = $1', [ticket]);
  await installation.sweepDeadlines();
  mails.manner = 'silent';
  const sending = installation.sendNotifications();
  await eventually('the mail under way', async () => mails.begun === 1);
  await sending;
  const shown = async (): Promise<Answer> => (await ok(admin.get('/v1/notification-channels'))).data[0];
  expect(await shown()).toMatchObject({ waiting: 1, last: { delivered: false } });
  mails.manner = 'take';
  await installation.sql('UPDATE notification SET next_at = now() WHERE channel_id = $1', [id]);
  await installation.sendNotifications();
  expect(await shown()).toMatchObject({ waiting: 0, last: { delivered: true } });
  expect(mails.received).toHaveLength(1);
  await installation.stop();
  await mails.stop();
}, 90_000);
