import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { outcome } from '../support/installation-http.js';
import { callOf, question, refund } from '../support/installation-proposals.js';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

async function ticketCount(): Promise<number> {
  return (await installation.sql('SELECT count(*)::int AS n FROM ticket'))[0].n;
}

describe('an Idempotency-Key', () => {
  test('with the same body gets the same bytes again, also after a restart', async () => {
    const key = randomUUID();
    const body = JSON.stringify(refund());
    const first = await installation.agent.propose(body, key);
    const before = await ticketCount();
    const second = await installation.agent.propose(body, key);
    await installation.restart();
    const third = await installation.agent.propose(body, key);

    expect([first.status, second.status, third.status]).toEqual([201, 201, 201]);
    expect([second.text, third.text]).toEqual([first.text, first.text]);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(third.headers.get('idempotency-replayed')).toBe('true');
    expect(await ticketCount()).toBe(before);
  });

  test('with another body is refused, and so is the same content in other bytes', async () => {
    const key = randomUUID();
    const body = question();
    await installation.agent.submit(JSON.stringify(body), key);
    const refused = { status: 422, code: 'idempotency_key_reused' };
    expect(await outcome(installation.agent.propose(refund(), key))).toEqual(refused);
    expect(await outcome(installation.agent.propose(JSON.stringify(body, null, 1), key))).toEqual(refused);
  });

  test('belongs to its agent: another agent may use the same one', async () => {
    const key = randomUUID();
    const other = await installation.addAgent('other-desk');
    const mine = await installation.agent.submit(question(), key);
    const theirs = await other.submit(refund(), key);
    expect(theirs.id).not.toBe(mine.id);
  });

  test('in flight is 409 for whoever comes meanwhile', async () => {
    const key = randomUUID();
    const body = JSON.stringify(refund());
    const first = await installation.whileLocked({
      lock: 'idempotency_key IN SHARE MODE',
      waiters: 1,
      start: () => installation.agent.propose(body, key),
      meanwhile: async () => {
        const second = await installation.agent.propose(body, key);
        expect(second).toMatchObject({ status: 409, body: { code: 'idempotency_key_in_flight' } });
        expect(second.headers.get('retry-after')).toBe('1');
      },
    });
    expect(first.status).toBe(201);
    expect((await installation.agent.propose(body, key)).text).toBe(first.text);
  });

  test('used in two processes at the same instant makes one ticket, and both get its answer', async () => {
    const elsewhere = installation.agent.at(await installation.startSecondProcess());
    const key = randomUUID();
    const body = JSON.stringify(refund());
    const before = await ticketCount();
    const [here, there] = await installation.whileLocked({
      lock: 'idempotency_key IN SHARE MODE',
      waiters: 2,
      start: () => Promise.all([installation.agent.propose(body, key), elsewhere.propose(body, key)]),
    });
    expect([here.status, there.status]).toEqual([201, 201]);
    expect(there.text).toBe(here.text);
    expect(await ticketCount()).toBe(before + 1);
  });

  test.each([
    ['missing', {}, 'idempotency_key_required'],
    ['empty', { 'idempotency-key': '' }, 'idempotency_key_required'],
    ['too long', { 'idempotency-key': 'k'.repeat(256) }, 'idempotency_key_invalid'],
    ['with a space in it', { 'idempotency-key': 'a b' }, 'idempotency_key_invalid'],
    ['not ASCII', { 'idempotency-key': 'clé' }, 'idempotency_key_invalid'],
  ])('%s is refused', async (_, headers, code) => {
    const reply = installation.agent.request('POST', '/v1/proposals', { body: question(), headers });
    expect(await outcome(reply)).toEqual({ status: 400, code });
  });

  test('of 255 visible characters is taken', async () => {
    const key = `!~${'k'.repeat(253)}`;
    expect(await outcome(installation.agent.propose(question(), key))).toEqual({ status: 201 });
  });
});

