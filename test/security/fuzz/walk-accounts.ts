import { Authenticator } from '../../support/authenticator.js';
import { type Answer, ok, type Reply } from '../../support/installation-http.js';
import type { TestPerson } from '../../support/installation-person.js';
import type { Leg, Walk } from './walk.js';

const STRONG = 'purple tractor eighteen';
const WEAK = 'Password12345678';

/** More than the product hashes at once and lets wait. */
const CROWD = 60;

/** More wrong proofs than one session, or one address for one account, may try. */
const TOO_MANY = 12;

async function people(walk: Walk): Promise<void> {
  const admin = walk.installation.as('admin');
  const somebody = (email: string, password = STRONG) =>
    admin.post('/v1/people', { email, name: 'Somebody', password, roles: ['operator'] });
  const { body } = await walk.met('POST /v1/people 201', somebody('somebody@example.test'));
  await walk.met('POST /v1/people 409', somebody('somebody@example.test'));
  await walk.met('POST /v1/people 422', somebody('another@example.test', WEAK));
  const change = (id: string, more: object) => admin.request('PATCH', `/v1/people/${id}`, { body: more });
  await walk.met('PATCH /v1/people/{id} 409', change(admin.id, { active: false }));
  await walk.met('PATCH /v1/people/{id} 422', change(body.id, { password: WEAK }));
  const crowd = <T>(ask: (n: number) => T): T[] => Array.from({ length: CROWD }, (_, n) => ask(n));
  await walk.metAmong(
    'POST /v1/people 429',
    crowd((n) => somebody(`n${n}@example.test`)),
  );
  await walk.metAmong(
    'PATCH /v1/people/{id} 429',
    crowd(() => change(body.id, { password: STRONG })),
  );
}

/** One's own password and sessions. */
async function account(walk: Walk): Promise<void> {
  const person = await walk.installation.addPerson('walks', 'operator');
  const { password } = person.credentials;
  await walk.met('POST /v1/session 200', signIn(walk, person));
  await person.headers();
  const { data } = await ok(person.get('/v1/sessions'));
  const other: string = data.find(({ current }: Answer) => !current).id;
  await walk.met('DELETE /v1/sessions/{id} 204', person.request('DELETE', `/v1/sessions/${other}`));
  let session = headersOf(
    await walk.met('POST /v1/session/step-up 200', person.post('/v1/session/step-up', { password })),
  );
  const change = (next: string) =>
    walk.send('POST', '/v1/session/password', { body: { current: password, next }, headers: session });
  await walk.met('POST /v1/session/password 422', change(WEAK));
  session = headersOf(await walk.met('POST /v1/session/password 200', change(STRONG)));
}

/** A filter kept by a name, and another by the same name. */
async function savedFilters(walk: Walk): Promise<void> {
  const person = await walk.installation.addPerson('sorts', 'operator');
  const filter = { name: 'Large ones', view: 'all', narrow: {} };
  await walk.met('POST /v1/saved-filters 201', person.post('/v1/saved-filters', filter));
  await walk.met('POST /v1/saved-filters 409', person.post('/v1/saved-filters', filter));
}

/** A document, and what a citation of it opens. */
async function knowledge(walk: Walk): Promise<void> {
  const admin = walk.installation.as('admin');
  const document = { id: 'walked', title: 'Walked', content: '# Late\n\nWait.' };
  await walk.met('POST /v1/documents 201', admin.post('/v1/documents', document));
  await walk.met('GET /v1/documents/{id} 200', admin.get('/v1/documents/walked'));
  await walk.met('GET /v1/documents/{id} 400', admin.get('/v1/documents/walked?version=x'));
  await walk.met('GET /v1/documents/{id} 404', admin.get('/v1/documents/none'));
  await walk.met('GET /v1/passages 200', admin.get('/v1/passages?q=late'));
  await walk.met('GET /v1/passages/{id} 200', admin.get('/v1/passages/kb%3Awalked%23late'));
  await walk.met('GET /v1/passages/{id} 400', admin.get('/v1/passages/kb%3Awalked%23late?at=x'));
}

