import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Approved, actionsSince, approved } from '../support/installation-executions.js';
import { type Answer, ok, outcome } from '../support/installation-http.js';
import { question, refund } from '../support/installation-proposals.js';

const OPEN = { status: 'open', refunded: '0', account: { version: 7 }, secret: 'not picked' };
const READ = 'payment';

let installation: Installation;
let precondition: Answer;
beforeAll(async () => {
  installation = await startInstallation();
  precondition = {
    name: 'payment',
    url: installation.tools.readUrl(READ),
    query: { payment_id: 'payment_id' },
    watch: ['status', '/account/version'],
    show: ['refunded'],
  };
  await installation.registerTool('issue_refund', { preconditions: [precondition] });
});
beforeEach(() => installation.tools.say(READ, OPEN));
afterAll(() => installation.stop());

const ticketOf = (id: string): Promise<Answer> => installation.as('operator').ticket(id);
const sent = ({ execution }: Approved) => installation.tools.requestsOf(execution.id);

describe('what must hold', () => {
  test('is read with the call’s arguments when it comes in, and is part of what is signed', async () => {
    const proposal = refund();
    const { id, ticket } = await installation.agent.submit(proposal);
    expect(ticket).toMatchObject({ state: 'pending_review', revision: 1, flags: [] });
    const { payment_id } = proposal.toolCall.arguments;
    expect(installation.tools.reads.at(-1)).toEqual({ path: `/reads/payment?payment_id=${payment_id}`, signed: true });
    const seen = await ticketOf(id);
    expect(seen.observation.seen).toEqual({
      payment: { watch: { status: 'open', '/account/version': 7 }, show: { refunded: '0' } },
    });
    expect(JSON.parse(seen.signedContent).preconditions).toEqual(seen.observation);
    expect(seen.toolCall.preconditions).toEqual([{ ...precondition, query: undefined }]);
    expect(seen.allowedActions).toContain('approve');
    expect(seen.routingDecision.conditions).toContainEqual(
      expect.objectContaining({ condition: 'tool_has_preconditions', held: true }),
    );
  });

  test('is read again at the run: what still holds runs, once, and what was seen is on record', async () => {
    const ticket = await approved(installation);
    installation.tools.say(READ, { ...OPEN, refunded: '7' });
    await installation.execute(ticket.execution.id);
    expect(installation.tools.effectsOf(ticket.execution.id)).toHaveLength(1);
    const { data } = await ok(installation.as('auditor').get(`/v1/audit-entries?ticketId=${ticket.id}`));
    const intended = data.find(({ action }: Answer) => action === 'execution.intended');
    expect(intended.payload.observationDigest).toMatch(/^[0-9a-f]{64}$/);
  });

  test('costs a tool without preconditions no read, and its hash has no such part', async () => {
    const before = installation.tools.reads.length;
    await installation.registerTool('plain', {});
    const { id } = await installation.agent.submit({ ...refund(), toolCall: { name: 'plain', arguments: {} } });
    expect(installation.tools.reads.length).toBe(before);
    const { signedContent, observation } = await ticketOf(id);
    expect([observation, 'preconditions' in JSON.parse(signedContent)]).toEqual([null, false]);
  });

  test('is read anew for an edit', async () => {
    const { id } = await installation.agent.submit(refund());
    installation.tools.say(READ, { ...OPEN, refunded: '100' });
    const shown = await ticketOf(id);
    const args = { ...shown.toolCall.arguments, amount_minor: '100' };
    await ok(installation.as('operator').revise(shown, { toolCall: { arguments: args } }));
    const { revision, observation, revisions } = await ticketOf(id);
    expect([revision, observation.seen.payment.show]).toEqual([2, { refunded: '100' }]);
    expect(revisions[1].changes).toContainEqual({ path: 'preconditions.payment.refunded', from: '0', to: '100' });
  });
});

