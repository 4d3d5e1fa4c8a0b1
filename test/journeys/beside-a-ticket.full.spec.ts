import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { describeWith } from '../support/describe-with.js';
import { eventually } from '../support/eventually.js';
import { ok } from '../support/installation-http.js';
import { refund } from '../support/installation-proposals.js';
import { Journey, START_MS } from '../support/journey.js';
import { picturesOf } from '../support/pictures.js';

const PHONE = { width: 390, height: 844 };

describeWith('chromium', 'what stands beside a ticket', () => {
  let journey: Journey;

  beforeAll(async () => {
    journey = await Journey.begin();
  }, START_MS);
  afterAll(() => journey?.end());
  afterEach(() => expect(journey.troubles).toEqual([]));

  test('colleagues see each other on the same ticket, and what was decided about such cases', async () => {
    const operator = await journey.product.person('operator');
    for (const verdict of ['approve', 'reject'] as const) {
      const { id } = await journey.agent.submit(refund({ amount: '1234567', currency: 'JPY' }));
      const shown = await operator.ticket(id);
      const lead = await journey.product.person('support_lead');
      if (verdict === 'reject') await ok(operator.reject(shown, 'not_justified'));
      else await ok(lead.reject(shown, 'duplicate'));
    }
    const { id } = await journey.agent.submit(refund({ amount: '1234567', currency: 'JPY' }));
    const one = await journey.visit('operator');
    await one.goTo(`/tickets/${id}`);
    const similar = one.page.getByRole('region', { name: 'Similar cases' });
    await similar.getByText('0 approved, 2 rejected').waitFor();
    await similar.getByText('The evidence does not justify it').waitFor();
    const other = await journey.visit('support_lead');
    await other.goTo(`/tickets/${id}`);
    await one.page.getByText(/is looking at this, too/).waitFor();
    await other.page.getByText(/is looking at this, too/).waitFor();
    await picturesOf(one, 'looking');
    await other.goTo('/');
    await one.page.getByText(/is looking at this, too/).waitFor({ state: 'detached' });
  });

  test('support leads keep the reasons to refuse for, which whoever rejects then chooses from', async () => {
    const lead = await journey.visit('support_lead');
    await lead.page.getByRole('link', { name: 'Reject reasons' }).click();
    await lead.heading('Reject reasons').waitFor();
    await lead.button('Add a reason').click();
    const dialog = lead.page.getByRole('dialog');
    await dialog.getByLabel('What people read').fill('Goodwill is used up');
    expect(await dialog.getByLabel('What the agent is told').inputValue()).toBe('goodwill_is_used_up');
    await dialog.getByRole('button', { name: 'Add a reason' }).click();
    for (let up = 0; up < 7; up++) await lead.button('Move up: Goodwill is used up').click();
    await lead.button('Archive: Another reason').click();
    await picturesOf(lead, 'reject-reasons');
    await lead.button('Save the list').click();
    await lead.page.getByText('The new list is in force.').waitFor();
    await lead.page.getByText('Version 2').waitFor();

    const { id } = await journey.agent.submit(refund());
    const operator = await journey.visit('operator', { viewport: PHONE });
    await operator.goTo(`/tickets/${id}`);
    await operator.signedContent();
    await operator.button(/^Reject/).click();
    await operator.page.getByLabel('Goodwill is used up').check();
    expect(await operator.page.getByLabel('Another reason').count()).toBe(0);
    await picturesOf(operator, 'reject-phone');
    await operator.button('Confirm rejection').click();
    await eventually('the agent to be told', async () => {
      const { ticket } = await journey.agent.answer(id);
      return ticket.rejectReason === 'goodwill_is_used_up';
    });
    await operator.goTo('/reject-reasons');
    await operator.page.getByText('Read only').first().waitFor();
    expect(await operator.page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
    await picturesOf(operator, 'reject-reasons-phone');
  });
});
