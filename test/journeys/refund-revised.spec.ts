import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { describeWith } from '../support/describe-with.js';
import { refund } from '../support/installation-proposals.js';
import { Journey, START_MS } from '../support/journey.js';
import type { Visitor } from '../support/visitor.js';

describeWith('chromium', 'a refund that is too high', () => {
  const proposal = refund({ amount: '61240' });
  const { arguments: args } = proposal.toolCall;
  let journey: Journey;
  let id: string;
  let editor: Visitor;

  beforeAll(async () => {
    journey = await Journey.begin();
    ({ id } = await journey.agent.submit(proposal));
    const lead = await journey.product.person('support_lead');
    await lead.approve(await lead.ticket(id));
  }, START_MS);
  afterAll(() => journey?.end());
  afterEach(() => expect(journey.troubles).toEqual([]));

  test('is revised by an operator, who sees both versions before sending the new one', async () => {
    editor = await journey.visit('operator');
    await editor.goTo(`/tickets/${id}`);
    await editor.button('Revise').click();
    await editor.page.getByLabel('Amount, needed').fill('412.40');
    await editor.button('Compare').click();
    const changed = editor.page.getByRole('row', { name: 'amount_minor' });
    expect(await changed.getByRole('deletion').allInnerTexts()).toContain('612.40');
    expect(await changed.getByRole('insertion').allInnerTexts()).toContain('412.40');
    expect(await editor.page.getByRole('dialog').getByRole('row').count()).toBe(2);
    await editor.button('Send revision').click();
    await editor.heading(`Refund EUR 412.40 of ${args.payment_id}?`).waitFor();
  });

  test('has lost the signature it had, and does not take its editor’s', async () => {
    expect(await editor.signedContent()).toContain('Revision 2');
    await editor.page.getByText('Not signed yet').waitFor();
    expect(await editor.button(/^Approve/).isDisabled()).toBe(true);
    const ticket = await (await journey.product.person('operator')).ticket(id);
    expect(ticket).toMatchObject({ revision: 2, refusals: { approve: { code: 'not_allowed_to_sign' } } });
    expect(ticket.signOffs).toMatchObject([{ revision: 1, verdict: 'approve', counts: false }]);
    expect(await journey.product.effectsOn(args.payment_id)).toEqual([]);
  });

  test('is paid as it was revised, once somebody else has signed that', async () => {
    const other = await journey.visit('operator', { which: 1 });
    await other.row(id).click();
    await other.signedContent();
    await other.approve();
    await journey.answerWith('ok', id);
    expect(await journey.product.effectsOn(args.payment_id)).toMatchObject([
      { arguments: { ...args, amount_minor: '41240' } },
    ]);
  });
});
