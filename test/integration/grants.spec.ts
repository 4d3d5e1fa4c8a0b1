import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { calculateJwkThumbprint, decodeJwt, decodeProtectedHeader, exportJWK, SignJWT } from 'jose';
import { Webhook } from 'standardwebhooks';
import { createMissingKeys, loadSigningKeys } from '../../api/src/platform/keys/signing-keys.js';
import { grantVerifier } from '../../docs/verify-grant.mjs';
import { entriesMatchStates } from '../support/entries-match-states.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Approved, actionsSince, approved } from '../support/installation-executions.js';
import { type Answer, ok, outcome, type Reply, send } from '../support/installation-http.js';
import { callOf } from '../support/installation-proposals.js';
import { testKeysDir } from '../support/test-database.js';

const TOOL = 'move_stock';
const ARGUMENTS = { item: 'sku_7', from: 'A', to: 'B', count: 3 };

let installation: Installation;
let secret: string;
let verify: (grant: string, tool: string, args: unknown) => Promise<Answer>;
beforeAll(async () => {
  installation = await startInstallation();
  const schema = { type: 'object', properties: { item: { type: 'string' } } };
  const endpoint = { url: 'https://warehouse.internal/moves' };
  ({ signingSecret: secret } = await installation.registerTool(TOOL, {
    runner: 'agent',
    retryClass: 'queryable',
    schema,
    endpoint,
  }));
  verify = grantVerifier({ countersign: installation.baseUrl(), issuer: 'urn:countersign' });
});
afterEach(async () => expect(await entriesMatchStates((text) => installation.sql(text))).toEqual([]));
afterAll(() => installation.stop());

const anApproved = (): Promise<Approved> => approved(installation, callOf(TOOL, ARGUMENTS));
const ask = ({ id }: Approved): Promise<Reply> => installation.agent.request('POST', `/v1/proposals/${id}/grant`);
const granted = async (): Promise<Approved & { grant: string; expiresAt: string }> => {
  const ticket = await anApproved();
  return { ...ticket, ...(await ok(ask(ticket))) };
};

/** As the tool's server does; `key` is its secret. */
function redeem(grant: unknown, { key = secret, url = installation.baseUrl() } = {}): Promise<Reply> {
  const raw = JSON.stringify({ grant });
  const [id, at] = [randomUUID(), new Date()];
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(key).sign(id, at, raw),
  };
  return send(`${url}/v1/grants/redeem`, 'POST', { raw, headers });
}

function report({ id, execution }: Approved, state: string, more: object = {}): Promise<Reply> {
  const body = { executionId: execution.id, state, ...more };
  return installation.agent.request('POST', `/v1/proposals/${id}/outcome`, { body });
}

/** What the table itself refuses, for stories about time. */
async function pastTheTriggers(text: string, values: unknown[]): Promise<void> {
  await installation.sql('ALTER TABLE execution DISABLE TRIGGER USER');
  await installation.sql(text, values);
  await installation.sql('ALTER TABLE execution ENABLE TRIGGER USER');
}

/** As if the grant had been given so many seconds earlier; a negative number takes that back. */
const age = ({ execution }: Approved, seconds: number): Promise<void> =>
  pastTheTriggers(
    `UPDATE execution SET redeemed_at = redeemed_at - make_interval(secs => $2), next_at = next_at - make_interval(secs => $2),
       grant_expires_at = grant_expires_at - make_interval(secs => $2) WHERE id = $1`,
    [execution.id, seconds],
  );

