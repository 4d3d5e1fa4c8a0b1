import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TestLedger } from './test-ledger.js';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await TestLedger.start();
});
afterEach(() => ledger.stop());

describe('a ledger told to misbehave', () => {
  it.each([
    ['fail', 503, []],
    ['error_after_apply', 500, ['e1']],
  ])('%s: answers %i', async (mode, status, effects) => {
    await ledger.fault({ mode, times: 1 });
    expect((await ledger.refund('e1')).status).toBe(status);
    expect(await ledger.effectIds()).toEqual(effects);
  });

  it.each([
    ['drop_before', []],
    ['apply_then_drop', ['e1']],
  ])('%s: hangs up', async (mode, effects) => {
    await ledger.fault({ mode, times: 1 });
    await expect(ledger.refund('e1')).rejects.toThrow('fetch failed');
    expect(await ledger.effectIds()).toEqual(effects);
  });

  it('pays once when the caller tries again after a dropped reply', async () => {
    await ledger.fault({ mode: 'apply_then_drop', times: 1 });
    await ledger.refund('e1').catch(() => undefined);
    expect((await ledger.refund('e1')).status).toBe(200);
    expect(await ledger.effectIds()).toEqual(['e1']);
  });

  it('slow: answers late and still applies', async () => {
    await ledger.fault({ mode: 'slow', delayMs: 120, times: 1 });
    const started = performance.now();
    expect((await ledger.refund('e1')).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(115);
  });

  it('does so only for what it was told, as often as it was told', async () => {
    await ledger.fault({ mode: 'fail', times: 2, match: { paymentId: 'pay_2' } });
    const statuses = [];
    for (const [id, payment_id] of [
      ['e1', 'pay_1'],
      ['e2', 'pay_2'],
      ['e3', 'pay_2'],
      ['e4', 'pay_2'],
    ] as const) {
      statuses.push((await ledger.refund(id, { payment_id })).status);
    }
    expect(statuses).toEqual([200, 503, 503, 200]);
  });

  it('off: ends the faults of one match, or all of them', async () => {
    await ledger.fault({ mode: 'fail' });
    await ledger.fault({ mode: 'fail', match: { executionId: 'e1' } });
    await ledger.fault({ mode: 'off', match: { executionId: 'e1' } });
    expect(await (await ledger.get('/faults')).json()).toEqual([{ mode: 'fail', delayMs: 0, times: null, match: {} }]);

    await ledger.fault({ mode: 'off' });
    expect((await ledger.refund('e1')).status).toBe(200);
  });

  it.each([
    [{ mode: 'sulk' }],
    [{ mode: 'fail', times: 0 }],
    [{ mode: 'slow', delayMs: -1 }],
    [{ mode: 'fail', match: { colour: 'red' } }],
    [[]],
  ])('refuses the order %j', async (order) => {
    expect((await ledger.fault(order)).status).toBe(400);
    expect(await (await ledger.get('/faults')).json()).toEqual([]);
  });
});
