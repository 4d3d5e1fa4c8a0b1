import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Secret } from 'otpauth';
import { createMissingBox } from '../../api/src/platform/keys/secret-box.js';
import { Authenticator } from '../support/authenticator.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { ok, outcome, type Reply, send } from '../support/installation-http.js';
import type { TestPerson } from '../support/installation-person.js';

let installation: Installation;
let keysDir: string;
beforeAll(async () => {
  keysDir = await mkdtemp(join(tmpdir(), 'countersign-keys-'));
  await createMissingBox(keysDir, 'totp');
  installation = await startInstallation({ env: { COUNTERSIGN_KEYS_DIR: keysDir } });
});
// A test that begins late in a step would see it end.
beforeEach(Authenticator.earlyInStep);
afterAll(async () => {
  await installation.stop();
  await rm(keysDir, { recursive: true });
});

const signIn = (person: TestPerson, code?: string) =>
  send(`${installation.baseUrl()}/v1/session`, 'POST', { body: { ...person.credentials, code } });
const REQUIRED = { status: 401, code: 'totp_required' };
const WRONG = { status: 401, code: 'totp_wrong' };
const FAILED = { status: 403, code: 'proof_failed' };

interface Enrolled {
  person: TestPerson;
  app: Authenticator;
  secret: string;
  recoveryCodes: string[];
  /** The person, in the session that enrolled. */
  headers: Record<string, string>;
}

const enrol = async (person: TestPerson) => {
  const { secret, uri } = await ok(person.post('/v1/session/totp', { password: person.credentials.password }));
  return { secret, app: new Authenticator(uri) };
};

/** The headers that a session goes on with after it got another token. */
const headersOf = (reply: Reply) => ({
  cookie: reply.headers.getSetCookie()[0]!.split(';')[0]!,
  'x-csrf-token': reply.body.csrfToken as string,
});

async function withTotp(name: string): Promise<Enrolled> {
  const person = await installation.addPerson(name, 'operator');
  const { secret, app } = await enrol(person);
  const reply = await person.post('/v1/session/totp/confirm', { code: app.code(-1) });
  expect(reply.status).toBe(200);
  return { person, app, secret, recoveryCodes: reply.body.recoveryCodes, headers: headersOf(reply) };
}

const actionsOf = async ({ id }: TestPerson) => {
  const rows = await installation.sql('SELECT action FROM audit_entry WHERE subject = $1 ORDER BY id', [
    `person:${id}`,
  ]);
  return rows.map(({ action }) => action);
};

