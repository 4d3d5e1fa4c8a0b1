import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FEW, LIMITS } from '../../api/src/identity/rules/attempts.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { outcome, type Reply, send } from '../support/installation-http.js';

let installation: Installation;
beforeAll(async () => {
  // A proxy in front says where a request comes from.
  installation = await startInstallation({ env: { COUNTERSIGN_PUBLIC_URL: 'http://countersign.example' } });
});
afterAll(() => installation.stop());

const HOUR_CAME_ROUND = `UPDATE sign_in_attempt SET ends_at = now()`;
const OK = { status: 200 };
const WRONG = { status: 401, code: 'sign_in_failed' };
const TOO_MANY = { status: 429, code: 'too_many_attempts' };

interface From {
  address: string;
  cookie?: string;
  at?: () => string;
}

function signIn(
  body: { email: string; password: string },
  { address, cookie, at = installation.baseUrl }: From,
): Promise<Reply> {
  const headers = { 'x-forwarded-for': address, ...(cookie ? { cookie } : {}) };
  return send(`${at()}/v1/session`, 'POST', { body, headers });
}

async function guess(email: string, times: number, from: (n: number) => From): Promise<void> {
  for (let n = 0; n < times; n += 1) await signIn({ email, password: 'wrong' }, from(n));
}

const stranger = (n: number): From => ({ address: `198.51.100.${n % 250}` });

describe('whoever guesses', () => {
  test('is stopped by address and e-mail, also when the guesses come at the same instant and to two processes', async () => {
    const { email } = installation.as('operator').credentials;
    const second = await installation.startSecondProcess();
    const guesses = Array.from({ length: 40 }, (_, n) =>
      outcome(
        signIn({ email, password: 'wrong' }, { address: '203.0.113.1', at: n % 2 ? second : installation.baseUrl }),
      ),
    );
    const answers = await Promise.all(guesses);
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(LIMITS.pair.most);
    expect(await outcome(signIn(installation.as('operator').credentials, { address: '203.0.113.1' }))).toEqual(
      TOO_MANY,
    );
  });

  test('waits five minutes at most, however often they try meanwhile', async () => {
    const { email } = installation.as('legal').credentials;
    await guess(email, LIMITS.pair.most + 5, () => ({ address: '203.0.113.2' }));
    const refused = await signIn({ email, password: 'wrong' }, { address: '203.0.113.2' });
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(300);
    await installation.sql(HOUR_CAME_ROUND);
    expect(await outcome(signIn(installation.as('legal').credentials, { address: '203.0.113.2' }))).toEqual(OK);
  });

  test('is stopped by address when trying many people', async () => {
    const from = { address: '203.0.113.3' };
    for (let n = 0; n < LIMITS.source.most; n += 1)
      await signIn({ email: `nobody-${n}@example.test`, password: 'wrong' }, from);
    expect(await outcome(signIn({ email: 'one-more@example.test', password: 'wrong' }, from))).toEqual(TOO_MANY);
    const before = await installation.sql('SELECT FROM sign_in_attempt');
    await signIn({ email: 'makes-no-row@example.test', password: 'wrong' }, from);
    expect(await installation.sql('SELECT FROM sign_in_attempt')).toHaveLength(before.length);
  });

  test('is one source with all of an IPv6 network', async () => {
    const { email } = installation.as('search').credentials;
    await guess(email, LIMITS.pair.most, (n) => ({ address: `2001:db8:1:2::${n + 1}` }));
    expect(await outcome(signIn({ email, password: 'wrong' }, { address: '2001:db8:1:2::ffff' }))).toEqual(TOO_MANY);
    expect(await outcome(signIn({ email, password: 'wrong' }, { address: '2001:db8:1:3::1' }))).toEqual(WRONG);
  });

  test('does not become another source by claiming to be one', async () => {
    const { email } = installation.as('security').credentials;
    await guess(email, LIMITS.pair.most, (n) => ({ address: `192.0.2.${n}, 203.0.113.4` }));
    expect(await outcome(signIn({ email, password: 'wrong' }, { address: '192.0.2.99, 203.0.113.4' }))).toEqual(
      TOO_MANY,
    );
  });

  test('leaves no e-mail and no address behind', async () => {
    const rows = await installation.sql('SELECT a::text AS text FROM sign_in_attempt a');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ text }) => /example|203\.0|198\.51/.test(text))).toEqual([]);
  });
});