describe('an approved call that the agent’s backend runs', () => {
  test('is never sent by Countersign; the answer tells the agent to wait for people until it is done', async () => {
    const ticket = await anApproved();
    await installation.execute(ticket.execution.id);
    expect(await installation.agent.answer(ticket.id)).toMatchObject({
      status: 'needs_review',
      nextAction: 'ask_human',
      answer: '',
      execution: { state: 'ready', runner: 'agent', grant: null, attempts: 0 },
    });
    const { expiresAt } = await ok(ask(ticket));
    const answer = await installation.agent.answer(ticket.id);
    expect(answer).toMatchObject({ status: 'needs_review', nextAction: 'ask_human' });
    expect(answer.execution).toMatchObject({ state: 'granted', grant: { expiresAt, redeemedAt: null } });
    expect(JSON.stringify(answer)).not.toContain('eyJ');
    expect(installation.tools.requests.filter(({ executionId }) => executionId === ticket.execution.id)).toEqual([]);
  });

  test('is granted over exactly what was signed, checked offline by the code in the manual', async () => {
    const { id, execution, grant, expiresAt } = await granted();
    const claims = await verify(grant, TOOL, { ...ARGUMENTS });
    const { contentHash, revision } = await installation.as('auditor').ticket(id);
    expect(claims).toMatchObject({
      aud: TOOL,
      sub: id,
      jti: execution.id,
      revision,
      contentHash,
      arguments: ARGUMENTS,
    });
    expect(claims.tool).toEqual({ name: TOOL, version: 1 });
    expect([claims.exp * 1000, claims.exp - claims.iat]).toEqual([Date.parse(expiresAt), 300]);
    const { keys } = await ok(send(`${installation.baseUrl()}/.well-known/jwks.json`, 'GET'));
    expect(decodeProtectedHeader(grant)).toEqual({ alg: 'EdDSA', typ: 'countersign-grant+jwt', kid: keys[0].kid });
    expect(keys[0]).toEqual({
      kty: 'OKP',
      crv: 'Ed25519',
      x: expect.any(String),
      kid: await calculateJwkThumbprint(keys[0]),
      use: 'sig',
      alg: 'EdDSA',
    });
  });

  test('asked for again, also at once and by two processes, gives one and the same grant', async () => {
    const ticket = await anApproved();
    const there = installation.agent.at(await installation.startSecondProcess());
    const path = `/v1/proposals/${ticket.id}/grant`;
    const grants = await Promise.all([ask(ticket), there.request('POST', path), ask(ticket)].map((reply) => ok(reply)));
    grants.push(await ok(ask(ticket)));
    expect(new Set(grants.map(({ grant }) => grant)).size).toBe(1);
    expect(await actionsSince(installation, ticket)).toEqual(['execution.granted']);
  });

  test('is done once it was redeemed and reported', async () => {
    const ticket = await granted();
    const { redeemedAt } = await ok(redeem(ticket.grant));
    expect((await installation.agent.answer(ticket.id)).execution.grant.redeemedAt).toBe(redeemedAt);
    expect(await ok(report(ticket, 'succeeded', { result: { moved: 3 } }))).toMatchObject({
      status: 'ok',
      answer: 'Done.',
      execution: { state: 'succeeded', result: { moved: 3 } },
    });
    expect(await outcome(report(ticket, 'succeeded'))).toEqual({ status: 200 });
    expect(await outcome(report(ticket, 'failed'))).toEqual({ status: 409, code: 'not_granted' });
    expect(await actionsSince(installation, ticket)).toEqual([
      'execution.granted',
      'execution.redeemed',
      'execution.succeeded',
    ]);
  });

  test('that the agent says has failed is degraded', async () => {
    const ticket = await granted();
    await ok(redeem(ticket.grant));
    expect(await ok(report(ticket, 'failed'))).toMatchObject({
      status: 'degraded',
      reasonCode: 'TOOL_UNAVAILABLE',
      nextAction: 'retry',
    });
    expect(await outcome(redeem(ticket.grant))).toEqual({ status: 409, code: 'grant_redeemed' });
  });
});

