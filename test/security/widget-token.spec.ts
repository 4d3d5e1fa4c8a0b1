import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader, type JWTPayload, SignJWT } from 'jose';
import { WIDGET_AUDIENCE, WIDGET_TOKEN_SECONDS } from '../../api/src/identity/rules/widget-token.js';
import { type KeyName, loadSigningKeys } from '../../api/src/platform/keys/signing-keys.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok, outcome, type Reply, type RequestOptions, send } from '../support/installation-http.js';
import { question, refund } from '../support/installation-proposals.js';
import { testKeysDir } from '../support/test-database.js';

const SHOP = 'https://shop.example';

let installation: Installation;
let proposal: Answer;
let token: string;
let claims: JWTPayload;
beforeAll(async () => {
  installation = await startInstallation({ env: { COUNTERSIGN_WIDGET_ORIGINS: `${SHOP},https://other.example` } });
  proposal = await installation.agent.submit(refund());
  token = await tokenOf(proposal.id);
  claims = decodeJwt(token);
});
afterAll(() => installation.stop());

const tokenOf = async (id: string): Promise<string> =>
  (await ok(installation.agent.request('POST', `/v1/proposals/${id}/widget-token`))).token;

const ask = (method: string, path: string, bearer: string, options: RequestOptions = {}): Promise<Reply> =>
  send(installation.baseUrl() + path, method, {
    ...options,
    headers: { authorization: `Bearer ${bearer}`, ...options.headers },
  });
const read = (bearer: string, id = proposal.id) => ask('GET', `/v1/proposals/${id}`, bearer);
const tell = (bearer: string, type: string, id = proposal.id) =>
  ask('POST', `/v1/proposals/${id}/events`, bearer, { body: { type } });

const sign = (payload: JWTPayload, key: KeyName = 'widget', typ = 'countersign-widget+jwt') =>
  new SignJWT(payload).setProtectedHeader({ alg: 'EdDSA', typ }).sign(loadSigningKeys(testKeysDir(), key).privateKey);

const NOT_TAKEN = { status: 401, code: 'token_not_accepted' };

