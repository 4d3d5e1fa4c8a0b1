import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { ok, outcome, send } from '../support/installation-http.js';
import { question } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

const signIn = (body: unknown, headers = {}) => send(`${installation.baseUrl()}/v1/session`, 'POST', { body, headers });
const notSignedIn = { status: 401, code: 'not_signed_in' };
const PASSWORD = 'a new and longer password';

describe('signing in', () => {
  test('sets a cookie that no script reads and no other site sends', async () => {
    const { id, credentials } = installation.as('operator');
    const reply = await signIn(credentials);
    expect(reply.body).toEqual({
      person: { id, email: credentials.email, name: 'operator', roles: ['operator'] },
      csrfToken: expect.stringMatching(/^[\w-]{32}$/),
    });
    const [session, device] = reply.headers.getSetCookie();
    expect(session).toMatch(/^countersign_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(device).toMatch(
      /^countersign_device=[\w-]{43}; Max-Age=7776000; Path=\/v1\/session; HttpOnly; SameSite=Strict$/,
    );
    const cookie = session!.split(';')[0]!;
    const me = await send(`${installation.baseUrl()}/v1/session`, 'GET', { headers: { cookie } });
    expect(me.body).toEqual(reply.body);
  });

  test('keeps the token out of the database', async () => {
    const { cookie } = await installation.as('operator').headers();
    const token = cookie.split('=')[1]!;
    const rows = await installation.sql('SELECT session::text AS text FROM session');
    expect(rows.length).toBeGreaterThan(0);
    expect(
      rows.filter(({ text }) => text.includes(token) || text.includes(Buffer.from(token).toString('hex'))),
    ).toEqual([]);
  });

  test('takes the e-mail in any letters', async () => {
    const { email, password } = installation.as('legal').credentials;
    expect(await outcome(signIn({ email: ` ${email.toUpperCase()} `, password }))).toEqual({ status: 200 });
  });

  test('answers a wrong password and an unknown e-mail alike', async () => {
    const { email } = installation.as('legal').credentials;
    const wrong = await signIn({ email, password: 'wrong' });
    const unknown = await signIn({ email: 'nobody@example.test', password: 'wrong' });
    expect(await outcome(wrong)).toEqual({ status: 401, code: 'sign_in_failed' });
    expect(unknown.text).toBe(wrong.text);
    expect(wrong.headers.get('set-cookie')).toBeNull();
  });

  test('is refused for a while after ten wrong passwords, even with the right one, and for that e-mail only', async () => {
    const { email, password } = installation.as('search').credentials;
    for (let n = 0; n < 10; n += 1) {
      expect(await outcome(signIn({ email, password: 'wrong' }))).toEqual({ status: 401, code: 'sign_in_failed' });
    }
    const locked = await signIn({ email: email.toUpperCase(), password });
    expect(locked).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } });
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(200);
    expect(await outcome(signIn(installation.as('legal').credentials))).toEqual({ status: 200 });
  });

  test('begins to count again after a success', async () => {
    const { email, password } = installation.as('platform').credentials;
    for (let round = 0; round < 2; round += 1) {
      for (let n = 0; n < 9; n += 1) await signIn({ email, password: 'wrong' });
      expect(await outcome(signIn({ email, password }))).toEqual({ status: 200 });
    }
  });
});