describe('drift between the signature and the run', () => {
  test('sends nothing; people get the next revision with what was seen then and now, and sign anew', async () => {
    const ticket = await approved(installation);
    installation.tools.say(READ, { ...OPEN, status: 'refunded', account: { version: 8 } });
    await installation.execute(ticket.execution.id);
    expect(sent(ticket)).toEqual([]);
    expect(await actionsSince(installation, ticket)).toEqual(['execution.revoked', 'ticket.returned', 'ticket.routed']);
    const seen = await ticketOf(ticket.id);
    expect(seen).toMatchObject({ state: 'pending_review', revision: 2, execution: null, signatures: { given: [] } });
    expect(seen.revisions[1].note).toContain('payment.status was open and is refunded');
    expect(seen.revisions[1].changes).toEqual([
      { path: 'preconditions.payment./account/version', from: 7, to: 8 },
      { path: 'preconditions.payment.status', from: 'open', to: 'refunded' },
    ]);
    expect(seen.observation.seen.payment.watch).toEqual({ status: 'refunded', '/account/version': 8 });
    const { execution } = await ok(installation.as('operator').approve(seen));
    await installation.execute(execution.id);
    expect(installation.tools.effectsOf(execution.id)).toHaveLength(1);
  });

  test('an edit that was sent back is still not its editor’s to sign', async () => {
    const editor = await installation.addPerson('editor', 'operator');
    const { id } = await installation.agent.submit(refund());
    const args = { ...(await ticketOf(id)).toolCall.arguments, amount_minor: '900' };
    await ok(editor.revise(await ticketOf(id), { toolCall: { arguments: args } }));
    const { execution } = await ok(installation.as('operator').approve(await ticketOf(id)));
    installation.tools.say(READ, { ...OPEN, status: 'refunded' });
    await installation.execute(execution.id);
    const back = await editor.ticket(id);
    expect(back).toMatchObject({ state: 'pending_review', revision: 3 });
    expect(await outcome(editor.approve(back))).toEqual({ status: 403, code: 'not_allowed_to_sign' });
  });

  test('while nothing can be read the call waits, is ready again, and runs when it can be read', async () => {
    const ticket = await approved(installation);
    for (const trouble of [503, 302, 'not JSON', { status: 'open' }]) {
      installation.tools.say(READ, trouble);
      await installation.execute(ticket.execution.id);
      expect([trouble, sent(ticket)]).toEqual([trouble, []]);
      const { state, execution } = await ticketOf(ticket.id);
      expect([state, execution.state, execution.attempts]).toEqual(['approved', 'ready', 0]);
      expect(execution.error).toContain('payment');
    }
    expect(installation.tools.reads.filter(({ path }) => path.includes('elsewhere'))).toEqual([]);
    const [{ later }] = await installation.sql('SELECT next_at > now() AS later FROM execution WHERE id = $1', [
      ticket.execution.id,
    ]);
    expect(later).toBe(true);
    installation.tools.say(READ, OPEN);
    await installation.execute(ticket.execution.id);
    expect(installation.tools.effectsOf(ticket.execution.id)).toHaveLength(1);
    expect((await ticketOf(ticket.id)).execution).toMatchObject({ state: 'succeeded', error: null });
  });

  test('what could not be read until the signatures ended has expired, unsent', async () => {
    const ticket = await approved(installation);
    installation.tools.say(READ, 503);
    await installation.execute(ticket.execution.id);
    await installation.sql('UPDATE ticket SET expires_at = now() WHERE id = $1', [ticket.id]);
    await installation.execute(ticket.execution.id);
    expect(sent(ticket)).toEqual([]);
    expect(await ticketOf(ticket.id)).toMatchObject({ state: 'expired', execution: { state: 'revoked' } });
  });
});