describe('a widget token', () => {
  test('lives a quarter of an hour, for one proposal', async () => {
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'EdDSA', typ: 'countersign-widget+jwt' });
    expect(claims).toMatchObject({ sub: proposal.id, aud: WIDGET_AUDIENCE, azp: installation.agent.keyId });
    expect(claims.exp! - claims.iat!).toBe(WIDGET_TOKEN_SECONDS);
  });

  test('reads the contract of its proposal, and nothing of how people decide', async () => {
    const card = await ok(read(token));
    expect(card).toMatchObject({ id: proposal.id, status: 'needs_review', answer: '', sources: [] });
    expect(Object.keys(card).sort()).toEqual(
      'answer citations confidence id message nextAction reasonCode sources status ticket'.split(' '),
    );
    expect(Object.keys(card.ticket).sort()).toEqual(['dueAt', 'id', 'revision', 'state']);
  });

  test('waits for a change, as the agent does', async () => {
    const { id } = await installation.agent.submit(refund());
    const operator = installation.as('operator');
    const waiting = tokenOf(id).then((own) => ask('GET', `/v1/proposals/${id}?wait=30`, own));
    await ok(operator.reject(await operator.ticket(id)));
    expect(await ok(waiting)).toMatchObject({ status: 'blocked', ticket: { state: 'rejected' } });
  });

  test('names the answer by what its user sees, and waits for another one', async () => {
    const { id } = await installation.agent.submit(refund());
    const own = await tokenOf(id);
    const path = `/v1/proposals/${id}?wait=0.1`;
    const known = (await ask('GET', path, own)).headers.get('etag')!;
    expect(known).toMatch(/^W\/"/);
    const operator = installation.as('operator');
    const again = () => ask('GET', path, own, { headers: { 'if-none-match': known } });
    // Who looks at it, and that it went to the leads, is told to no user.
    await ok(operator.verb('escalate', { id }, { note: 'A large sum.' }));
    expect([(await again()).status, (await again()).text]).toEqual([304, '']);
    const lead = installation.as('support_lead');
    await ok(lead.reject(await lead.ticket(id)));
    expect(await ok(again())).toMatchObject({ status: 'blocked' });
  });

  test('tells what a user did, and not what turns out later', async () => {
    expect(await outcome(tell(token, 'shown'))).toEqual({ status: 200 });
    for (const type of ['corrected', 'refund_reversed', 'charged_back']) {
      expect(await outcome(tell(token, type))).toEqual({ status: 403, code: 'not_allowed' });
    }
  });

  test('leaves room for what turns out later, however much it tells', async () => {
    const { id } = await installation.agent.submit(question());
    const own = await tokenOf(id);
    const events = Array.from({ length: 50 }, () => ({ type: 'shown' }));
    const fill = () => outcome(ask('POST', `/v1/proposals/${id}/events`, own, { body: { events } }));
    for (let n = 0; n < 4; n += 1) expect(await fill()).toEqual({ status: 200 });
    expect(await outcome(tell(own, 'shown', id))).toEqual({ status: 409, code: 'too_many_events' });
    expect(await outcome(installation.agent.tell(id, { type: 'corrected' }))).toEqual({ status: 200 });
  });

  test('is refused for another proposal, also of the same agent, and for one that there is not', async () => {
    const other = await installation.agent.submit(refund());
    for (const id of [other.id, crypto.randomUUID()]) {
      expect(await outcome(read(token, id))).toEqual({ status: 403, code: 'not_allowed' });
      expect(await outcome(tell(token, 'shown', id))).toEqual({ status: 403, code: 'not_allowed' });
    }
  });

  test.each([
    ['POST', '/withdraw'],
    ['POST', '/widget-token'],
    ['POST', '/grant'],
    ['POST', '/outcome'],
  ])('is no credential for %s %s', async (method, path) => {
    const reply = ask(method, `/v1/proposals/${proposal.id}${path}`, token, { body: {} });
    expect(await outcome(reply)).toEqual({ status: 401, code: 'key_not_accepted' });
    expect((await installation.agent.answer(proposal.id)).ticket.state).toBe('pending_review');
  });

  test('is given to whoever made the proposal, and to nobody else', async () => {
    const stranger = await installation.addAgent('stranger');
    const asked = stranger.request('POST', `/v1/proposals/${proposal.id}/widget-token`);
    expect(await outcome(asked)).toEqual({ status: 404, code: 'not_found' });
  });

  test('ends with the key that it was asked for with', async () => {
    const second = await installation.addKey(installation.agent.id);
    const { token: own } = await ok(second.request('POST', `/v1/proposals/${proposal.id}/widget-token`));
    expect(await outcome(read(own))).toEqual({ status: 200 });
    await ok(installation.as('admin').post(`/v1/agents/${second.id}/keys/${second.keyId}/revoke`));
    expect(await outcome(read(own))).toEqual(NOT_TAKEN);
    expect(await outcome(read(token))).toEqual({ status: 200 });
  });
});