describe('nothing is granted', () => {
  test.each<[string, () => Promise<Approved>]>([
    [
      'before people signed',
      async () => ({ ...(await installation.agent.submit(callOf(TOOL, { item: 'x' }))), execution: { id: '' } }),
    ],
    ['of a tool that Countersign calls', () => approved(installation)],
  ])('%s', async (_when, make) => {
    expect(await outcome(ask(await make()))).toEqual({ status: 409, code: 'not_grantable' });
  });

  test('to another agent, who is not told that there is something', async () => {
    const ticket = await anApproved();
    const other = await installation.addAgent(`other-${randomUUID()}`);
    for (const path of ['grant', 'outcome']) {
      const body = { executionId: ticket.execution.id, state: 'succeeded' };
      const reply = other.request('POST', `/v1/proposals/${ticket.id}/${path}`, { body });
      expect(await outcome(reply)).toEqual({ status: 404, code: 'not_found' });
    }
  });

  test('after a signer lost access: the ticket goes back to people', async () => {
    const signer = await installation.addPerson('leaver', 'operator');
    const { id } = await installation.agent.submit(callOf(TOOL, { item: 'leaver' }));
    const { execution } = await ok(signer.approve(await signer.ticket(id)));
    await installation.sql('UPDATE person SET active = false WHERE id = $1', [signer.id]);
    expect(await outcome(ask({ id, execution }))).toEqual({ status: 409, code: 'not_grantable' });
    expect(await installation.as('operator').ticket(id)).toMatchObject({
      state: 'pending_review',
      revision: 2,
      execution: null,
    });
  });

  test('when a signer loses access in the very moment it would be written', async () => {
    const signer = await installation.addPerson('last-moment', 'operator');
    const { id } = await installation.agent.submit(callOf(TOOL, { item: 'moment' }));
    const { execution } = await ok(signer.approve(await signer.ticket(id)));
    const reply = await installation.whileLocked({
      lock: 'ticket IN SHARE MODE',
      waiters: 1,
      start: () => outcome(ask({ id, execution })),
      meanwhile: async () => {
        await installation.sql('UPDATE person SET active = false WHERE id = $1', [signer.id]);
      },
    });
    expect(reply).toEqual({ status: 409, code: 'not_grantable' });
    expect(
      await installation.sql('SELECT 1 FROM execution WHERE id = $1 AND granted_at IS NOT NULL', [execution.id]),
    ).toEqual([]);
  });

  test('once what must hold has drifted, or can’t be read', async () => {
    const read = { name: 'stock', url: installation.tools.readUrl('stock'), query: { item: 'item' }, watch: ['count'] };
    const over = { runner: 'agent', schema: { type: 'object', properties: { item: {} } }, preconditions: [read] };
    await installation.registerTool('move_checked', over);
    installation.tools.say('stock', { count: 9 });
    const ticket = await approved(installation, callOf('move_checked', { item: 'sku_7' }));
    installation.tools.say('stock', 503);
    expect(await outcome(ask(ticket))).toEqual({ status: 409, code: 'not_observed' });
    installation.tools.say('stock', { count: 2 });
    await new Promise((resolve) => setTimeout(resolve, 5_100));
    expect(await outcome(ask(ticket))).toEqual({ status: 409, code: 'not_grantable' });
    const back = await installation.as('operator').ticket(ticket.id);
    expect(back.revisions[1].changes).toEqual([{ path: 'preconditions.stock.count', from: 9, to: 2 }]);
  });

  test('while the tool is stopped, by the statement that would grant it', async () => {
    const ticket = await anApproved();
    const admin = installation.as('admin');
    await ok(admin.post(`/v1/tools/${TOOL}/stop`, { reason: 'stock-taking' }));
    expect(await outcome(ask(ticket))).toEqual({ status: 409, code: 'not_grantable' });
    await ok(admin.post(`/v1/tools/${TOOL}/resume`, { reason: 'counted' }));
    const { grant } = await ok(ask(ticket));
    // Whoever holds one already is refused, too, for as long as it is stopped.
    await ok(admin.post(`/v1/tools/${TOOL}/stop`, { reason: 'counted wrong' }));
    expect(await outcome(redeem(grant))).toEqual({ status: 409, code: 'grant_void' });
    await ok(admin.post(`/v1/tools/${TOOL}/resume`, { reason: 'counted again' }));
    expect(await outcome(redeem(grant))).toEqual({ status: 200 });
  });

  test('that was taken back first; and nothing granted is taken back', async () => {
    const early = await anApproved();
    await ok(installation.agent.withdraw(early.id));
    expect(await outcome(ask(early))).toEqual({ status: 409, code: 'not_grantable' });
    const late = await granted();
    expect(await outcome(installation.agent.withdraw(late.id))).toEqual({ status: 409, code: 'not_withdrawable' });
  });
});