/** Everywhere at once. */
async function everywhere(walk: Walk): Promise<void> {
  const person = await walk.installation.addPerson('leaves', 'operator');
  await walk.met('DELETE /v1/sessions 204', person.request('DELETE', '/v1/sessions'));
}

/** One-time codes: on, used, and off again. */
async function codes(walk: Walk): Promise<void> {
  const person = await walk.installation.addPerson('enrols', 'operator');
  const { password } = person.credentials;
  const proof = { password, code: '000000' };
  await walk.met('DELETE /v1/session/totp 409', person.request('DELETE', '/v1/session/totp', { body: proof }));
  await walk.met('POST /v1/session/totp/recovery-codes 409', person.post('/v1/session/totp/recovery-codes', proof));
  await Authenticator.earlyInStep();
  const begun = await walk.met('POST /v1/session/totp 200', person.post('/v1/session/totp', { password }));
  const app = new Authenticator(begun.body.uri);
  const confirm = person.post('/v1/session/totp/confirm', { code: app.code(-1) });
  const session = headersOf(await walk.met('POST /v1/session/totp/confirm 200', confirm));
  const again = walk.send('POST', '/v1/session/totp', { body: { password }, headers: session });
  await walk.met('POST /v1/session/totp 409', again);
  const renewed = await walk.met(
    'POST /v1/session/totp/recovery-codes 200',
    walk.send('POST', '/v1/session/totp/recovery-codes', { body: { password, code: app.code() }, headers: session }),
  );
  const body = { password, code: renewed.body.recoveryCodes[0] };
  const off = walk.send('DELETE', '/v1/session/totp', { body, headers: session });
  await walk.met('DELETE /v1/session/totp 200', off);
}

/** Wrong proofs, one after the other. */
async function attempts(walk: Walk): Promise<void> {
  const wrong = { password: 'wrong', current: 'wrong', next: STRONG, code: '000000' };
  const routes: [string, string, (keyof typeof wrong)[]][] = [
    ['POST', '/v1/session/step-up', ['password']],
    ['POST', '/v1/session/password', ['current', 'next']],
    ['POST', '/v1/session/totp', ['password']],
    ['POST', '/v1/session/totp/confirm', ['code']],
    ['POST', '/v1/session/totp/recovery-codes', ['password', 'code']],
    ['DELETE', '/v1/session/totp', ['password', 'code']],
  ];
  const { sql } = walk.installation;
  for (const [n, [method, path, fields]] of routes.entries()) {
    const person = await walk.installation.addPerson(`guesses${n}`, 'operator');
    const { uri } = await ok(person.post('/v1/session/totp', { password: person.credentials.password }));
    const enrolled = fields.includes('code') && fields.length === 2;
    const session = enrolled
      ? headersOf(await person.post('/v1/session/totp/confirm', { code: new Authenticator(uri).code() }))
      : await person.headers();
    const body = Object.fromEntries(fields.map((field) => [field, wrong[field]]));
    const asked = [];
    for (let tries = 0; tries < TOO_MANY; tries += 1) {
      asked.push(await walk.send(method, path, { body, headers: session }));
    }
    await walk.metAmong(
      `${method} ${path} 429`,
      asked.map((reply) => Promise.resolve(reply)),
    );
    await sql('DELETE FROM sign_in_attempt');
  }
  const person = await walk.installation.addPerson('guessed', 'operator');
  const guesses = [];
  for (let tries = 0; tries < TOO_MANY; tries += 1) guesses.push(await signIn(walk, person, 'wrong'));
  await walk.metAmong(
    'POST /v1/session 429',
    guesses.map((reply) => Promise.resolve(reply)),
  );
  await sql('DELETE FROM sign_in_attempt');
}

function signIn(walk: Walk, { credentials }: TestPerson, password = credentials.password): Promise<Reply> {
  return walk.send('POST', '/v1/session', { body: { ...credentials, password } });
}

/** The headers that a session goes on with after it got another token. */
function headersOf(reply: Reply): Record<string, string> {
  const [cookie] = reply.headers.getSetCookie();
  return { cookie: cookie?.split(';')[0] ?? '', 'x-csrf-token': reply.body?.csrfToken ?? '' };
}

export const ACCOUNT_LEGS: readonly Leg[] = [people, account, savedFilters, knowledge, everywhere, codes, attempts];
