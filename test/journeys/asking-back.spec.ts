import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { barriersOn, settled } from '../support/accessible.js';
import { describeWith } from '../support/describe-with.js';
import { ok } from '../support/installation-http.js';
import { refund } from '../support/installation-proposals.js';
import { Journey, START_MS } from '../support/journey.js';
import { picturesOf } from '../support/pictures.js';

const PHONE = { width: 390, height: 844 };
const QUESTION = 'Which of the two payments is the wrong one?';
const ANSWER = 'The second one, of Friday evening';

describeWith('chromium', 'a reviewer who lacks something', () => {
  let journey: Journey;

  beforeAll(async () => {
    journey = await Journey.begin();
  }, START_MS);
  afterAll(() => journey?.end());
  afterEach(() => expect(journey.troubles).toEqual([]));

  test('asks the customer, finds the ticket apart from the inbox, and decides on what comes back', async () => {
    const { id } = await journey.agent.submit(refund());
    const operator = await journey.visit('operator');
    const { page } = operator;
    await operator.goTo(`/tickets/${id}`);
    await page.locator('.s-draft').waitFor();
    await page.keyboard.press('q');
    const dialog = page.getByRole('dialog', { name: 'Ask the customer' });
    await dialog.waitFor();
    await settled(page);
    expect(await barriersOn(page)).toEqual([]);
    await dialog.getByLabel('Your question, as the customer reads it').fill(QUESTION);
    await picturesOf(operator, 'ask');
    await dialog.getByRole('button', { name: 'Send the question' }).click();
    await page.getByText('Asked. It comes back with the answer.').waitFor();
    await page.getByText('You may decide all the same; that ends the question.').waitFor();
    await page.getByRole('timer').getByText('Waiting for the customer').waitFor();
    await settled(page);
    expect(await barriersOn(page)).toEqual([]);
    await picturesOf(operator, 'asked');

    const lead = await journey.visit('support_lead', { viewport: PHONE });
    await lead.goTo('/?view=asked');
    await lead.page.locator(`a[data-ticket="${id}"]`).waitFor();
    await picturesOf(lead, 'asked-list-phone');
    await lead.goTo(`/tickets/${id}`);
    await lead.page.getByText(QUESTION).first().waitFor();
    await picturesOf(lead, 'asked-phone');

    expect((await journey.agent.answer(id)).question.text).toBe(QUESTION);
    await ok(journey.agent.context(id, { text: ANSWER, evidence: [{ id: 'bank:7', title: 'Payments of Friday' }] }));
    await page.locator('.s-exchange').getByText(ANSWER).waitFor();
    await page.getByText('This ticket changed while you had it open.').waitFor();
    await page.locator('.s-evidence').getByText('Payments of Friday').waitFor();
    await settled(page);
    expect(await barriersOn(page)).toEqual([]);
    await picturesOf(operator, 'answered');
    const person = await journey.product.person('operator');
    expect(await ok(person.approve(await person.ticket(id)))).toMatchObject({ state: 'approved', revision: 2 });
  });
});
