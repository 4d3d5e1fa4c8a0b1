import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { describeWith } from '../support/describe-with.js';
import { refund } from '../support/installation-proposals.js';
import { Journey, START_MS } from '../support/journey.js';

describeWith('chromium', 'a refund that somebody rejects', () => {
  let journey: Journey;

  beforeAll(async () => {
    journey = await Journey.begin();
  }, START_MS);
  afterAll(() => journey?.end());
  afterEach(() => expect(journey.troubles).toEqual([]));

  test('never reaches the ledger, not even with a signature on it, and the agent is told why', async () => {
    const proposal = refund({ amount: '61240' });
    const { id } = await journey.agent.submit(proposal);
    const operator = await journey.product.person('operator');
    await operator.approve(await operator.ticket(id));

    const lead = await journey.visit('support_lead');
    await lead.goTo(`/tickets/${id}`);
    await lead.button('Reject…').click();
    expect(await lead.button('Confirm rejection').isDisabled()).toBe(true);
    await lead.page.getByLabel('The amount is wrong').check();
    await lead.page.getByLabel('In your words').fill('Shipping was paid back on Monday.');
    await lead.button('Confirm rejection').click({ clickCount: 2 });
    await lead.page.getByText('Rejected. Nothing runs.').first().waitFor();

    expect(await journey.agent.answer(id)).toMatchObject({
      status: 'blocked',
      answer: '',
      reasonCode: 'POLICY_RESTRICTED',
      ticket: { state: 'rejected', rejectReason: 'wrong_amount' },
      execution: null,
    });
    await aRefundRuns();
    expect(await journey.product.effectsOn(proposal.toolCall.arguments.payment_id)).toEqual([]);
    const story = await journey.product.auditOf(id);
    expect(story.map(({ action, payload }) => [action, payload.verdict, payload.reason].filter(Boolean))).toEqual([
      ['proposal.received'],
      ['ticket.routed'],
      ['sign_off.given', 'approve'],
      ['sign_off.given', 'reject', 'wrong_amount'],
      ['ticket.rejected', 'wrong_amount'],
    ]);
  });

  /** Another refund goes all the way: whatever was to run before it has run by then. */
  async function aRefundRuns(): Promise<void> {
    const operator = await journey.product.person('operator');
    const { id } = await journey.agent.submit(refund());
    await operator.approve(await operator.ticket(id));
    await journey.answerWith('ok', id);
  }
});