describe('a repeated tool call', () => {
  test('for the same customer is flagged, whatever the order and spacing of its arguments', async () => {
    const first = await installation.agent.submit(refund({ customer: 'cus_twice', args: { payment_id: 'pay_twice' } }));
    const again = `{"request":{"text":"Again","customerRef":"cus_twice"},"domain":"payment","draft":{"answer":""},
      "toolCall":{"name":"issue_refund","arguments":{"reason":"duplicate", "currency":"EUR", "amount_minor":"4200", "payment_id":"pay_twice"}}}`;
    const second = await installation.agent.submit(again);
    expect(first.ticket.flags).toEqual([]);
    expect(second.ticket).toMatchObject({ flags: ['duplicate'], state: 'pending_review' });
    expect((await installation.as('operator').ticket(second.id)).duplicates).toMatchObject([{ id: first.id }]);
  });

  test('sent by several at the same instant is flagged on all but one', async () => {
    const body = refund();
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => installation.agent.submit(body)));
    expect(answers.filter(({ ticket }) => ticket.flags.length === 0)).toHaveLength(1);
    expect(answers.filter(({ ticket }) => ticket.flags[0] === 'duplicate')).toHaveLength(5);
  });

  test('for another customer, or with another argument, is none', async () => {
    const args = { payment_id: 'pay_alike' };
    await installation.agent.submit(refund({ customer: 'cus_a', args }));
    const others = [refund({ customer: 'cus_b', args }), refund({ customer: 'cus_a', amount: '4201', args })];
    for (const other of others) expect((await installation.agent.submit(other)).ticket.flags).toEqual([]);
  });

  test('without a customer counts per agent', async () => {
    const body = { ...refund(), request: { text: 'Refund them' } };
    await installation.agent.submit(body);
    expect((await installation.agent.submit(body)).ticket.flags).toEqual(['duplicate']);
    const another = await installation.addAgent('another-desk');
    expect((await another.submit(body)).ticket.flags).toEqual([]);
  });

  test('after the first was rejected or withdrawn is none', async () => {
    const body = refund();
    const withdrawn = await installation.agent.submit(body);
    await installation.agent.withdraw(withdrawn.id);
    const rejected = await installation.agent.submit(body);
    expect(rejected.ticket.flags).toEqual([]);
    const lead = installation.as('support_lead');
    await lead.reject(await lead.ticket(rejected.id));
    expect((await installation.agent.submit(body)).ticket.flags).toEqual([]);
  });

  test('a week later is none', async () => {
    const body = refund();
    const { id } = await installation.agent.submit(body);
    await installation.sql(`UPDATE ticket SET created_at = created_at - interval '169 hours' WHERE id = $1`, [id]);
    expect((await installation.agent.submit(body)).ticket.flags).toEqual([]);
  });
});

describe('a tool that is not registered', () => {
  test('goes to people, and nobody can approve it', async () => {
    const { id, ticket } = await installation.agent.submit(callOf('launch_missile', { at: 'the moon' }));
    expect(ticket).toMatchObject({ state: 'pending_review', flags: ['tool_unregistered'] });
    const lead = installation.as('support_lead');
    const shown = await lead.ticket(id);
    expect(shown.toolCall).toMatchObject({ registered: false, version: null, endpoint: null });
    expect(shown.refusals.approve.code).toBe('tool_not_registered');
    expect(await outcome(lead.approve(shown))).toEqual({ status: 409, code: 'tool_not_registered' });
    expect(await outcome(lead.reject(shown))).toEqual({ status: 200 });
  });

  test('is taken in from a key whose scope names other tools', async () => {
    const narrow = await installation.addKey(installation.agent.id, { tools: ['change_account_state'] });
    const { ticket } = await narrow.submit(callOf('no_such_tool', {}));
    expect(ticket.flags).toEqual(['tool_unregistered']);
  });
});

