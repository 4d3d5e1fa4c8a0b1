import { appendFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TestLedger } from './test-ledger.js';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await TestLedger.start();
});
afterEach(() => ledger.stop());

describe('refunds', () => {
  it('open an unknown payment with ample balance and count what is left', async () => {
    await ledger.refund('e1');
    const answer = await ledger.refund('e2', { amount_minor: '800' });

    expect(await answer.json()).toMatchObject({
      paymentId: 'pay_1',
      amountMinor: '800',
      refundedTotalMinor: '5000',
      remainingMinor: '99995000',
    });
    expect(await (await ledger.get('/payments/pay_1')).json()).toMatchObject({
      currency: 'EUR',
      refundedTotalMinor: '5000',
    });
  });

  it.each([
    ['in another currency', { currency: 'USD' }, 'currency_mismatch'],
    ['of more than is left', { amount_minor: '99995801' }, 'over_refund'],
    ['of nothing', { amount_minor: '0' }, 'arguments_invalid'],
    ['of a number that is not a string', { amount_minor: 4200 }, 'arguments_invalid'],
    ['without a payment', { payment_id: undefined }, 'arguments_invalid'],
  ])('%s are refused and change nothing', async (_, overrides, code) => {
    await ledger.refund('e1');
    const answer = await ledger.refund('e2', overrides);

    expect([answer.status, answer.headers.get('content-type')]).toEqual([422, 'application/problem+json']);
    expect(await answer.json()).toMatchObject({ code });
    expect(await ledger.effectIds()).toEqual(['e1']);
  });
});

describe('account states', () => {
  it('move from one to the next until an account is closed', async () => {
    const move = (id: string, state: string) =>
      ledger.call('change_account_state', id, { account_id: 'acc_1', state, reason: 'asked' });

    expect(await (await move('e1', 'locked')).json()).toEqual({
      accountId: 'acc_1',
      previousState: 'active',
      state: 'locked',
    });
    expect(await (await move('e2', 'closed')).json()).toMatchObject({ previousState: 'locked' });
    expect(await (await move('e3', 'active')).json()).toMatchObject({ status: 422, code: 'account_closed' });
    expect(await (await ledger.get('/accounts/acc_1')).json()).toEqual({ accountId: 'acc_1', state: 'closed' });
  });
});

describe('idempotency keys', () => {
  it('give the recorded answer to any number of callers at once, whatever the order of their arguments', async () => {
    const again = { reason: 'duplicate', currency: 'EUR', amount_minor: '4200', payment_id: 'pay_1' };
    const answers = await Promise.all([
      ledger.refund('e1'),
      ledger.refund('e1'),
      ledger.call('issue_refund', 'e1', again),
    ]);

    const bodies = await Promise.all(answers.map((answer) => answer.json()));
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bodies[2]).toEqual(bodies[0]);
    expect(await ledger.effectIds()).toEqual(['e1']);
  });

  it('refuse a second call that differs', async () => {
    await ledger.refund('e1');
    expect((await ledger.refund('e1', { amount_minor: '4201' })).status).toBe(409);
    expect(await (await ledger.get('/payments/pay_1')).json()).toMatchObject({ refundedTotalMinor: '4200' });
  });

  it('must be the execution id', async () => {
    expect((await ledger.refund('e1', {}, { 'idempotency-key': 'e2' })).status).toBe(400);
  });

  it('mean nothing to the payout partner, who is told twice', async () => {
    const tell = () => ledger.call('notify_payout_partner', 'e1', { seller_id: 's1', partner: 'p1', message: 'Hold.' });
    await tell();
    await tell();

    expect(await ledger.effectIds()).toEqual(['e1', 'e1']);
    expect((await ledger.get('/tools/notify_payout_partner?executionId=e1')).status).toBe(404);
  });
});

describe('signatures', () => {
  it.each([
    ['a wrong one', { 'webhook-signature': 'v1,AAAA' }],
    ['one that is late', { 'webhook-timestamp': '1700000000' }],
    ['none', { 'webhook-signature': '' }],
  ])('%s is refused', async (_, headers) => {
    const answer = await ledger.refund('e1', {}, headers as Record<string, string>);
    expect([answer.status, await answer.json()]).toEqual([401, expect.objectContaining({ code: 'signature_invalid' })]);
    expect(await ledger.effectIds()).toEqual([]);
  });
});

describe('what a refund rests on', () => {
  it('is an open payment until all of it is refunded', async () => {
    const state = async () => (await ledger.get('/payments?payment_id=pay_1')).json();
    expect(await state()).toEqual({ paymentId: 'pay_1', status: 'open', refundedTotalMinor: '0', version: 0 });
    await ledger.refund('e1');
    expect(await state()).toMatchObject({ status: 'open', refundedTotalMinor: '4200', version: 1 });
    await ledger.refund('e2', { amount_minor: '99995800' });
    expect(await state()).toMatchObject({ status: 'refunded', refundedTotalMinor: '100000000', version: 2 });
  });
});

describe('looking up an execution', () => {
  it('gives the recorded answer, and 404 for what never happened or happened with another tool', async () => {
    const answer = await (await ledger.refund('e1')).json();

    expect(await (await ledger.get('/tools/issue_refund?executionId=e1')).json()).toEqual(answer);
    expect((await ledger.get('/tools/issue_refund?executionId=e2')).status).toBe(404);
    expect((await ledger.get('/tools/change_account_state?executionId=e1')).status).toBe(404);
  });

  it('lists one execution among the effects', async () => {
    await ledger.refund('e1');
    await ledger.refund('e2');
    expect(await (await ledger.get('/effects?executionId=e2')).json()).toEqual([
      {
        executionId: 'e2',
        tool: 'issue_refund',
        arguments: { payment_id: 'pay_1', amount_minor: '4200', currency: 'EUR', reason: 'duplicate' },
        at: expect.stringMatching(/Z$/),
        result: expect.objectContaining({ refundedTotalMinor: '8400' }),
      },
    ]);
  });
});

describe('a restart', () => {
  it('remembers payments, accounts, effects and keys', async () => {
    const first = await (await ledger.refund('e1')).json();
    await ledger.call('change_account_state', 'e2', { account_id: 'acc_1', state: 'closed', reason: 'asked' });
    await ledger.restart();

    expect(await (await ledger.refund('e1')).json()).toEqual(first);
    expect(await ledger.effectIds()).toEqual(['e1', 'e2']);
    expect(await (await ledger.get('/accounts/acc_1')).json()).toMatchObject({ state: 'closed' });
  });

  it('forgets a line that a crash tore, and goes on writing after the last whole one', async () => {
    await ledger.refund('e1');
    await appendFile(ledger.journalPath, '{"executionId":"e2","tool":"issue_ref');
    await ledger.restart();
    await ledger.refund('e3');
    await ledger.restart();

    expect(await ledger.effectIds()).toEqual(['e1', 'e3']);
  });
});

describe('bad requests', () => {
  it.each([
    ['GET', '/nowhere', 404],
    ['POST', '/tools/constructor', 404],
    ['GET', '/payments/%zz', 400],
    ['GET', '/payments/pay_unseen', 404],
    ['GET', '/payments', 400],
  ])('%s %s gets %i problem json', async (method, path, status) => {
    const answer = await ledger.request(method, path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
  });
});