describe('a session', () => {
  test('ends with signing out, there and then, and no other session with it', async () => {
    const person = await installation.addPerson('goes-home', 'operator');
    const other = person.at(installation.baseUrl);
    await other.headers();
    const gone = await person.request('DELETE', '/v1/session');
    expect(gone.status).toBe(204);
    expect(gone.headers.get('set-cookie')).toMatch(/^countersign_session=;.*Expires=Thu, 01 Jan 1970/);
    expect(await outcome(person.get('/v1/session'))).toEqual(notSignedIn);
    expect(await outcome(other.get('/v1/session'))).toEqual({ status: 200 });
  });

  test('ends with its time', async () => {
    const person = await installation.addPerson('stays-late', 'operator');
    await person.headers();
    await installation.sql('UPDATE session SET expires_at = now() WHERE person_id = $1', [person.id]);
    expect(await outcome(person.get('/v1/tickets'))).toEqual(notSignedIn);
  });

  test('ends at once when an admin switches the person off, and there is no way back in', async () => {
    const person = await installation.addPerson('let-go', 'operator');
    await person.headers();
    const admin = installation.as('admin');
    await ok(admin.request('PATCH', `/v1/people/${person.id}`, { body: { active: false } }));
    expect(await outcome(person.get('/v1/tickets'))).toEqual(notSignedIn);
    expect(await outcome(signIn(person.credentials))).toEqual({ status: 401, code: 'sign_in_failed' });
    await ok(admin.request('PATCH', `/v1/people/${person.id}`, { body: { active: true } }));
    expect(await outcome(person.get('/v1/tickets'))).toEqual(notSignedIn);
    expect(await outcome(signIn(person.credentials))).toEqual({ status: 200 });
  });

  test('ends when the password is changed', async () => {
    const person = await installation.addPerson('forgot', 'operator');
    await person.headers();
    await ok(installation.as('admin').request('PATCH', `/v1/people/${person.id}`, { body: { password: PASSWORD } }));
    expect(await outcome(person.get('/v1/tickets'))).toEqual(notSignedIn);
    expect(await outcome(signIn({ ...person.credentials, password: PASSWORD }))).toEqual({ status: 200 });
  });

  test('ends when the person’s roles change, and the next one has the new roles', async () => {
    const person = await installation.addPerson('promoted', 'product');
    expect(await outcome(person.get('/v1/tickets'))).toMatchObject({ status: 403 });
    const change = (body: object) => installation.as('admin').request('PATCH', `/v1/people/${person.id}`, { body });
    await ok(change({ name: 'Promoted', roles: ['product'] }));
    expect(await outcome(person.get('/v1/session'))).toEqual({ status: 200 });
    await ok(change({ roles: ['auditor'] }));
    expect(await outcome(person.get('/v1/session'))).toEqual(notSignedIn);
    expect(await outcome(person.at(installation.baseUrl).get('/v1/tickets'))).toEqual({ status: 200 });
  });

  test.each([
    ['no token', undefined],
    ['an empty token', ''],
    ['another person’s token', 'theirs'],
  ])('changes nothing with %s', async (_, token) => {
    const theirs = (await installation.as('support_lead').headers())['x-csrf-token'];
    const { cookie } = await installation.as('admin').headers();
    const headers = { cookie, ...(token === undefined ? {} : { 'x-csrf-token': token === 'theirs' ? theirs : token }) };
    const reply = send(`${installation.baseUrl()}/v1/agents`, 'POST', { headers, body: { name: 'forged' } });
    expect(await outcome(reply)).toEqual({ status: 403, code: 'csrf_token_missing' });
    expect(await installation.sql(`SELECT FROM agent WHERE name = 'forged'`)).toEqual([]);
  });

  test('needs no token to read', async () => {
    const { cookie } = await installation.as('auditor').headers();
    const reply = send(`${installation.baseUrl()}/v1/tickets`, 'GET', { headers: { cookie } });
    expect(await outcome(reply)).toEqual({ status: 200 });
  });
});

