import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { eventually } from '../support/eventually.js';
import { HookServer } from '../support/hook-server.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok, outcome, type Reply } from '../support/installation-http.js';
import { lockAccount } from '../support/installation-proposals.js';

const PATH = '/v1/notification-channels';

let hooks: HookServer;
let installation: Installation;

beforeAll(async () => {
  hooks = await HookServer.start();
  installation = await startInstallation({
    env: { COUNTERSIGN_ALLOWED_NOTIFICATION_HOSTS: hooks.host, COUNTERSIGN_MESSAGE_DAYS: '30' },
  });
});
afterAll(async () => {
  await installation.stop();
  hooks.stop();
});
beforeEach(() => {
  hooks.status = 200;
});

const admin = () => installation.as('admin');
const urlOf = (path: string) => `http://${hooks.host}${path}`;
const add = (name: string, over: object = {}): Promise<{ id: string; secret: string }> =>
  ok(admin().post(PATH, { name, format: 'standard', url: urlOf(`/${name}`), events: ['ticket.breached'], ...over }));
const change = (id: string, body: object): Promise<Reply> => admin().request('PATCH', `${PATH}/${id}`, { body });
const verb = (id: string, name: string): Promise<Reply> => admin().post(`${PATH}/${id}/${name}`);
const list = async (query = ''): Promise<Answer[]> => (await ok(admin().get(`${PATH}?limit=100${query}`))).data;
const shown = async (id: string): Promise<Answer> => (await list()).find((one) => one.id === id)!;
const messages = async (id: string, query = ''): Promise<Answer> =>
  ok(installation.as('auditor').get(`${PATH}/${id}/messages${query}`));
const entries = async (action: string, id: string): Promise<Answer[]> =>
  (await ok(installation.as('auditor').get(`/v1/audit-entries?action=notification_channel.${action}&limit=100`))).data
    .filter(({ subject }: Answer) => subject === `channel:${id}`)
    .map(({ payload }: Answer) => payload);

async function breach(): Promise<void> {
  const { id } = await installation.agent.submit(lockAccount());
  await installation.sql('UPDATE ticket SET due_at = now() WHERE id = $1', [id]);
  await installation.sweepDeadlines();
}

/** What waits is due now. */
const soon = () =>
  installation.sql('UPDATE notification SET next_at = now() WHERE sent_at IS NULL AND gave_up_at IS NULL');

describe('a channel that is changed', () => {
  test('has another name, address and list of events, on record without its address, and what waits goes there', async () => {
    const { id, secret } = await add('before');
    hooks.status = 503;
    await breach();
    await installation.sendNotifications();
    expect((await change(id, { name: 'after', url: urlOf('/after?token=hidden'), events: [] })).status).toBe(204);
    hooks.status = 200;
    await breach();
    await soon();
    await installation.sendNotifications();
    expect(hooks.at('/before')).toHaveLength(1);
    const [told, ...more] = hooks.at('/after?token=hidden');
    expect(more).toEqual([]);
    new Webhook(secret).verify(told!.body, told!.headers as Record<string, string>);
    expect(told!.headers['webhook-id']).toBe(hooks.at('/before')[0]!.headers['webhook-id']);
    expect(await shown(id)).toMatchObject({ name: 'after', host: hooks.host, events: [], endedAt: null });
    expect(await entries('changed', id)).toEqual([
      {
        changed: ['name', 'url', 'events'],
        name: 'after',
        host: hooks.host,
        recipients: null,
        events: [],
        active: true,
      },
    ]);
  });

  test('to what it is already is no change, and not on record', async () => {
    const { id } = await add('steady', { events: ['ticket.breached', 'ticket.expired'] });
    const same = { name: 'steady', url: urlOf('/steady'), events: ['ticket.expired', 'ticket.breached'], active: true };
    for (const body of [{}, same]) expect((await change(id, body)).status).toBe(204);
    expect(await entries('changed', id)).toEqual([]);
  });

  test.each([
    ['a name that another has', { name: 'taken' }, 409, 'channel_name_taken'],
    ['a URL that may not be told', { url: 'https://elsewhere.example/x' }, 400, 'validation_failed'],
    ['a format, which would surprise whoever hears it', { format: 'slack' }, 400, 'validation_failed'],
    ['an empty name', { name: '' }, 400, 'validation_failed'],
  ])('is refused %s, and stays as it was', async (_, body, status, code) => {
    if (!(await list()).some(({ name }) => name === 'taken')) await add('taken');
    const { id } = await add(`refused ${code} ${Object.keys(body)}`);
    const before = await shown(id);
    expect(await outcome(change(id, { events: [], ...body }))).toEqual({ status, code });
    expect(await shown(id)).toEqual(before);
    expect(await entries('changed', id)).toEqual([]);
  });
});

describe('a secret that is rotated', () => {
  test('signs nothing any more, also not what was tried with it before; the new one is shown once', async () => {
    const { id, secret } = await add('rotated');
    hooks.status = 500;
    await breach();
    await installation.sendNotifications();
    const rotated = await verb(id, 'rotate-secret');
    expect([rotated.status, rotated.body.id]).toEqual([201, id]);
    expect(rotated.body.secret).toMatch(/^whsec_/);
    expect(rotated.body.secret).not.toBe(secret);
    hooks.status = 200;
    await soon();
    await installation.sendNotifications();
    const [first, again, ...more] = hooks.at('/rotated');
    expect(more).toEqual([]);
    const isBy = (by: string, { body, headers } = again!) => {
      try {
        return !!new Webhook(by).verify(body, headers as Record<string, string>);
      } catch {
        return false;
      }
    };
    expect([isBy(secret, first), isBy(secret), isBy(rotated.body.secret)]).toEqual([true, false, true]);
    expect(await entries('secret_rotated', id)).toEqual([{ name: 'rotated' }]);
    expect(JSON.stringify(await list())).not.toContain('whsec_');
  });
});

