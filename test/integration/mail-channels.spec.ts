import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok, outcome, type Reply } from '../support/installation-http.js';
import { lockAccount } from '../support/installation-proposals.js';
import { MailServer, type Manner } from '../support/mail-server.js';

const PATH = '/v1/notification-channels';
const KINDS = '/v1/notification-channel-kinds';
const FROM = 'Countersign <desk@countersign.example>';

let mails: MailServer;
let installation: Installation;

beforeAll(async () => {
  mails = await MailServer.start();
  installation = await startInstallation({
    env: {
      COUNTERSIGN_SMTP_URL: mails.url(),
      COUNTERSIGN_MAIL_FROM: FROM,
      COUNTERSIGN_PUBLIC_URL: 'https://countersign.example',
    },
  });
});
afterAll(async () => {
  await installation.stop();
  await mails.stop();
});
afterEach(() => {
  mails.manner = 'take';
});

const admin = () => installation.as('admin');
const body = (name: string, over: object = {}) => ({
  name,
  kind: 'email',
  recipients: [`${name}@example.com`],
  language: 'en',
  events: ['ticket.breached'],
  ...over,
});
const add = (name: string, over: object = {}): Promise<{ id: string; secret: string | null }> =>
  ok(admin().post(PATH, body(name, over)));
const to = (name: string) => mails.received.filter((one) => one.to.includes(`${name}@example.com`));
const shown = async (id: string): Promise<Answer> =>
  (await ok(admin().get(`${PATH}?limit=100`))).data.find((one: Answer) => one.id === id);
const press = (id: string): Promise<Reply> => admin().post(`${PATH}/${id}/test`);