describe('a read that fails when the proposal comes in', () => {
  test('loses nothing: the ticket waits with a finding and can’t be signed until somebody saw', async () => {
    installation.tools.say(READ, 503);
    const { id, ticket, status } = await installation.agent.submit(refund());
    expect([status, ticket.state, ticket.flags]).toEqual(['needs_review', 'pending_review', ['unobserved']]);
    const shown = await ticketOf(id);
    expect([shown.observation, JSON.parse(shown.signedContent).preconditions]).toEqual([null, null]);
    expect(shown.refusals.approve.code).toBe('not_observed');
    expect(await outcome(installation.as('operator').approve(shown))).toEqual({ status: 409, code: 'not_observed' });

    await installation.observe();
    expect((await ticketOf(id)).revision).toBe(1);
    installation.tools.say(READ, OPEN);
    await installation.sql('UPDATE observing SET next_at = now() WHERE ticket_id = $1', [id]);
    await installation.observe();
    const seen = await ticketOf(id);
    expect(seen).toMatchObject({
      state: 'pending_review',
      revision: 2,
      flags: [],
      dueAt: shown.dueAt,
      expiresAt: shown.expiresAt,
    });
    expect(seen.revisions[1].madeBy.type).toBe('system');
    expect(seen.observation.seen.payment.watch.status).toBe('open');
    expect(await outcome(installation.as('operator').approve(shown))).toEqual({ status: 409, code: 'stale_revision' });
    const { execution } = await ok(installation.as('operator').approve(seen));
    await installation.execute(execution.id);
    expect(installation.tools.effectsOf(execution.id)).toHaveLength(1);
  });

  test('may still be rejected, for that needs no look', async () => {
    installation.tools.say(READ, 503);
    const { id } = await installation.agent.submit(refund());
    expect(await outcome(installation.as('operator').reject(await ticketOf(id)))).toEqual({ status: 200 });
  });

  test('an edit seen late is still not its editor’s to sign', async () => {
    const editor = await installation.addPerson('late-editor', 'operator');
    const { id } = await installation.agent.submit(refund());
    installation.tools.say(READ, 503);
    const shown = await editor.ticket(id);
    const args = { ...shown.toolCall.arguments, amount_minor: '900' };
    await ok(editor.revise(shown, { toolCall: { arguments: args } }));
    installation.tools.say(READ, OPEN);
    await installation.observe();
    const seen = await editor.ticket(id);
    expect(seen).toMatchObject({ revision: 3, flags: [] });
    expect(await outcome(editor.approve(seen))).toEqual({ status: 403, code: 'not_allowed_to_sign' });
  });

  test('a tool that asks for nothing any more leaves it with people, who find it in their inbox', async () => {
    const reads = { retryClass: 'idempotent', changesWorld: false, schema: { type: 'object', properties: { id: {} } } };
    const one = { ...precondition, url: installation.tools.readUrl('order'), query: { id: 'id' } };
    await installation.registerTool('look_up', { ...reads, preconditions: [one] });
    const asked = { ...question(), toolCall: { name: 'look_up', arguments: { id: 'o_1' } } };
    const { id, ticket } = await installation.agent.submit(asked);
    expect(ticket.flags).toEqual(['unobserved']);
    await installation.registerTool('look_up', reads);
    await installation.observe();
    expect(await ticketOf(id)).toMatchObject({ state: 'pending_review', revision: 2, flags: [], observation: null });
    const { data } = await ok(installation.as('operator').get('/v1/tickets?needsMySignature=true&sort=-createdAt'));
    expect(data.map((found: Answer) => found.id)).toContain(id);
  });

  test('two workers that look at the same moment make one revision', async () => {
    installation.tools.say(READ, 503);
    const { id } = await installation.agent.submit(refund());
    installation.tools.say(READ, OPEN);
    await Promise.all([installation.observe(), installation.observe()]);
    await installation.sql('UPDATE observing SET next_at = now() WHERE ticket_id = $1', [id]);
    await installation.observe();
    expect((await ticketOf(id)).revision).toBe(2);
  });
});

describe('workers by themselves', () => {
  test('spare a server that can’t be read, look again later and later, and run it once it can', async () => {
    const ticket = await approved(installation);
    const reads = () => installation.tools.reads.filter(({ path }) => path.endsWith(payment)).length;
    const payment = (await ticketOf(ticket.id)).toolCall.arguments.payment_id;
    installation.tools.say(READ, 503);
    const before = reads();
    installation.startWorking();
    await eventually('the call to be parked', async () => (await ticketOf(ticket.id)).execution.error);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(reads() - before).toBeLessThanOrEqual(2);
    installation.tools.say(READ, OPEN);
    await eventually('it to run', async () => (await ticketOf(ticket.id)).execution.state === 'succeeded');
    expect(installation.tools.effectsOf(ticket.execution.id)).toHaveLength(1);
  });
});

describe('registering preconditions', () => {
  test.each<[string, (one: Answer) => object]>([
    ['a host that is not allowed', (one) => ({ preconditions: [{ ...one, url: 'http://169.254.169.254/latest' }] })],
    ['a URL with a password', (one) => ({ preconditions: [{ ...one, url: one.url.replace('//', '//a:b@') }] })],
    ['an argument that the schema lacks', (one) => ({ preconditions: [{ ...one, query: { id: 'nope' } }] })],
    ['a sign-off of none beside them', (one) => ({ preconditions: [one], signOff: 'none' })],
    ['a field of ours that nobody knows', (one) => ({ preconditions: [{ ...one, expect: 'open' }] })],
  ])('refuses %s', async (_story, over) => {
    const { path: _path, ...tool } = await import('../../demo/content.js').then(({ demoTools }) => demoTools()[0]!);
    const body = { ...tool, endpoint: { url: installation.tools.urlOf('issue_refund') }, ...over(precondition) };
    const reply = installation.as('admin').post('/v1/tools', body);
    expect(await outcome(reply)).toEqual({ status: 400, code: 'validation_failed' });
  });

  test('shows them with the tool', async () => {
    const { data } = await ok(installation.as('auditor').get('/v1/tools'));
    expect(data.find(({ name }: Answer) => name === 'issue_refund').preconditions).toEqual([precondition]);
  });
});
