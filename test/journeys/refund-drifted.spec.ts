import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { describeWith } from '../support/describe-with.js';
import { ok } from '../support/installation-http.js';
import { refund } from '../support/installation-proposals.js';
import { Journey, START_MS } from '../support/journey.js';
import type { Visitor } from '../support/visitor.js';

/** All that a payment of the demo opens with, in minor units. */
const ALL_OF_IT = '100000000';

describeWith('chromium', 'a refund of a payment that somebody else refunds meanwhile', () => {
  const proposal = refund({ amount: '4200' });
  const { arguments: args } = proposal.toolCall;
  let journey: Journey;
  let id: string;
  let operator: Visitor;

  beforeAll(async () => {
    journey = await Journey.begin();
    ({ id } = await journey.agent.submit(proposal));
  }, START_MS);
  afterAll(() => journey?.end());
  afterEach(() => expect(journey.troubles).toEqual([]));

  test('shows in the frame of what is signed how the payment stood, and as of when', async () => {
    operator = await journey.visit('operator');
    await operator.goTo(`/tickets/${id}`);
    const signed = await operator.signedContent();
    expect(signed).toMatch(/payment\s+status\s+open\s+must still be so when it runs/);
    expect(signed).toMatch(/refundedTotalMinor\s+0/);
    expect(signed).toMatch(/as of .+ read once more right before it runs/);
    const ticket = await (await journey.product.person('operator')).ticket(id);
    expect(JSON.parse(ticket.signedContent).preconditions).toEqual(ticket.observation);
  });

  test('is not paid although it was signed: it comes back with what was seen then and what is seen now', async () => {
    const other = refund({ amount: ALL_OF_IT, args: { payment_id: args.payment_id } });
    const { id: otherId } = await journey.agent.submit(other);
    for (const role of ['support_lead', 'operator']) {
      const person = await journey.product.person(role, role === 'operator' ? 1 : 0);
      await ok(person.approve(await person.ticket(otherId)));
    }
    await journey.answerWith('ok', otherId);

    await operator.approve();
    await operator.goTo(`/tickets/${id}`);
    await operator.page.getByText('payment.status was open and is refunded').first().waitFor();
    const signed = await operator.signedContent();
    expect(signed).toMatch(/status\s+refunded\s+revision 1 said\s+open/);
    expect(signed).toContain('Revision 2');
    await operator.page.getByText('preconditions.payment.status').waitFor();
    expect(await journey.product.effectsOn(args.payment_id)).toHaveLength(1);
    expect((await journey.agent.answer(id)).status).toBe('needs_review');
  });
});