describe('offline, the tool’s server refuses', () => {
  const forge = (claims: object, key: KeyObject, header: object) =>
    new SignJWT({ ...claims }).setProtectedHeader({ alg: 'EdDSA', typ: 'countersign-grant+jwt', ...header }).sign(key);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  let real: string;
  let claims: Answer;
  let kid: string;
  beforeAll(async () => {
    ({ grant: real } = await granted());
    claims = decodeJwt(real);
    kid = decodeProtectedHeader(real).kid!;
  });

  test.each<[string, () => Promise<string> | string]>([
    ['a grant without a signature', () => `${real.split('.').slice(0, 2).join('.')}.`],
    ['alg none', () => `${part({ alg: 'none', typ: 'countersign-grant+jwt', kid })}.${part(claims)}.`],
    [
      'HS256 with our public key as the secret',
      async () => {
        const { keys } = await ok(send(`${installation.baseUrl()}/.well-known/jwks.json`, 'GET'));
        const signed = `${part({ alg: 'HS256', typ: 'countersign-grant+jwt', kid })}.${part(claims)}`;
        return `${signed}.${createHmac('sha256', Buffer.from(keys[0].x, 'base64url')).update(signed).digest('base64url')}`;
      },
    ],
    ['another key under our kid', () => forge(claims, generateKeyPairSync('ed25519').privateKey, { kid })],
    [
      'a kid that nobody published',
      async () => {
        const { privateKey, publicKey } = generateKeyPairSync('ed25519');
        return forge(claims, privateKey, { kid: await calculateJwkThumbprint(await exportJWK(publicKey)) });
      },
    ],
    [
      'claims that were changed',
      () => [real.split('.')[0], part({ ...claims, aud: 'other' }), real.split('.')[2]].join('.'),
    ],
  ])('%s, and Countersign does, too', async (_what, make) => {
    const forged = await make();
    await expect(verify(forged, TOOL, ARGUMENTS)).rejects.toThrow();
    expect(await outcome(redeem(forged))).toEqual({ status: 400, code: 'grant_invalid' });
  });

  test('our own key on another kind of token', async () => {
    const { privateKey } = loadSigningKeys(testKeysDir(), 'grant');
    const token = await forge(claims, privateKey, { kid, typ: 'JWT' });
    await expect(verify(token, TOOL, ARGUMENTS)).rejects.toThrow();
    expect(await outcome(redeem(token))).toEqual({ status: 400, code: 'grant_invalid' });
  });

  test('other arguments, another tool, another issuer', async () => {
    await expect(verify(real, TOOL, { ...ARGUMENTS, count: 4 })).rejects.toThrow('not the arguments');
    await expect(verify(real, 'other_tool', ARGUMENTS)).rejects.toThrow('aud');
    const elsewhere = grantVerifier({ countersign: installation.baseUrl(), issuer: 'https://elsewhere' });
    await expect(elsewhere(real, TOOL, ARGUMENTS)).rejects.toThrow('iss');
  });

  test('what is late or early by more than clocks differ', async () => {
    const { privateKey } = loadSigningKeys(testKeysDir(), 'grant');
    const now = Math.floor(Date.now() / 1000);
    const at = (nbf: number, exp: number) => forge({ ...claims, nbf: now + nbf, exp: now + exp }, privateKey, { kid });
    for (const [nbf, exp] of [
      [-300, -10],
      [10, 300],
    ] as const) {
      await expect(verify(await at(nbf, exp), TOOL, ARGUMENTS)).rejects.toThrow();
    }
    for (const [nbf, exp] of [
      [-300, -2],
      [3, 300],
    ] as const) {
      expect(await verify(await at(nbf, exp), TOOL, ARGUMENTS)).toMatchObject({ jti: claims.jti });
    }
  });
});

describe('redeeming', () => {
  test('takes a grant once, of many at the same instant and in two processes', async () => {
    const ticket = await granted();
    const there = (await installation.startSecondProcess())();
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, n) => outcome(redeem(ticket.grant, n % 2 ? { url: there } : {}))),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(replies.filter(({ code }) => code === 'grant_redeemed')).toHaveLength(9);
    expect(await outcome(ask(ticket))).toEqual({ status: 409, code: 'grant_redeemed' });
  });

  test('is for the tool’s own server alone: a stranger’s attempt uses nothing up', async () => {
    const { grant } = await granted();
    const raw = JSON.stringify({ grant });
    const unsigned = send(`${installation.baseUrl()}/v1/grants/redeem`, 'POST', { raw });
    const stranger = redeem(grant, { key: `whsec_${Buffer.from('somebody else').toString('base64')}` });
    for (const reply of [unsigned, stranger])
      expect(await outcome(reply)).toEqual({ status: 401, code: 'signature_invalid' });
    expect(await outcome(redeem(grant))).toEqual({ status: 200 });
  });

  test.each([[''], ['not a jwt'], [{ grant: 1 }], [null]])('%j is no grant', async (nonsense) => {
    expect((await outcome(redeem(nonsense))).status).toBe(400);
  });

  test('comes too late after the end, by the database’s clock; then it has failed and was never used', async () => {
    const ticket = await granted();
    await age(ticket, 301);
    expect(await outcome(redeem(ticket.grant))).toEqual({ status: 409, code: 'grant_expired' });
    expect(await outcome(ask(ticket))).toEqual({ status: 409, code: 'grant_expired' });
    await installation.sweepGrants();
    const { status, execution } = await installation.agent.answer(ticket.id);
    expect([status, execution.state, execution.error]).toEqual(['degraded', 'failed', 'the grant was never redeemed']);
    await age(ticket, -301);
    expect(await outcome(redeem(ticket.grant))).toEqual({ status: 409, code: 'grant_void' });
    expect(await outcome(report(ticket, 'succeeded'))).toEqual({ status: 409, code: 'not_granted' });
  });

  test('the table itself takes no second redemption and no longer grant', async () => {
    const { execution, grant } = await granted();
    await ok(redeem(grant));
    for (const change of ['redeemed_at = now()', 'redeemed_at = NULL', `grant_expires_at = now() + interval '1 day'`]) {
      const changed = installation.sql(`UPDATE execution SET ${change} WHERE id = $1`, [execution.id]);
      await expect(changed).rejects.toThrow('a grant is given once and redeemed once');
    }
    await expect(
      installation.sql(`UPDATE execution SET state = 'claimed' WHERE id = $1`, [execution.id]),
    ).rejects.toThrow();
  });
});

