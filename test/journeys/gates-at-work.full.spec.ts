import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { describeWith } from '../support/describe-with.js';
import { ok } from '../support/installation-http.js';
import { refund } from '../support/installation-proposals.js';
import { Journey, START_MS } from '../support/journey.js';
import { picturesOf } from '../support/pictures.js';

const PHONE = { width: 390, height: 844 };

describeWith('chromium', 'the console', () => {
  let journey: Journey;

  beforeAll(async () => {
    journey = await Journey.begin();
  }, START_MS);
  afterAll(() => journey?.end());
  afterEach(() => expect(journey.troubles).toEqual([]));

  test('stops everything with a reason, says so on every page, and lets it run again', async () => {
    const admin = await journey.visit('admin');
    await admin.goTo('/tools');
    await admin.button('Stop everything').click();
    await admin.page.getByLabel('Why').fill('Refunds are paid out twice');
    await admin.button(/^Stop$/).click();
    await admin.page.getByText('Everything is stopped.').first().waitFor();
    await picturesOf(admin, 'tools-stopped');

    const operator = await journey.visit('operator', { viewport: PHONE });
    await operator.page.getByText('Refunds are paid out twice').first().waitFor();
    const { id } = await journey.agent.submit(refund());
    const person = await journey.product.person('operator');
    await ok(person.approve(await person.ticket(id)));
    expect(await journey.agent.answer(id)).toMatchObject({ status: 'needs_review', reasonCode: 'TOOL_UNAVAILABLE' });
    await picturesOf(operator, 'inbox-stopped-phone');

    await admin.goTo('/tools');
    await admin.page.getByText('1 approved call waits.').waitFor();
    await admin.button('Let everything run again').click();
    await admin.page.getByLabel('Why').fill('It was one customer');
    await admin.button('Let it run').click();
    await journey.answerWith('ok', id);
    await picturesOf(admin, 'tools');
  });

  test('leads to an unknown outcome, and ends it when two people say the same', async () => {
    // The demo has one: its ledger hung up on a tool that takes one attempt only.
    const auditor = await journey.product.person('auditor');
    const { data } = await ok(auditor.get('/v1/executions?state=unknown'));
    expect(data).toHaveLength(1);

    const first = await journey.visit('operator');
    await first.page.getByRole('link', { name: /Unknown outcomes/ }).click();
    await first.heading('Unknown outcomes').waitFor();
    await first.button('It happened').click();
    await first.page.getByLabel('How you know').fill('The ledger has it, entry 8841');
    await first.button('Say so').click();
    await first.page.getByText('You have said so.').waitFor();
    await picturesOf(first, 'unknown');

    const second = await journey.visit('support_lead', { viewport: PHONE });
    await second.goTo('/unknown-outcomes');
    await second.page.getByText('The ledger has it, entry 8841').waitFor();
    expect(await second.page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
    await picturesOf(second, 'unknown-phone');
    await second.button('It happened').click();
    await second.page.getByLabel('How you know').fill('Seen at the bank, too');
    await second.button('Say so').click();
    await second.page.getByText('No outcome is unknown').waitFor();
    expect((await auditor.ticket(data[0].ticketId)).execution).toMatchObject({ state: 'succeeded', attempts: 1 });
  });
});