describe('what is no widget token', () => {
  const [now, part] = [
    Math.floor(Date.now() / 1000),
    (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url'),
  ];

  test.each<[string, () => Promise<string> | string]>([
    ['one that is over', () => sign({ ...claims, iat: now - 1000, exp: now - 1 })],
    ['one whose claims were changed', () => token.replace(/\.[\w-]+\./, `.${part({ ...claims, exp: now + 99_999 })}.`)],
    ['one for another audience', () => sign({ ...claims, aud: 'issue_refund' })],
    ['one of another issuer', () => sign({ ...claims, iss: 'https://elsewhere.example' })],
    ['one without an end', () => sign({ ...claims, exp: undefined })],
    ['one of another kind by the same key', () => sign(claims, 'widget', 'JWT')],
    ['one signed with the key of grants', () => sign(claims, 'grant')],
    [
      'one signed with a key of their own',
      () => {
        const { privateKey } = generateKeyPairSync('ed25519');
        return new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', typ: 'countersign-widget+jwt' }).sign(privateKey);
      },
    ],
    ['one that is not signed', () => `${part({ alg: 'none', typ: 'countersign-widget+jwt' })}.${part(claims)}.AA`],
    ['one of a key that there is not', () => sign({ ...claims, azp: crypto.randomUUID() })],
  ])('%s', async (_what, make) => {
    const forged = await make();
    expect(await outcome(read(forged))).toEqual(NOT_TAKEN);
    expect(await outcome(tell(forged, 'shown'))).toEqual(NOT_TAKEN);
  });

  test('is a grant; nor is a grant redeemed that is one', async () => {
    const grant = await sign(
      { ...claims, aud: 'issue_refund', jti: claims.sub, nbf: claims.iat },
      'grant',
      'countersign-grant+jwt',
    );
    expect(await outcome(read(grant))).toEqual(NOT_TAKEN);
    const redeemed = send(`${installation.baseUrl()}/v1/grants/redeem`, 'POST', { body: { grant: token } });
    expect(await outcome(redeemed)).toEqual({ status: 400, code: 'grant_invalid' });
    const jwks = await ok(send(`${installation.baseUrl()}/.well-known/jwks.json`, 'GET'));
    const { x } = loadSigningKeys(testKeysDir(), 'widget').publicKey.export({ format: 'jwk' });
    expect(jwks.keys.map((key: { x: string }) => key.x)).not.toContain(x);
  });
});

describe('pages of other sites', () => {
  const preflight = (path: string, origin: string, method: string) =>
    send(installation.baseUrl() + path, 'OPTIONS', { headers: { origin, 'access-control-request-method': method } });
  const allowed = ({ headers }: Reply) => headers.get('access-control-allow-origin');
  const answer = () => `/v1/proposals/${proposal.id}`;

  test('that are named may ask for an answer and tell of it, with a token and without a cookie', async () => {
    for (const [path, method] of [
      [answer(), 'GET'],
      [`${answer()}/events`, 'POST'],
    ] as const) {
      const reply = await preflight(path, SHOP, method);
      expect([reply.status, allowed(reply)]).toEqual([204, SHOP]);
      expect(reply.headers.get('access-control-allow-methods')).toBe(method);
      expect(reply.headers.get('access-control-allow-headers')).toBe('authorization, content-type, if-none-match');
      expect(reply.headers.get('access-control-allow-credentials')).toBeNull();
      expect(reply.headers.get('vary')).toBe('Origin');
    }
    const reply = await ask('GET', answer(), token, { headers: { origin: SHOP } });
    expect([reply.status, allowed(reply)]).toEqual([200, SHOP]);
    expect(reply.headers.get('access-control-expose-headers')).toBe('etag');
    const refused = await ask('GET', answer(), 'eyJ.x.y', { headers: { origin: SHOP } });
    expect([refused.status, allowed(refused)]).toEqual([401, SHOP]);
  });

  test.each([
    'https://evil.example',
    'https://shop.example.evil.example',
    'http://shop.example',
    'https://shop.example:8443',
    'null',
  ])('such as %s may not', async (origin) => {
    expect(allowed(await preflight(answer(), origin, 'GET'))).toBeNull();
    expect(allowed(await ask('GET', answer(), token, { headers: { origin } }))).toBeNull();
  });

  test('may ask for nothing else', async () => {
    for (const path of [
      '/v1/proposals',
      `${answer()}/withdraw`,
      `${answer()}/widget-token`,
      '/v1/session',
      '/v1/tickets',
    ]) {
      expect([path, allowed(await preflight(path, SHOP, 'POST'))]).toEqual([path, null]);
    }
  });
});

describe('the sources of an answer', () => {
  test('say what they are while it is withheld, and what is in them once it may be shown', async () => {
    const put = {
      id: 'returns',
      title: 'Returns',
      content: '# Window\n\nThirty days.',
      uri: 'https://help.example/returns',
    };
    await ok(installation.as('admin').post('/v1/documents', put));
    const { id } = await installation.agent.submit({
      ...question(),
      domain: 'legal',
      draft: { answer: 'Thirty days.', citations: ['kb:returns#window', 'mail:1', 'nowhere'] },
      evidence: [{ id: 'mail:1', title: 'Your mail', uri: 'javascript:alert(1)', excerpt: 'I want to return it.' }],
    });
    const own = await tokenOf(id);
    const sources = async () => (await ok(read(own, id))).sources;
    const known = [
      { citation: 'kb:returns#window', title: 'Returns', heading: 'Window', uri: 'https://help.example/returns' },
      { citation: 'mail:1', title: 'Your mail', heading: null, uri: null, updatedAt: null },
    ];
    expect(await sources()).toMatchObject(known.map((source) => ({ ...source, text: null })));
    const lead = installation.as('support_lead');
    await ok(lead.approve(await lead.ticket(id)));
    expect((await sources()).map(({ text }: { text: string }) => text.trim())).toEqual([
      expect.stringContaining('Thirty days.'),
      'I want to return it.',
    ]);
  });
});