describe('a channel that is ended', () => {
  test('is told of nothing, also not of what it was yet to be told, and its history stays readable', async () => {
    const { id } = await add('ended');
    await breach();
    await installation.sendNotifications();
    hooks.status = 500;
    await breach();
    await installation.sendNotifications();
    expect((await verb(id, 'end')).status).toBe(204);
    hooks.status = 200;
    await breach();
    await soon();
    await installation.sendNotifications();
    expect(hooks.at('/ended')).toHaveLength(2);
    await installation.sweepMessages();
    expect(await shown(id)).toMatchObject({ active: false, waiting: 0, endedAt: expect.any(String) });
    const { data } = await messages(id);
    expect(data).toMatchObject([
      { event: 'ticket.breached', state: 'given_up', attempts: 1, error: 'the channel was ended' },
      {
        event: 'ticket.breached',
        state: 'delivered',
        attempts: 1,
        error: null,
        what: expect.stringMatching(/^T-\d+$/),
      },
    ]);
    expect(await entries('ended', id)).toEqual([{ name: 'ended' }]);
  });

  test('stays as it was for ever, gives its name to another, and is listed apart', async () => {
    const { id } = await add('gone');
    for (const _ of [1, 2]) expect((await verb(id, 'end')).status).toBe(204);
    expect(await entries('ended', id)).toHaveLength(1);
    const refused = { status: 409, code: 'channel_ended' };
    expect(await outcome(change(id, { active: true }))).toEqual(refused);
    expect(await outcome(verb(id, 'rotate-secret'))).toEqual(refused);
    expect(await outcome(verb(id, 'test'))).toEqual(refused);
    await expect(installation.sql(`UPDATE notification_channel SET name = 'x' WHERE id = $1`, [id])).rejects.toThrow(
      'stays as it was',
    );
    const next = await add('gone');
    const ids = async (query: string) => (await list(query)).map((one) => one.id);
    expect(await ids('&ended=true')).toContain(id);
    expect(await ids('&ended=true')).not.toContain(next.id);
    expect(await ids('&ended=false')).toContain(next.id);
    expect(await ids('&ended=false')).not.toContain(id);
  });

  test('hears no more of what was on its way when it ended than that one answer', async () => {
    const { id } = await add('on its way');
    const letGo = hooks.hold();
    await breach();
    const sending = installation.sendNotifications();
    const path = '/on%20its%20way';
    await eventually('the message under way', async () => hooks.at(path).length === 1);
    await ok(verb(id, 'end'));
    await installation.sweepMessages();
    letGo();
    await sending;
    expect((await messages(id)).data).toMatchObject([{ state: 'delivered', error: null }]);
    await soon();
    await installation.sendNotifications();
    expect(hooks.at(path)).toHaveLength(1);
  });
});

describe('messages', () => {
  /** As many as that, each settled or tried so many days ago, oldest first. */
  const made = (id: string, settled: 'sent_at' | 'gave_up_at' | null, days: number, n: number) =>
    installation.sql(
      `INSERT INTO notification (channel_id, action, subject, at, attempts, next_at${settled ? `, ${settled}` : ''})
       SELECT $1, 'ticket.breached', 'tool:*', now(), 1, now() + interval '1 year'${settled ? ", now() - make_interval(days => $2) + n * interval '1 second'" : ''}
       FROM generate_series(1, $3::int) n WHERE $2::int IS NOT NULL`,
      [id, days, n],
    );
  const count = async (id: string) =>
    (await installation.sql('SELECT count(*)::int AS n FROM notification WHERE channel_id = $1', [id]))[0].n;

  test('are kept for thirty days after they were settled, and no longer, however many there are', async () => {
    const { id } = await add('long ago', { events: [] });
    await made(id, 'sent_at', 31, 1_200);
    await made(id, 'gave_up_at', 31, 3);
    await made(id, null, 60, 2);
    await made(id, 'sent_at', 29, 4);
    await installation.sweepMessages();
    expect(await count(id)).toBe(6);
    expect((await messages(id)).data.map(({ state }: Answer) => state)).toEqual([
      'delivered',
      'delivered',
      'delivered',
      'delivered',
      'waiting',
      'waiting',
    ]);
  });

  test('the last of each channel stays, so that one can see how it went', async () => {
    const { id } = await add('silent since', { events: [] });
    await made(id, 'gave_up_at', 90, 5);
    await installation.sweepMessages();
    await installation.sweepMessages();
    expect(await count(id)).toBe(1);
    expect(await shown(id)).toMatchObject({ last: { delivered: false } });
  });

  test('that wait are deleted by nobody', async () => {
    const { id } = await add('waits', { events: [] });
    await made(id, null, 60, 1);
    await expect(installation.sql('DELETE FROM notification WHERE channel_id = $1', [id])).rejects.toThrow(
      'still to be sent',
    );
  });

  test('are paged, newest first, also for an auditor', async () => {
    const { id } = await add('paged', { events: [] });
    await made(id, 'sent_at', 1, 5);
    const first = await messages(id, '?limit=3');
    const rest = await messages(id, `?limit=3&cursor=${first.nextCursor}`);
    const ids = [...first.data, ...rest.data].map((one: Answer) => BigInt(one.id));
    expect(ids).toHaveLength(5);
    expect(ids).toEqual([...ids].sort((one, other) => (one < other ? 1 : -1)));
    expect(rest.nextCursor).toBeNull();
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect(await outcome(admin().get(`${PATH}/${nobody}/messages`))).toEqual({ status: 404, code: 'not_found' });
  });
});
