import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { ok, outcome, type Reply, send } from '../support/installation-http.js';
import type { TestPerson } from '../support/installation-person.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

const NOT_SIGNED_IN = { status: 401, code: 'not_signed_in' };
const NEXT = 'purple tractor seventeen';
const USER_AGENT = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';

const signIn = (body: unknown, headers: Record<string, string> = {}) =>
  send(`${installation.baseUrl()}/v1/session`, 'POST', { body, headers });
const cookieOf = (reply: Reply) => reply.headers.getSetCookie()[0]!.split(';')[0]!;
/** What a request with this cookie, and nothing of the person's helper, comes to. */
const readAs = (cookie: string) =>
  outcome(send(`${installation.baseUrl()}/v1/session`, 'GET', { headers: { cookie } }));
const audited = async (action: string, { id }: TestPerson) => {
  const rows = await installation.sql(
    `SELECT convert_from(canonical, 'UTF8')::json AS entry FROM audit_entry WHERE action = $1 AND subject = $2 ORDER BY id`,
    [action, `person:${id}`],
  );
  return rows.map(({ entry }) => entry);
};

describe('a token', () => {
  test('is a new one at every sign-in, and the one that the browser had before is dead', async () => {
    const person = await installation.addPerson('signs-in-again', 'operator');
    const first = cookieOf(await signIn(person.credentials));
    const elsewhere = cookieOf(await signIn(person.credentials));
    const second = cookieOf(await signIn(person.credentials, { cookie: first }));
    expect(new Set([first, elsewhere, second]).size).toBe(3);
    expect(await readAs(first)).toEqual(NOT_SIGNED_IN);
    expect(await readAs(second)).toEqual({ status: 200 });
    expect(await readAs(elsewhere)).toEqual({ status: 200 });
  });

  test('is not one that somebody else chose', async () => {
    const person = await installation.addPerson('fixated', 'operator');
    const cookie = `countersign_session=${'A'.repeat(43)}`;
    expect(cookieOf(await signIn(person.credentials, { cookie }))).not.toBe(cookie);
    expect(await readAs(cookie)).toEqual(NOT_SIGNED_IN);
  });

  test('changes when its person steps up; the session goes on and lasts no longer', async () => {
    const person = await installation.addPerson('steps-up', 'operator');
    const { cookie } = await person.headers();
    await installation.sql(`UPDATE session SET expires_at = now() + interval '1 hour' WHERE person_id = $1`, [
      person.id,
    ]);
    const reply = await person.post('/v1/session/step-up', { password: person.credentials.password });
    expect(reply.status).toBe(200);
    expect(await readAs(cookie)).toEqual(NOT_SIGNED_IN);
    expect(await readAs(cookieOf(reply))).toEqual({ status: 200 });
    const maxAge = Number(/Max-Age=(\d+)/.exec(reply.headers.getSetCookie()[0]!)![1]);
    expect(maxAge).toBeGreaterThan(3500);
    expect(maxAge).toBeLessThanOrEqual(3600);
    const [entry] = await audited('session.stepped_up', person);
    const [opened] = await audited('session.opened', person);
    expect(entry.payload).toEqual({ sessionId: opened.payload.sessionId, secondFactor: null });
  });

  test('is given once when two step up at the same instant', async () => {
    const person = await installation.addPerson('steps-up-twice', 'operator');
    await person.headers();
    const stepUp = () => person.post('/v1/session/step-up', { password: person.credentials.password });
    const replies = await Promise.all([stepUp(), stepUp(), stepUp()]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
  });
});

describe('a session that nobody uses', () => {
  test('ends after an hour, by the clock of the database, however much is read in it', async () => {
    const person = await installation.addPerson('goes-idle', 'auditor');
    await person.headers();
    const idle = (interval: string) =>
      installation.sql('UPDATE session SET seen_at = now() - $2::interval WHERE person_id = $1', [person.id, interval]);
    await idle('59 minutes');
    expect(await outcome(person.get('/v1/tickets'))).toEqual({ status: 200 });
    const [{ age }] = await installation.sql(
      'SELECT extract(epoch FROM now() - seen_at) AS age FROM session WHERE person_id = $1',
      [person.id],
    );
    expect(Number(age)).toBeGreaterThan(3500);
    await idle('60 minutes');
    expect(await outcome(person.get('/v1/tickets'))).toEqual(NOT_SIGNED_IN);
  });

  test('is kept by saying that one is still there, and by whatever changes something', async () => {
    const person = await installation.addPerson('still-there', 'operator');
    await person.headers();
    const seen = async () =>
      (
        await installation.sql(`SELECT seen_at > now() - interval '5 s' AS now FROM session WHERE person_id = $1`, [
          person.id,
        ])
      )[0].now;
    for (const path of ['/v1/session/keep', `/v1/tickets/${person.id}/claim`]) {
      await installation.sql(`UPDATE session SET seen_at = now() - interval '50 minutes' WHERE person_id = $1`, [
        person.id,
      ]);
      await person.post(path);
      expect(await seen()).toBe(true);
    }
  });

  test('is not kept by a request that another site could have made', async () => {
    const person = await installation.addPerson('forged', 'operator');
    const { cookie } = await person.headers();
    await installation.sql(`UPDATE session SET seen_at = now() - interval '50 minutes' WHERE person_id = $1`, [
      person.id,
    ]);
    await send(`${installation.baseUrl()}/v1/session/keep`, 'POST', { headers: { cookie } });
    const rows = await installation.sql(
      `SELECT FROM session WHERE person_id = $1 AND seen_at < now() - interval '49 minutes'`,
      [person.id],
    );
    expect(rows).toHaveLength(1);
  });

  test('ends earlier where the installation says so', async () => {
    await installation.restart({ COUNTERSIGN_SESSION_IDLE_MINUTES: '5', COUNTERSIGN_SESSION_HOURS: '1' });
    const person = await installation.addPerson('short', 'operator');
    const reply = await signIn(person.credentials);
    expect(reply.headers.getSetCookie()[0]).toContain('Max-Age=3600;');
    await installation.sql(`UPDATE session SET seen_at = now() - interval '5 minutes' WHERE person_id = $1`, [
      person.id,
    ]);
    expect(await readAs(cookieOf(reply))).toEqual(NOT_SIGNED_IN);
    await installation.restart();
  });
});

describe('one’s own sessions', () => {
  test('are listed by where and when, with no secret of theirs', async () => {
    const person = await installation.addPerson('has-two', 'legal');
    const other = await signIn(person.credentials, { 'user-agent': USER_AGENT });
    const { body, text } = await person.get('/v1/sessions');
    expect(body.nextCursor).toBeNull();
    expect(body.data.map(({ device, current }: { device: string; current: boolean }) => [device, current])).toEqual([
      ['', true],
      ['Firefox on Windows', false],
    ]);
    expect(Object.keys(body.data[0]).sort()).toEqual(['createdAt', 'current', 'device', 'expiresAt', 'id', 'seenAt']);
    expect(text).not.toContain(cookieOf(other).split('=')[1]);
    expect(text).not.toContain(other.body.csrfToken);
  });

  test('are ended one by one, and nobody else’s', async () => {
    const [one, other] = [
      await installation.addPerson('ends-one', 'legal'),
      await installation.addPerson('bystander', 'legal'),
    ];
    const cookie = cookieOf(await signIn(one.credentials));
    const { data } = await ok(one.get('/v1/sessions'));
    const id = data.find((session: { current: boolean }) => !session.current).id;
    expect(await outcome(other.request('DELETE', `/v1/sessions/${id}`))).toEqual({ status: 404, code: 'not_found' });
    expect(await readAs(cookie)).toEqual({ status: 200 });
    expect((await one.request('DELETE', `/v1/sessions/${id}`)).status).toBe(204);
    expect(await readAs(cookie)).toEqual(NOT_SIGNED_IN);
    expect(await outcome(one.get('/v1/session'))).toEqual({ status: 200 });
  });

  test('all end when one signs out everywhere', async () => {
    const person = await installation.addPerson('leaves', 'operator');
    const elsewhere = person.at(installation.baseUrl);
    await Promise.all([person.headers(), elsewhere.headers()]);
    const reply = await person.request('DELETE', '/v1/sessions');
    expect(reply.status).toBe(204);
    expect(reply.headers.get('set-cookie')).toMatch(/^countersign_session=;/);
    expect(await outcome(person.get('/v1/session'))).toEqual(NOT_SIGNED_IN);
    expect(await outcome(elsewhere.get('/v1/session'))).toEqual(NOT_SIGNED_IN);
    expect((await audited('sessions.ended', person)).map(({ payload }) => payload)).toEqual([{ ended: 2 }]);
  });

  test('are ended by an admin, on record under the admin’s name', async () => {
    const person = await installation.addPerson('ended', 'operator');
    await person.headers();
    const admin = installation.as('admin');
    expect((await admin.request('DELETE', `/v1/people/${person.id}/sessions`)).status).toBe(204);
    expect(await outcome(person.get('/v1/session'))).toEqual(NOT_SIGNED_IN);
    expect((await audited('sessions.ended', person))[0].actor).toBe(`person:${admin.id}`);
    const nobody = admin.request('DELETE', `/v1/people/${installation.agent.id}/sessions`);
    expect(await outcome(nobody)).toEqual({ status: 404, code: 'not_found' });
  });
});

describe('a password', () => {
  test('is changed by who knows it; other sessions end, this one goes on under another token', async () => {
    const person = await installation.addPerson('changes-password', 'operator');
    const elsewhere = person.at(installation.baseUrl);
    await elsewhere.headers();
    const { cookie } = await person.headers();
    const { password } = person.credentials;
    const wrong = person.post('/v1/session/password', { current: 'wrong', next: NEXT });
    expect(await outcome(wrong)).toEqual({ status: 403, code: 'proof_failed' });
    const reply = await person.post('/v1/session/password', { current: password, next: NEXT });
    expect(reply.status).toBe(200);
    expect(await readAs(cookie)).toEqual(NOT_SIGNED_IN);
    expect(await readAs(cookieOf(reply))).toEqual({ status: 200 });
    expect(await outcome(elsewhere.get('/v1/session'))).toEqual(NOT_SIGNED_IN);
    expect(await outcome(signIn(person.credentials))).toEqual({ status: 401, code: 'sign_in_failed' });
    expect(await outcome(signIn({ ...person.credentials, password: NEXT }))).toEqual({ status: 200 });
    expect((await audited('password.changed', person)).map(({ payload }) => payload)).toEqual([{ ended: 1 }]);
  });

  test.each(['short', 'Password12345678', 'weak-choice@example.test', 'abcabcabcabcabc'])(
    'is not "%s"',
    async (next) => {
      const person = await installation.addPerson(`weak-${next.length}`, 'operator');
      const reply = person.post('/v1/session/password', {
        current: person.credentials.password,
        next: next.replace('weak-choice', `weak-${next.length}`),
      });
      expect(await outcome(reply)).toEqual({ status: 422, code: 'password_too_weak' });
      expect(await outcome(signIn(person.credentials))).toEqual({ status: 200 });
    },
  );

  test('that an admin gives is held to the same', async () => {
    const body = { email: 'weak@example.test', name: 'Weak', roles: ['operator'], password: 'Password12345678' };
    const admin = installation.as('admin');
    expect(await outcome(admin.post('/v1/people', body))).toEqual({ status: 422, code: 'password_too_weak' });
    const change = admin.request('PATCH', `/v1/people/${installation.as('search').id}`, {
      body: { password: body.password },
    });
    expect(await outcome(change)).toEqual({ status: 422, code: 'password_too_weak' });
  });

  test('typed with other bytes for the same letters is the same', async () => {
    const person = await installation.addPerson('accents', 'operator');
    await ok(
      person.post('/v1/session/password', {
        current: person.credentials.password,
        next: 'caf\u00e9 und gr\u00fcner Tee',
      }),
    );
    const typed = { ...person.credentials, password: 'cafe\u0301 und gru\u0308ner Tee' };
    expect(await outcome(signIn(typed))).toEqual({ status: 200 });
  });

  test('changed while somebody signs in with the old one lets nobody in', async () => {
    const person = await installation.addPerson('races', 'operator');
    const admin = installation.as('admin');
    await admin.headers();
    // The password has been looked at, the session is yet to be opened.
    const reply = await installation.whileLocked({
      lock: 'person_totp IN ACCESS EXCLUSIVE MODE',
      waiters: 1,
      start: () => signIn(person.credentials),
      meanwhile: async () => {
        await ok(admin.request('PATCH', `/v1/people/${person.id}`, { body: { password: NEXT } }));
      },
    });
    expect(await outcome(reply)).toEqual({ status: 401, code: 'sign_in_failed' });
    expect(await installation.sql('SELECT FROM session WHERE person_id = $1', [person.id])).toEqual([]);
  });
});