describe('a key', () => {
  test('scoped to tools is refused registered ones outside its scope', async () => {
    const narrow = await installation.addKey(installation.agent.id, { tools: ['change_account_state'] });
    expect(await outcome(narrow.propose(refund()))).toEqual({ status: 403, code: 'out_of_scope' });
    expect(await outcome(narrow.propose(question()))).toEqual({ status: 201 });
  });

  test('scoped to domains is refused others', async () => {
    const narrow = await installation.addKey(installation.agent.id, { domains: ['faq'] });
    expect(await outcome(narrow.propose(refund()))).toEqual({ status: 403, code: 'out_of_scope' });
    expect(await outcome(narrow.propose(question()))).toEqual({ status: 201 });
  });

  test('never has more than its agent', async () => {
    const agent = await installation.addAgent('narrow-desk', { tools: ['change_account_state'], domains: ['payment'] });
    const wide = await installation.addKey(agent.id, { tools: ['issue_refund', 'change_account_state'] });
    expect(await outcome(wide.propose(refund()))).toEqual({ status: 403, code: 'out_of_scope' });
  });

  test('sees the proposals of its own agent only', async () => {
    const other = await installation.addAgent('curious-desk');
    const { id } = await installation.agent.submit(refund());
    expect(await outcome(other.get(`/v1/proposals/${id}`))).toEqual({ status: 404, code: 'not_found' });
    expect(await outcome(other.withdraw(id))).toEqual({ status: 404, code: 'not_found' });
  });
});

describe('arguments', () => {
  const sent = `{ "reason" :"d\\u00fcplicate","2":1,"1":2, "payment_id":"pay_bytes","amount_minor":"100","currency":"EUR","ratio":1.0 }`;

  test('are kept byte for byte, beside their canonical form', async () => {
    await installation.registerTool('take_anything');
    const { id } = await installation.agent.submit(
      `{"request":{"text":"x"},"domain":"payment","draft":{"answer":""},"toolCall":{"name":"take_anything","arguments":${sent}}}`,
    );
    const reply = await installation.as('auditor').get(`/v1/tickets/${id}`);
    const canonical =
      '{"1":2,"2":1,"amount_minor":"100","currency":"EUR","payment_id":"pay_bytes","ratio":1,"reason":"düplicate"}';
    expect(reply.body.toolCall.canonical).toBe(canonical);
    // Once as the call to sign and once in the proposal; and in the list.
    expect(reply.text.split(`"arguments":${sent}`)).toHaveLength(3);
    const list = await installation.as('auditor').get('/v1/tickets?tool=take_anything');
    expect(list.text).toContain(`"arguments":${sent}`);
    expect(JSON.parse(reply.body.signedContent).arguments).toEqual(JSON.parse(canonical));
    const [stored] = await installation.sql('SELECT arguments_raw FROM revision WHERE ticket_id = $1', [id]);
    expect(stored.arguments_raw).toBe(sent);
  });

  test('that the schema refuses are 422 with their path, and nothing is written', async () => {
    const before = await ticketCount();
    const reply = await installation.agent.propose(refund({ amount: '-1', args: { extra: true } }));
    expect(reply).toMatchObject({ status: 422, body: { code: 'arguments_invalid' } });
    expect(reply.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'toolCall.arguments',
      'toolCall.arguments.amount_minor',
    ]);
    expect(await ticketCount()).toBe(before);
  });
});

describe('a long conversation', () => {
  test('of 256 messages and 256 kB is taken in and comes back whole', async () => {
    const conversation = Array.from({ length: 256 }, (_, n) => ({
      role: n % 2 === 0 ? 'user' : 'assistant',
      content: `${n} ${'é'.repeat(498)}`,
    }));
    const request = { text: 'See above', conversation };
    const { id } = await installation.agent.submit({ ...refund(), request });
    expect((await installation.as('operator').ticket(id)).proposal.request).toEqual(request);
  });
});
