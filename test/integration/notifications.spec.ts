import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { EVENTS } from '../../api/src/notifications/rules/message.js';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok, outcome } from '../support/installation-http.js';
import { lockAccount } from '../support/installation-proposals.js';

interface Heard {
  path: string;
  headers: Record<string, string>;
  body: string;
}

const heard: Heard[] = [];
let answer: { status: number; body: string; headers?: Record<string, string> } = { status: 200, body: 'ok' };
/** Paths that get no answer before these promises are kept. */
const held = new Map<string, Promise<void>>();
let server: Server;
let host: string;
let installation: Installation;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    heard.push({ path: request.url!, headers: request.headers as Record<string, string>, body });
    await held.get(request.url!);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  installation = await startInstallation({
    env: { COUNTERSIGN_ALLOWED_NOTIFICATION_HOSTS: host, COUNTERSIGN_PUBLIC_URL: 'https://countersign.example' },
  });
});
afterAll(async () => {
  await installation.stop();
  server.close();
});

const admin = () => installation.as('admin');
const at = (path: string) => heard.filter((one) => one.path === path);

async function addChannel(name: string, over: object = {}): Promise<Answer> {
  const url = `http://${host}/${name}?token=secret-of-${name}`;
  const body = { name, format: 'standard', url, events: ['ticket.breached'], ...over };
  return { path: `/${name}?token=secret-of-${name}`, ...(await ok(admin().post('/v1/notification-channels', body))) };
}

const shown = async (id: string): Promise<Answer> =>
  (await ok(admin().get('/v1/notification-channels'))).data.find((one: Answer) => one.id === id);

async function breach(): Promise<Answer> {
  const ticket = await installation.agent.submit(lockAccount());
  await installation.sql('UPDATE ticket SET due_at = now() WHERE id = $1', [ticket.id]);
  await installation.sweepDeadlines();
  return ticket;
}

const soon = () =>
  installation.sql(`UPDATE notification SET next_at = now() WHERE sent_at IS NULL AND gave_up_at IS NULL`);