describe('an agent key', () => {
  const notAccepted = { status: 401, code: 'key_not_accepted' };

  test('is shown once, and kept as a hash only', async () => {
    const { key, keyId } = await installation.addKey(installation.agent.id);
    const { data } = await ok(installation.as('admin').get('/v1/agents'));
    expect(JSON.stringify(data)).not.toContain(key);
    const [row] = await installation.sql('SELECT agent_key::text AS text FROM agent_key WHERE id = $1', [keyId]);
    expect(row.text).not.toContain(key);
    expect(key.startsWith(data[0].keys.at(-1).prefix)).toBe(true);
  });

  test('that was revoked is refused from the next request on; others go on', async () => {
    const [one, other] = [
      await installation.addKey(installation.agent.id),
      await installation.addKey(installation.agent.id),
    ];
    expect(await outcome(one.propose(question()))).toEqual({ status: 201 });
    const revoke = `/v1/agents/${one.id}/keys/${one.keyId}/revoke`;
    expect((await installation.as('admin').post(revoke)).status).toBe(204);
    expect(await outcome(one.propose(question()))).toEqual(notAccepted);
    expect(await outcome(other.propose(question()))).toEqual({ status: 201 });
    expect((await installation.as('admin').post(revoke)).status).toBe(204);
    const log = await ok(installation.as('auditor').get('/v1/audit-entries?action=agent_key.revoked'));
    expect(log.data).toMatchObject([{ payload: { keyId: one.keyId } }]);
  });

  test('that is revoked while a proposal is being taken in stops it', async () => {
    const key = await installation.addKey(installation.agent.id);
    const reply = await installation.whileLocked({
      lock: 'idempotency_key IN ACCESS EXCLUSIVE MODE',
      waiters: 1,
      start: () => key.propose(question(), 'revoked-meanwhile'),
      meanwhile: async () => {
        await installation.as('admin').post(`/v1/agents/${key.id}/keys/${key.keyId}/revoke`);
      },
    });
    expect(await outcome(reply)).toEqual(notAccepted);
    expect(await installation.sql(`SELECT FROM idempotency_key WHERE key = 'revoked-meanwhile'`)).toEqual([]);
  });

  test.each(['Bearer', 'Bearer ', 'Bearer csk_wrong', 'Basic YTpi', 'csk_naked', `Bearer ${'k'.repeat(300)}`])(
    'sent as "%.20s" is refused',
    async (authorization) => {
      const reply = send(`${installation.baseUrl()}/v1/proposals`, 'POST', {
        headers: { authorization, 'idempotency-key': 'k' },
        body: question(),
      });
      expect(await outcome(reply)).toEqual(notAccepted);
    },
  );

  test('goes before a session: a wrong key is refused whoever is signed in', async () => {
    const { cookie } = await installation.as('auditor').headers();
    const headers = { cookie, authorization: 'Bearer csk_wrong' };
    expect(await outcome(send(`${installation.baseUrl()}/v1/tickets`, 'GET', { headers }))).toEqual(notAccepted);
  });
});

describe('an admin', () => {
  const admin = () => installation.as('admin');

  test('makes people, who sign in with what the admin gave them', async () => {
    const body = { email: ' Grace@Example.test', name: 'Grace', password: PASSWORD, roles: ['operator', 'operator'] };
    const made = await admin().post('/v1/people', { ...body, email: 'Grace@Example.test' });
    expect(made).toMatchObject({
      status: 201,
      body: { email: 'grace@example.test', roles: ['operator'], active: true },
    });
    expect(made.text).not.toContain('password');
    expect(await outcome(signIn({ email: 'grace@example.test', password: PASSWORD }))).toEqual({ status: 200 });
    const again = admin().post('/v1/people', { ...body, email: 'GRACE@example.test' });
    expect(await outcome(again)).toEqual({ status: 409, code: 'email_taken' });
  });

  test.each([
    ['a short password', { password: 'short' }],
    ['a role that is none', { roles: ['king'] }],
    ['no e-mail address', { email: 'grace' }],
    ['an unknown field', { isAdmin: true }],
  ])('makes nobody with %s', async (_, change) => {
    const body = { email: 'henry@example.test', name: 'Henry', password: PASSWORD, roles: ['operator'], ...change };
    expect(await outcome(admin().post('/v1/people', body))).toEqual({ status: 400, code: 'validation_failed' });
  });

  test('does not lock the last door behind themselves', async () => {
    for (const body of [{ active: false }, { roles: ['operator'] }]) {
      const reply = admin().request('PATCH', `/v1/people/${admin().id}`, { body });
      expect(await outcome(reply)).toEqual({ status: 409, code: 'own_access' });
    }
  });

  test('is told what does not exist', async () => {
    const id = '01920000-0000-7000-8000-000000000000';
    const missing = { status: 404, code: 'not_found' };
    expect(await outcome(admin().request('PATCH', `/v1/people/${id}`, { body: { name: 'x' } }))).toEqual(missing);
    expect(await outcome(admin().post(`/v1/agents/${id}/keys`, {}))).toEqual(missing);
    expect(await outcome(admin().post(`/v1/agents/${installation.agent.id}/keys/${id}/revoke`))).toEqual(missing);
    const taken = admin().post('/v1/agents', { name: 'billing-desk' });
    expect(await outcome(taken)).toEqual({ status: 409, code: 'agent_name_taken' });
  });
});