describe('an account that many addresses hammer', () => {
  test('is not locked: its owner gets in, from the browser they use and from one that is new', async () => {
    const person = await installation.addPerson('hammered', 'operator');
    const { email } = person.credentials;
    const first = await signIn(person.credentials, { address: '192.0.2.10' });
    const device = first.headers.getSetCookie()[1]!.split(';')[0]!;
    await guess(email, LIMITS.account.most + 30, stranger);
    // At home, behind the address that an attacker has worn out too.
    await guess(email, LIMITS.pair.most + 1, () => ({ address: '192.0.2.10' }));
    expect(await outcome(signIn(person.credentials, { address: '192.0.2.10' }))).toEqual(TOO_MANY);
    const home = await signIn(person.credentials, { address: '192.0.2.10', cookie: device });
    expect(home.status).toBe(200);
    expect(await outcome(signIn(person.credentials, { address: '192.0.2.77' }))).toEqual(OK);
  });

  test('gives each new address few tries', async () => {
    const person = await installation.addPerson('hammered-too', 'operator');
    const { email } = person.credentials;
    await guess(email, LIMITS.account.most + 1, stranger);
    const from = { address: '192.0.2.20' };
    for (let n = 0; n < FEW; n += 1) expect(await outcome(signIn({ email, password: 'wrong' }, from))).toEqual(WRONG);
    expect(await outcome(signIn(person.credentials, from))).toEqual(TOO_MANY);
  });

  test('is not opened further by the cookie of somebody else’s browser, or by one from before signing out everywhere', async () => {
    const person = await installation.addPerson('hammered-three', 'operator');
    const deviceOf = (reply: Reply) => reply.headers.getSetCookie()[1]!.split(';')[0]!;
    const mine = deviceOf(await signIn(person.credentials, { address: '192.0.2.30' }));
    const theirs = deviceOf(await signIn(installation.as('second_operator').credentials, { address: '192.0.2.30' }));
    await guess(person.credentials.email, LIMITS.pair.most, () => ({ address: '192.0.2.30' }));
    expect(await outcome(signIn(person.credentials, { address: '192.0.2.30', cookie: theirs }))).toEqual(TOO_MANY);
    expect(
      await outcome(signIn({ ...person.credentials, password: 'wrong' }, { address: '192.0.2.30', cookie: mine })),
    ).toEqual(WRONG);
    await person.request('DELETE', '/v1/sessions', { headers: { 'x-forwarded-for': '192.0.2.31' } });
    expect(await outcome(signIn(person.credentials, { address: '192.0.2.30', cookie: mine }))).toEqual(TOO_MANY);
  });

  test('a known browser has its own limit', async () => {
    const person = await installation.addPerson('forgetful', 'operator');
    const from = { address: '192.0.2.40' };
    const cookie = (await signIn(person.credentials, from)).headers.getSetCookie()[1]!.split(';')[0]!;
    await guess(person.credentials.email, LIMITS.device.most, () => ({ ...from, cookie }));
    expect(await outcome(signIn(person.credentials, { ...from, cookie }))).toEqual(TOO_MANY);
    expect(await outcome(signIn(person.credentials, from))).toEqual(OK);
  });
});

describe('proving again, inside a session', () => {
  test('is bounded too, for that session alone', async () => {
    const person = await installation.addPerson('guessed-in-session', 'operator');
    const other = person.at(installation.baseUrl);
    const wrong = () => person.post('/v1/session/step-up', { password: 'wrong' });
    for (let n = 0; n < LIMITS.session.most; n += 1)
      expect(await outcome(wrong())).toEqual({ status: 403, code: 'proof_failed' });
    const { password } = person.credentials;
    expect(await outcome(person.post('/v1/session/step-up', { password }))).toEqual(TOO_MANY);
    expect(
      await outcome(person.post('/v1/session/password', { current: password, next: 'purple tractor seventeen' })),
    ).toEqual(TOO_MANY);
    expect(await outcome(other.post('/v1/session/step-up', { password }))).toEqual(OK);
  });
});

test('an unknown e-mail takes as much work as a known one', async () => {
  // As costly as the product makes it, which test people’s hashes are not.
  const admin = installation.as('admin');
  const body = {
    email: 'timed@example.test',
    name: 'Timed',
    password: 'purple tractor seventeen',
    roles: ['operator'],
  };
  expect((await admin.request('POST', '/v1/people', { body })).status).toBe(201);
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let n = 0; n < 12; n += 1) {
    for (const [who, email] of [
      ['known', body.email],
      ['unknown', `nobody-${n}@example.test`],
    ] as const) {
      // The processor's time, which is the same however busy the machine is with others.
      const before = process.cpuUsage();
      const reply = await signIn({ email, password: 'wrong guess' }, { address: `198.18.${n}.${who.length}` });
      const { user, system } = process.cpuUsage(before);
      times[who].push(user + system);
      expect(await outcome(reply)).toEqual(WRONG);
    }
  }
  const median = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]!;
  const ratio = median(times.known) / median(times.unknown);
  expect(ratio).toBeGreaterThan(0.6);
  expect(ratio).toBeLessThan(1.67);
});