/** Headers by lower-case name, and the text, of a mail in one part. */
function read(raw: string): { headers: Map<string, string>; text: string } {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = new Map(
    lines.map((line) => [line.split(':', 1)[0]!.toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  const rest = raw.slice(end + 4);
  const encoding = headers.get('content-transfer-encoding');
  if (encoding === 'base64') return { headers, text: Buffer.from(rest, 'base64').toString() };
  const text = rest.replace(/=\r\n/g, '').replace(/\r\n/g, '\n');
  if (encoding !== 'quoted-printable') return { headers, text };
  const bytes = text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return { headers, text: Buffer.from(bytes, 'latin1').toString() };
}

async function breach(): Promise<Answer> {
  const { id } = await installation.agent.submit(lockAccount());
  await installation.sql(`UPDATE ticket SET due_at = '2026-11-24T09:59:30Z' WHERE id = $1`, [id]);
  await installation.sweepDeadlines();
  return installation.as('operator').ticket(id);
}

const soon = () =>
  installation.sql('UPDATE notification SET next_at = now() WHERE sent_at IS NULL AND gave_up_at IS NULL');

describe('an e-mail channel', () => {
  test('is told by mail: what, which ticket, until when and where to look, and nothing of what was proposed', async () => {
    const { id, secret } = await add('oncall');
    const ticket = await breach();
    await installation.sendNotifications();
    const [mail, ...more] = to('oncall');
    expect([secret, more]).toEqual([null, []]);
    expect(mail!.from).toBe('desk@countersign.example');
    const { headers, text } = read(mail!.raw);
    expect(headers.get('subject')).toBe(`[Countersign] T-${ticket.number} was not decided in time`);
    expect(headers.get('from')).toBe(FROM);
    expect(headers.get('to')).toBe('oncall@example.com');
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('content-type')).toMatch(/^text\/plain; charset=utf-8/);
    expect(text).toContain(`T-${ticket.number} was not decided in time.\nIt was due 2026-11-24 09:59 UTC.\n`);
    expect(text).toContain(`\nhttps://countersign.example/tickets/${ticket.id}\n`);
    expect(mail!.raw).not.toContain(ticket.proposal.request.text);
    expect(await shown(id)).toMatchObject({
      kind: 'email',
      format: null,
      host: null,
      recipients: ['oncall@example.com'],
      language: 'en',
      waiting: 0,
      last: { delivered: true, error: null },
    });
  });

  test('is told in Korean where that is its language', async () => {
    const { id } = await add('korean', { language: 'ko' });
    await breach();
    await installation.sendNotifications();
    expect(read(to('korean')[0]!.raw).text).toContain('기한 안에 결정되지 않았습니다');
    await ok(admin().request('PATCH', `${PATH}/${id}`, { body: { language: 'en' } }));
  });

  test.each<[Manner, string]>([
    ['refuse', 'answered 554'],
    ['put off', 'answered 451'],
    ['hang up', ''],
  ])('is told again under the same id when the server would “%s”', async (manner, error) => {
    const name = manner.replace(' ', '-');
    const { id } = await add(name);
    mails.manner = manner;
    await breach();
    const before = mails.begun;
    await installation.sendNotifications();
    expect(mails.begun).toBeGreaterThan(before);
    expect(to(name)).toEqual([]);
    const { waiting, last } = await shown(id);
    expect([waiting, last.delivered]).toEqual([1, false]);
    expect(last.error).toContain(error);
    const idOf = async () => (await installation.sql('SELECT id FROM notification WHERE channel_id = $1', [id]))[0].id;
    mails.manner = 'take';
    await soon();
    await installation.sendNotifications();
    expect(read(to(name)[0]!.raw).headers.get('message-id')).toBe(`<ntf_${await idOf()}.${id}@countersign.example>`);
    expect(await shown(id)).toMatchObject({ waiting: 0, last: { delivered: true } });
  });

  test('is told as far as the server lets it, and the list says that somebody was not', async () => {
    const { id } = await add('here', { recipients: ['here@example.com', 'gone@example.com'] });
    mails.manner = 'refuse some';
    await breach();
    await installation.sendNotifications();
    expect(to('here').map((one) => one.to)).toEqual([['here@example.com']]);
    expect(await shown(id)).toMatchObject({ waiting: 0, last: { delivered: true, error: 'refused for 1 of 2' } });
  });

  test('is on record without an address, and can be changed and ended like any other', async () => {
    const { id } = await add('recorded');
    const recipients = ['next@example.com', 'other@example.com'];
    expect((await admin().request('PATCH', `${PATH}/${id}`, { body: { recipients } })).status).toBe(204);
    expect(await shown(id)).toMatchObject({ recipients });
    expect(await outcome(admin().post(`${PATH}/${id}/rotate-secret`))).toEqual({
      status: 409,
      code: 'channel_unsigned',
    });
    expect((await admin().post(`${PATH}/${id}/end`)).status).toBe(204);
    const log = await installation.as('auditor').get('/v1/audit-entries?limit=100');
    expect(log.text).not.toContain('@example.com');
    const changed = log.body.data.find(
      ({ subject, action }: Answer) => subject === `channel:${id}` && action === 'notification_channel.changed',
    );
    expect(changed.payload).toMatchObject({ changed: ['recipients'], recipients: 2, host: null });
  });

  test.each([
    ['nobody', { recipients: [] }],
    ['somebody twice', { recipients: ['ada@example.com', 'Ada@example.com'] }],
    ['what is no address', { recipients: ['ada'] }],
    ['an address that would add a header', { recipients: ['ada@example.com\r\nBcc: eve@example.com'] }],
    ['two addresses in one', { recipients: ['ada@example.com, eve@example.com'] }],
    ['a name beside the address', { recipients: ['Ada <ada@example.com>'] }],
    ['a URL', { url: 'https://example.com/hook' }],
    ['a language that nobody wrote', { language: 'tlh' }],
    ['no language', { language: undefined }],
  ])('can’t have %s', async (_, over) => {
    expect(await outcome(admin().post(PATH, body('wrong', over)))).toEqual({ status: 400, code: 'validation_failed' });
  });
});

describe('the test button', () => {
  test('answers what the mail server said', async () => {
    const { id } = await add('pressed');
    expect((await press(id)).body).toEqual({ delivered: true, status: 250, says: expect.stringContaining('taken') });
    mails.manner = 'refuse';
    expect((await press(id)).body).toEqual({
      delivered: false,
      status: 554,
      says: expect.stringContaining('no mails like this'),
    });
    expect(read(to('pressed')[0]!.raw).text).toContain('This is a test of Countersign’s notifications.');
  });
});

describe('the mail server', () => {
  /** Presses the button of a new channel while the mail server is this one. */
  async function through(url: string, name: string): Promise<Answer> {
    const { id } = await add(name);
    await installation.restart({ COUNTERSIGN_SMTP_URL: url });
    const answer = await ok(press(id));
    await installation.restart();
    return answer;
  }

  test('that is not there is said to be away', async () => {
    expect(await through('smtp://127.0.0.1:1', 'away')).toMatchObject({
      delivered: false,
      status: null,
      says: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test('that takes another password is told nothing, and the password is not repeated', async () => {
    const answer = await through(mails.url('user:guess-me'), 'locked-out');
    expect(answer).toMatchObject({ delivered: false, status: 535 });
    expect(JSON.stringify(answer)).not.toContain('guess-me');
  });

  test('whose certificate nobody trusts is told nothing, not even the password', async () => {
    const secure = await MailServer.start({ tls: true });
    const answer = await through(secure.url(), 'untrusted');
    expect(answer).toMatchObject({ delivered: false, status: null, says: expect.stringMatching(/certificate/i) });
    expect([secure.begun, secure.received]).toEqual([0, []]);
    await secure.stop();
  });

  test('without its settings is offered to nobody, and whoever adds such a channel is told which are missing', async () => {
    const { id } = await add('cut-off');
    expect((await ok(admin().get(KINDS))).data[1]).toEqual({ kind: 'email', missing: [] });
    await installation.restart({ COUNTERSIGN_SMTP_URL: '', COUNTERSIGN_MAIL_FROM: '' });
    expect((await ok(admin().get(KINDS))).data).toEqual([
      { kind: 'webhook', missing: ['COUNTERSIGN_ALLOWED_NOTIFICATION_HOSTS'] },
      { kind: 'email', missing: ['COUNTERSIGN_SMTP_URL', 'COUNTERSIGN_MAIL_FROM'] },
    ]);
    const refused = await admin().post(PATH, body('late'));
    expect([refused.status, refused.body.code]).toEqual([409, 'mail_not_configured']);
    expect(refused.body.detail).toContain('COUNTERSIGN_SMTP_URL and COUNTERSIGN_MAIL_FROM');
    expect((await press(id)).body).toMatchObject({ delivered: false, status: null });
    await installation.restart();
  });
});