describe('a channel', () => {
  test('is told of what it wants to hear, signed, by its number and with a link, and of nothing else', async () => {
    const { path, secret } = await addChannel('breaches');
    const other = await addChannel('stops', {
      format: 'slack',
      events: ['kill_switch.stopped', 'kill_switch.resumed'],
    });
    const { id } = await breach();
    await ok(admin().post('/v1/tools/issue_refund/stop', { reason: 'Ada Lovelace asked' }));
    await ok(admin().post('/v1/executions/stop', { reason: 'all of it' }));
    expect(heard).toEqual([]);
    await installation.sendNotifications();
    const [told, ...more] = at(path);
    expect(more).toEqual([]);
    new Webhook(secret).verify(told!.body, told!.headers);
    const { number } = await installation.as('operator').ticket(id);
    expect(JSON.parse(told!.body)).toMatchObject({
      type: 'ticket.breached',
      data: {
        what: `T-${number}`,
        ticketId: id,
        text: `T-${number} was not decided in time: https://countersign.example/tickets/${id}`,
      },
    });
    expect(
      at(other.path)
        .map(({ body }) => JSON.parse(body).text)
        .sort(),
    ).toEqual([
      'Every tool was stopped: https://countersign.example/tools',
      'issue_refund was stopped: https://countersign.example/tools',
    ]);
    expect(JSON.stringify(heard)).not.toContain('Ada');
    await installation.sendNotifications();
    expect(at(path)).toHaveLength(1);
    await ok(admin().post('/v1/tools/issue_refund/resume', { reason: 'over' }));
    await ok(admin().post('/v1/executions/resume', { reason: 'over' }));
  });

  test('that answers badly is told again, later and with the same id; one that is away says so', async () => {
    const { id, path } = await addChannel('shaky');
    answer = { status: 503, body: 'busy' };
    await breach();
    await installation.sendNotifications();
    await installation.sendNotifications();
    expect(at(path)).toHaveLength(1);
    expect(await shown(id)).toMatchObject({ waiting: 1, last: { delivered: false, error: 'answered 503' } });
    answer = { status: 204, body: '' };
    await soon();
    await installation.sendNotifications();
    expect(at(path)).toHaveLength(2);
    expect(new Set(at(path).map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(await shown(id)).toMatchObject({ waiting: 0, last: { delivered: true, error: null } });
  });

  test('is given up after a day, and never tried again', async () => {
    const { id, path } = await addChannel('gone');
    answer = { status: 500, body: '' };
    await breach();
    for (let tries = 0; tries < 12; tries += 1) {
      await soon();
      await installation.sendNotifications();
    }
    answer = { status: 200, body: 'ok' };
    expect(at(path)).toHaveLength(9);
    expect(await shown(id)).toMatchObject({ waiting: 0, last: { delivered: false } });
  });

  test('is told once by two workers at one instant', async () => {
    const { path } = await addChannel('once');
    await breach();
    const second = await installation.startSecondProcess();
    expect(second()).toBeDefined();
    await Promise.all(installation.everybodySends());
    expect(at(path)).toHaveLength(1);
  });

  test('that is off is told nothing, then or later', async () => {
    const { id, path } = await addChannel('quiet');
    const change = (body: object) => admin().request('PATCH', `/v1/notification-channels/${id}`, { body });
    expect((await change({ active: false })).status).toBe(204);
    await breach();
    expect((await change({ active: true, events: ['ticket.expired'] })).status).toBe(204);
    await breach();
    await installation.sendNotifications();
    expect(at(path)).toEqual([]);
    const log = await ok(installation.as('auditor').get('/v1/audit-entries?action=notification_channel.changed'));
    expect(log.data[0].payload).toEqual({
      changed: ['active', 'events'],
      name: 'quiet',
      host,
      recipients: null,
      active: true,
      events: ['ticket.expired'],
    });
  });

  test('is told once when a circuit opens and once when it closes, however many workers say so', async () => {
    const { path } = await addChannel('circuits', { events: ['circuit.opened', 'circuit.closed'] });
    const says = (worker: number) =>
      installation.sql(
        `INSERT INTO tool_circuit (tool, worker, state, since, heard_at)
         VALUES ('issue_refund', $1, 'open', now() - make_interval(mins => $2), now())`,
        [`00000000-0000-4000-8000-00000000000${worker}`, worker],
      );
    await says(1);
    await installation.recordCircuits();
    await says(2);
    await installation.recordCircuits();
    await installation.sql('DELETE FROM tool_circuit');
    await installation.recordCircuits();
    await installation.recordCircuits();
    // One that a dead worker left open is not heard of any more.
    await says(3);
    await installation.sql(`UPDATE tool_circuit SET heard_at = now() - interval '1 minute'`);
    await installation.recordCircuits();
    await installation.sendNotifications();
    expect(
      at(path)
        .map(({ body }) => JSON.parse(body).data.text)
        .sort(),
    ).toEqual([
      'The calls of issue_refund are made again: https://countersign.example/tools',
      'issue_refund does not answer; its calls wait: https://countersign.example/tools',
    ]);
    const log = await ok(installation.as('auditor').get('/v1/audit-entries?action=circuit.opened'));
    expect(log.data).toHaveLength(1);
    expect(log.data[0]).toMatchObject({ subject: 'tool:issue_refund', payload: { tool: 'issue_refund' } });
  });

  test('is told of a change that waits and of one that is live, by its number and with nothing of it', async () => {
    const { path } = await addChannel('governors', { events: ['change.filed', 'change.approved'] });
    const document = { risk_routing_policy: { review_required_if: { domain: 'secret' } } };
    const change = { kind: 'routing_policy', basedOn: 1, document, reason: 'Ada Lovelace asked' };
    const { id, number, contentHash } = await ok(admin().post('/v1/changes', change));
    for (const who of ['product', 'legal'] as const)
      await ok(installation.as(who).post(`/v1/changes/${id}/approve`, { contentHash }));
    await installation.sendNotifications();
    const told = at(path).map(({ body }) => JSON.parse(body));
    expect(told.map(({ data }) => data.text).sort()).toEqual([
      `C-${number}, a change of the rules, is live: https://countersign.example/changes/${id}`,
      `C-${number}, a change of the rules, waits for those who decide on it: https://countersign.example/changes/${id}`,
    ]);
    expect(JSON.stringify(told)).not.toMatch(/Ada|secret/);
  });

  test('is told of every kind of event there is, by those who write entries and by nobody else', async () => {
    const { id } = await addChannel('all ears', { events: EVENTS });
    await installation.sql('BEGIN');
    for (const action of [...EVENTS, 'ticket.claimed']) {
      const text = `INSERT INTO audit_entry (at, actor, action, subject, canonical, hash)
        VALUES (now(), 'system', '${action}', 'ticket:x', '{}', sha256('{}'))`;
      await installation.sql(text);
    }
    const told = await installation.sql(`SELECT action FROM notification WHERE channel_id = '${id}' ORDER BY id`);
    await installation.sql('ROLLBACK');
    expect(told.map(({ action }) => action)).toEqual([...EVENTS]);
  });

  test('that does not answer keeps no other waiting', async () => {
    const stuck = await addChannel('stuck');
    const quick = await addChannel('quick');
    let letGo = () => {};
    held.set(stuck.path, new Promise((resolve) => (letGo = resolve)));
    await breach();
    const first = installation.sendNotifications();
    await eventually('the request that gets no answer', async () => at(stuck.path).length === 1);
    await breach();
    await eventually('the other channel hearing of both', async () => {
      void installation.sendNotifications();
      return at(quick.path).length === 2;
    });
    letGo();
    await first;
  });

  test('gets no message of what was taken back: both are one transaction', async () => {
    await addChannel('sure');
    const count = async () => (await installation.sql('SELECT count(*)::int AS n FROM notification'))[0].n;
    const before = await count();
    await installation.sql('BEGIN');
    const text = `INSERT INTO audit_entry (at, actor, action, subject, canonical, hash)
      VALUES (now(), 'system', 'ticket.breached', 'ticket:x', '{}', sha256('{}'))`;
    await installation.sql(text);
    expect(await count()).toBeGreaterThan(before);
    await installation.sql('ROLLBACK');
    expect(await count()).toBe(before);
  });
});

describe('the test button', () => {
  test('answers what the server said, whatever that is', async () => {
    const { id, path, secret } = await addChannel('tested', { format: 'slack' });
    const press = () => ok(admin().post(`/v1/notification-channels/${id}/test`, {}));
    expect(await press()).toEqual({ delivered: true, status: 200, says: 'ok' });
    new Webhook(secret).verify(at(path)[0]!.body, at(path)[0]!.headers);
    answer = { status: 404, body: `no_service ${'x'.repeat(1_000)}` };
    expect(await press()).toMatchObject({
      delivered: false,
      status: 404,
      says: expect.stringMatching(/^no_service x{489}$/),
    });
    answer = { status: 200, body: 'ok' };
  });

  test('follows no redirect: elsewhere hears nothing', async () => {
    const { id, path } = await addChannel('moved');
    answer = { status: 307, body: '', headers: { location: `http://${host}/elsewhere` } };
    expect(await ok(admin().post(`/v1/notification-channels/${id}/test`, {}))).toMatchObject({
      delivered: false,
      status: 307,
    });
    answer = { status: 200, body: 'ok' };
    expect(at(path)).toHaveLength(1);
    expect(at('/elsewhere')).toEqual([]);
  });

  test('takes a status for the answer, however much is said besides', async () => {
    const { id } = await addChannel('talkative');
    answer = { status: 200, body: 'x'.repeat(300_000) };
    expect(await ok(admin().post(`/v1/notification-channels/${id}/test`, {}))).toMatchObject({ delivered: true });
    answer = { status: 200, body: 'ok' };
  });
});

describe('what is secret', () => {
  test('is answered once or never, and is not in the log', async () => {
    const { id, secret } = await addChannel('secretive');
    const list = await admin().get('/v1/notification-channels');
    expect(list.text).not.toContain(secret);
    expect(list.text).not.toContain('secret-of-');
    expect(await shown(id)).toMatchObject({ host });
    const log = await installation.as('auditor').get('/v1/audit-entries?action=notification_channel.created');
    expect(log.text).not.toMatch(/secret-of-|whsec_/);
  });

  test.each([
    ['another host', 'https://elsewhere.example/hook'],
    ['a user and a password', 'http://a:b@127.0.0.1/'],
    ['a file', 'file:///etc/passwd'],
  ])('is sent to no URL with %s', async (_, url) => {
    const body = { name: 'wrong', format: 'slack', url, events: [] };
    expect(await outcome(admin().post('/v1/notification-channels', body))).toEqual({
      status: 400,
      code: 'validation_failed',
    });
  });

  test('does not leave when the hosts that may be told are others by now', async () => {
    const { id, path } = await addChannel('cut-off');
    await installation.restart({ COUNTERSIGN_ALLOWED_NOTIFICATION_HOSTS: 'other.example:443' });
    expect(await ok(admin().post(`/v1/notification-channels/${id}/test`, {}))).toEqual({
      delivered: false,
      status: null,
      says: expect.stringContaining('COUNTERSIGN_ALLOWED_NOTIFICATION_HOSTS; nothing was sent'),
    });
    expect(at(path)).toEqual([]);
  });
});