describe('time that runs out', () => {
  test('redeemed and never reported: nobody knows, and it is never called failed', async () => {
    const ticket = await granted();
    await ok(redeem(ticket.grant));
    await age(ticket, 301);
    await installation.sweepGrants();
    expect((await installation.agent.answer(ticket.id)).execution.state).toBe('granted');
    await age(ticket, 300);
    await installation.sweepGrants();
    expect(await installation.agent.answer(ticket.id)).toMatchObject({
      status: 'degraded',
      nextAction: 'ask_human',
      execution: { state: 'unknown' },
    });
    await age(ticket, -601);
    const lookUp = installation.as('operator').post(`/v1/executions/${ticket.execution.id}/look-up`, {});
    expect(await outcome(lookUp)).toEqual({ status: 409, code: 'not_queryable' });
    expect(await outcome(report(ticket, 'succeeded'))).toEqual({ status: 409, code: 'not_granted' });
  });

  test('never asked for while the signatures stood: it has expired', async () => {
    const ticket = await anApproved();
    await installation.sweepGrants();
    expect((await installation.agent.answer(ticket.id)).execution.state).toBe('ready');
    await installation.sql('UPDATE ticket SET expires_at = now() WHERE id = $1', [ticket.id]);
    await pastTheTriggers('UPDATE execution SET next_at = now() WHERE id = $1', [ticket.execution.id]);
    await installation.sweepGrants();
    expect(await installation.agent.answer(ticket.id)).toMatchObject({
      ticket: { state: 'expired' },
      execution: { state: 'revoked' },
    });
  });

  test('a grant ends with the signatures it stands on', async () => {
    const ticket = await approved(installation, callOf(TOOL, ARGUMENTS, { expiresInSeconds: 60 }));
    const { expiresAt } = (await installation.agent.answer(ticket.id)).ticket;
    const grant = await ok(ask(ticket));
    expect(Date.parse(grant.expiresAt)).toBeLessThanOrEqual(Date.parse(expiresAt));
  });
});

describe('the key', () => {
  test('may be changed: what the old one signed is still good, and asked for again comes signed by the new one', async () => {
    const ticket = await granted();
    const dir = await mkdtemp(join(tmpdir(), 'countersign-keys-'));
    const old = createPublicKey(readFileSync(join(testKeysDir(), 'grant.pem')));
    await createMissingKeys(dir);
    await writeFile(join(dir, 'grant-2025.pub'), old.export({ type: 'spki', format: 'pem' }));
    await installation.restart({ COUNTERSIGN_KEYS_DIR: dir });
    const check = grantVerifier({ countersign: installation.baseUrl(), issuer: 'urn:countersign' });
    expect(await check(ticket.grant, TOOL, ARGUMENTS)).toMatchObject({ jti: ticket.execution.id });
    const again = await ok(ask(ticket));
    expect(await check(again.grant, TOOL, ARGUMENTS)).toEqual(await check(ticket.grant, TOOL, ARGUMENTS));
    expect(decodeProtectedHeader(again.grant).kid).not.toBe(decodeProtectedHeader(ticket.grant).kid);
    expect(await outcome(redeem(ticket.grant))).toEqual({ status: 200 });
    expect(await outcome(redeem(again.grant))).toEqual({ status: 409, code: 'grant_redeemed' });
    await installation.restart();
    await rm(dir, { recursive: true });
  });

  test('that is missing grants nothing, and all else works', async () => {
    const ticket = await anApproved();
    await installation.restart({ COUNTERSIGN_KEYS_DIR: '/nonexistent' });
    expect(await outcome(ask(ticket))).toEqual({ status: 503, code: 'grants_unavailable' });
    const keys = send(`${installation.baseUrl()}/.well-known/jwks.json`, 'GET');
    expect(await outcome(keys)).toEqual({ status: 503, code: 'grants_unavailable' });
    expect((await installation.agent.answer(ticket.id)).execution.state).toBe('ready');
    await installation.restart();
    expect(await outcome(ask(ticket))).toEqual({ status: 200 });
  });
});

test('docs/grants.md shows the very code that is tested here', () => {
  const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  expect(text('docs/grants.md')).toContain(text('docs/verify-grant.mjs').trim());
});