describe('one-time codes', () => {
  test('count from the first code on, and not before', async () => {
    const person = await installation.addPerson('enrols', 'operator');
    const elsewhere = person.at(installation.baseUrl);
    await elsewhere.headers();
    expect(await ok(person.get('/v1/session/totp'))).toEqual({ state: 'off', available: true, recoveryCodesLeft: 0 });
    const { app } = await enrol(person);
    expect(await outcome(signIn(person))).toEqual({ status: 200 });
    expect((await ok(person.get('/v1/session/totp'))).state).toBe('unconfirmed');
    expect(await outcome(person.post('/v1/session/totp/confirm', { code: app.code(40) }))).toEqual(FAILED);
    const { cookie } = await person.headers();
    const confirmed = await person.post('/v1/session/totp/confirm', { code: app.code() });
    expect(confirmed.body.recoveryCodes).toHaveLength(10);
    expect(new Set(confirmed.body.recoveryCodes).size).toBe(10);
    // Under a new token, and nowhere else.
    expect((await send(`${installation.baseUrl()}/v1/session`, 'GET', { headers: { cookie } })).status).toBe(401);
    expect(await outcome(elsewhere.get('/v1/session'))).toMatchObject({ status: 401 });
    expect(await outcome(signIn(person))).toEqual(REQUIRED);
    expect(await actionsOf(person)).toEqual(expect.arrayContaining(['totp.begun', 'totp.confirmed']));
  });

  test('are asked for after the password only, and a wrong password says nothing of them', async () => {
    const { person } = await withTotp('asked');
    const wrong = { ...person.credentials, password: 'wrong' };
    for (const code of [undefined, '123456']) {
      const reply = send(`${installation.baseUrl()}/v1/session`, 'POST', { body: { ...wrong, code } });
      expect(await outcome(reply)).toEqual({ status: 401, code: 'sign_in_failed' });
    }
    const required = await signIn(person);
    expect(await outcome(required)).toEqual(REQUIRED);
    expect(required.headers.get('set-cookie')).toBeNull();
  });

  test('are taken one step early and one late, each once, and never an earlier one after a later', async () => {
    const { person, app } = await withTotp('replays');
    const now = app.code();
    expect(await outcome(signIn(person, app.code(-3)))).toEqual(WRONG);
    expect(await outcome(signIn(person, app.code(3)))).toEqual(WRONG);
    expect(await outcome(signIn(person, now))).toEqual({ status: 200 });
    expect(await outcome(signIn(person, now))).toEqual(WRONG);
    expect(await outcome(signIn(person, app.code(-1)))).toEqual(WRONG);
    expect(await outcome(signIn(person, ` ${app.code(1).slice(0, 3)} ${app.code(1).slice(3)}`))).toEqual({
      status: 200,
    });
  });

  test('one code used in ten places at the same instant opens one session', async () => {
    const { person, app } = await withTotp('at-once');
    const code = app.code();
    const replies = await Promise.all(Array.from({ length: 8 }, () => signIn(person, code)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('can’t be guessed by who knows the password; the owner still gets in where they are known', async () => {
    const { person, app } = await withTotp('guessed');
    const first = await signIn(person, app.code());
    const device = first.headers.getSetCookie()[1]!.split(';')[0]!;
    const codes = Array.from({ length: 25 }, (_, n) => String(100_000 + n));
    const answers = [];
    for (const code of codes) answers.push(await outcome(signIn(person, code)));
    expect(answers.at(-1)).toEqual({ status: 429, code: 'too_many_attempts' });
    const body = { ...person.credentials, code: app.code(1) };
    const mine = await send(`${installation.baseUrl()}/v1/session`, 'POST', { body, headers: { cookie: device } });
    expect(mine.status).toBe(200);
  });

  test('are kept so that neither the database nor a list gives them away', async () => {
    const { person, secret, recoveryCodes, headers } = await withTotp('kept');
    const [row] = await installation.sql(
      'SELECT secret, person_totp::text AS text FROM person_totp WHERE person_id = $1',
      [person.id],
    );
    const raw = Buffer.from(Secret.fromBase32(secret).bytes);
    expect(row.secret.includes(raw)).toBe(false);
    expect(row.text).not.toContain(raw.toString('hex'));
    const codes = await installation.sql('SELECT recovery_code::text AS text FROM recovery_code WHERE person_id = $1', [
      person.id,
    ]);
    expect(codes.some(({ text }) => recoveryCodes.some((code) => text.includes(code.replaceAll('-', ''))))).toBe(false);
    const { text } = await send(`${installation.baseUrl()}/v1/session/totp`, 'GET', { headers });
    expect(text).not.toContain(secret);
    const log = await installation.sql(`SELECT convert_from(canonical, 'UTF8') AS text FROM audit_entry`);
    expect(
      log.some((entry) => entry.text.includes(secret) || recoveryCodes.some((code) => entry.text.includes(code))),
    ).toBe(false);
  });

  test('of one person are of no use in the row of another', async () => {
    const [one, other] = [await withTotp('row-of-one'), await withTotp('row-of-other')];
    await installation.sql(
      'UPDATE person_totp SET secret = (SELECT secret FROM person_totp WHERE person_id = $2) WHERE person_id = $1',
      [one.person.id, other.person.id],
    );
    const reply = await signIn(one.person, other.app.code());
    expect(reply.status).toBe(500);
    expect(reply.headers.get('set-cookie')).toBeNull();
  });

  test('are begun, and switched off, by who knows the password', async () => {
    const person = await installation.addPerson('needs-password', 'operator');
    expect(await outcome(person.post('/v1/session/totp', { password: 'wrong' }))).toEqual(FAILED);
    const { app, headers, person: enrolled } = await withTotp('switches-off');
    const off = (body: object) => send(`${installation.baseUrl()}/v1/session/totp`, 'DELETE', { headers, body });
    const { password } = enrolled.credentials;
    expect(await outcome(off({ password }))).toEqual({ status: 403, code: 'code_required' });
    expect(await outcome(off({ password, code: '000000' }))).toEqual(FAILED);
    expect(await outcome(off({ password: 'wrong', code: app.code() }))).toEqual(FAILED);
    expect(await outcome(off({ password, code: app.code() }))).toEqual({ status: 200 });
    expect(await outcome(signIn(enrolled))).toEqual({ status: 200 });
  });

  test('can’t be enrolled over those that are on', async () => {
    const { person, headers } = await withTotp('twice');
    const again = send(`${installation.baseUrl()}/v1/session/totp`, 'POST', {
      headers,
      body: { password: person.credentials.password },
    });
    expect(await outcome(again)).toEqual({ status: 409, code: 'totp_on' });
    const confirm = send(`${installation.baseUrl()}/v1/session/totp/confirm`, 'POST', {
      headers,
      body: { code: '123456' },
    });
    expect(await outcome(confirm)).toEqual({ status: 409, code: 'totp_not_begun' });
  });
});

describe('a recovery code', () => {
  test('gets somebody in once who lost their phone, in any letters', async () => {
    const { person, recoveryCodes } = await withTotp('lost-phone');
    const [first, second] = recoveryCodes as [string, string];
    const left = async (headers: Record<string, string>) =>
      (await ok(send(`${installation.baseUrl()}/v1/session/totp`, 'GET', { headers }))).recoveryCodesLeft;
    const reply = await signIn(person, first.toUpperCase().replaceAll('-', ' '));
    expect(reply.status).toBe(200);
    expect(await left(headersOf(reply))).toBe(9);
    expect(await outcome(signIn(person, first))).toEqual(WRONG);
    const replies = await Promise.all([signIn(person, second), signIn(person, second), signIn(person, second)]);
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await actionsOf(person)).filter((action) => action === 'recovery_code.used')).toHaveLength(2);
  });

  test('counts no more once there are new ones', async () => {
    const { person, app, recoveryCodes, headers } = await withTotp('renews');
    const body = { password: person.credentials.password, code: app.code() };
    const renewed = await ok(
      send(`${installation.baseUrl()}/v1/session/totp/recovery-codes`, 'POST', { headers, body }),
    );
    expect(await outcome(signIn(person, recoveryCodes[0]))).toEqual(WRONG);
    expect(await outcome(signIn(person, renewed.recoveryCodes[0]))).toEqual({ status: 200 });
  });

  test('of somebody else is of no use', async () => {
    const [one, other] = [await withTotp('codes-of-one'), await withTotp('codes-of-other')];
    expect(await outcome(signIn(one.person, other.recoveryCodes[0]))).toEqual(WRONG);
  });

  test('is not needed where an admin takes the second factor away', async () => {
    const { person, headers } = await withTotp('lost-all');
    const admin = installation.as('admin');
    expect((await admin.request('DELETE', `/v1/people/${person.id}/totp`)).status).toBe(204);
    expect((await send(`${installation.baseUrl()}/v1/session`, 'GET', { headers })).status).toBe(401);
    expect(await outcome(signIn(person))).toEqual({ status: 200 });
    expect(await actionsOf(person)).toContain('totp.removed');
  });
});

describe('without its key', () => {
  test('an installation enrols nobody, lets nobody past their second factor, and takes recovery codes', async () => {
    const { person, app, recoveryCodes } = await withTotp('key-gone');
    await rename(join(keysDir, 'totp.key'), join(keysDir, 'elsewhere'));
    await installation.restart();
    const other = installation.as('legal').at(installation.baseUrl);
    expect((await ok(other.get('/v1/session/totp'))).available).toBe(false);
    const refused = other.post('/v1/session/totp', { password: other.credentials.password });
    expect(await outcome(refused)).toEqual({ status: 409, code: 'totp_not_configured' });
    expect(await outcome(signIn(person))).toEqual(REQUIRED);
    expect(await outcome(signIn(person, app.code()))).toEqual({ status: 503, code: 'totp_unavailable' });
    expect(await outcome(signIn(person, recoveryCodes[0]))).toEqual({ status: 200 });
    await rename(join(keysDir, 'elsewhere'), join(keysDir, 'totp.key'));
    await installation.restart();
    expect(await outcome(signIn(person, app.code()))).toEqual({ status: 200 });
    expect((await readFile(join(keysDir, 'totp.key'), 'utf8')).trim()).toHaveLength(44);
  });
});
