import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { barriersOn, settled } from '../support/accessible.js';
import { describeWith } from '../support/describe-with.js';
import { eventually } from '../support/eventually.js';
import { ok } from '../support/installation-http.js';
import { refund } from '../support/installation-proposals.js';
import { Journey, START_MS } from '../support/journey.js';
import { picturesOf } from '../support/pictures.js';
import type { Visitor } from '../support/visitor.js';

const PHONE = { width: 390, height: 844 };

describeWith('chromium', 'several tickets at once', () => {
  let journey: Journey;
  const expected: RegExp[] = [];

  beforeAll(async () => {
    journey = await Journey.begin();
  }, START_MS);
  afterAll(() => journey?.end());
  afterEach(() => {
    expect(journey.troubles.filter((line) => !expected.some((known) => known.test(line)))).toEqual([]);
  });

  /** The ids of three new tickets, on screen in the order of the list. */
  async function three(visitor: Visitor): Promise<string[]> {
    const ids = [];
    for (let n = 0; n < 3; n++) ids.push((await journey.agent.submit(refund())).id as string);
    for (const id of ids) await visitor.row(id).waitFor();
    return ids;
  }

  async function focusOn({ page, row }: Visitor, id: string): Promise<void> {
    await page.locator(`a[data-ticket="${id}"]`).focus();
    await page.keyboard.press('Space');
    void row;
  }

  test('are rejected by keyboard, for one reason; one that was decided meanwhile is named and stays selected', async () => {
    const operator = await journey.visit('operator');
    const { keyboard } = operator.page;
    const [first, second, third] = await three(operator);
    for (const id of [first, second, third]) await focusOn(operator, id!);
    await operator.page.getByText('3 tickets selected').waitFor();
    await operator.page.getByText('Approving is done one by one').waitFor();
    await picturesOf(operator, 'selection');
    await keyboard.press('r');
    const dialog = operator.page.getByRole('dialog', { name: 'Reject 3 tickets' });
    await dialog.getByRole('radio').first().waitFor();
    // A colleague is quicker with one of them.
    const colleague = await journey.product.person('operator', 1);
    await ok(colleague.approve(await colleague.ticket(second!)));
    expected.push(/409/);
    await dialog.getByRole('radio').first().focus();
    await keyboard.press('Space');
    await keyboard.press('Enter');
    await operator.page.getByText('1 ticket could not be done and stays selected:').waitFor();
    const { number } = await colleague.ticket(second!);
    await operator.page.getByText(new RegExp(`T-${number}: `)).waitFor();
    await picturesOf(operator, 'selection-failed');
    for (const id of [first, third]) {
      expect((await journey.agent.answer(id!)).ticket).toMatchObject({
        state: 'rejected',
        rejectReason: 'wrong_amount',
      });
    }
    expect((await journey.agent.answer(second!)).ticket.state).toBe('approved');
  });

  test('are handed over to a colleague, who finds them as theirs, and can’t be approved together', async () => {
    const operator = await journey.visit('operator');
    const ids = await three(operator);
    for (const id of ids) await focusOn(operator, id);
    await operator.page.getByText('3 tickets selected').waitFor();
    expect(
      await operator.page
        .getByRole('region', { name: 'What is selected' })
        .getByText(/^Approve/)
        .count(),
    ).toBe(0);
    await operator.page.keyboard.press('h');
    const dialog = operator.page.getByRole('dialog', { name: 'Hand over 3 tickets' });
    await dialog.getByRole('combobox', { name: 'To whom?' }).click();
    const colleague = await journey.product.person('operator', 1);
    const { person } = await ok(colleague.get('/v1/session'));
    await operator.page.getByRole('option', { name: new RegExp(person.name) }).click();
    await picturesOf(operator, 'hand-over');
    await dialog.getByRole('button', { name: 'Hand over 3 tickets' }).click();
    await operator.page.getByText('Done with 3 tickets.').waitFor();
    const { data } = await ok(colleague.get('/v1/tickets?state=pending_review&claimedBy=me'));
    expect(data.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(ids));
  });

  test('are rejected on a phone, where a finger selects them', async () => {
    const operator = await journey.visit('operator', { viewport: PHONE });
    const { page } = operator;
    const ids = await three(operator);
    const { number } = await (await journey.product.person('operator')).ticket(ids[0]!);
    const box = page.getByRole('checkbox', { name: `Select T-${number}`, exact: true });
    expect(await box.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Select', exact: true }).click();
    await box.check();
    await page
      .locator('li', { has: operator.row(ids[1]!) })
      .getByRole('checkbox')
      .check();
    await page.getByText('2 tickets selected').waitFor();
    await settled(page);
    expect(await barriersOn(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
    await picturesOf(operator, 'selection-phone');
    await page
      .getByRole('region', { name: 'What is selected' })
      .getByRole('button', { name: /^Reject/ })
      .click();
    const dialog = page.getByRole('dialog', { name: 'Reject 2 tickets' });
    await dialog.getByRole('radio').first().check();
    await dialog.getByRole('button', { name: 'Reject 2 tickets' }).click();
    await page.getByText('Done with 2 tickets.').waitFor();
    for (const id of ids.slice(0, 2)) expect((await journey.agent.answer(id)).ticket.state).toBe('rejected');
    await page.getByRole('button', { name: 'Done', exact: true }).click();
    await box.waitFor({ state: 'hidden' });
  });

  test('a ticket on screen is signed by nobody while the server is silent, and is caught up with when it is back', async () => {
    const { id } = await journey.agent.submit(refund());
    const operator = await journey.visit('operator');
    await operator.goTo(`/tickets/${id}`);
    await operator.signedContent();
    await operator.canApprove();
    const { url } = await journey.product.access();
    expected.push(/Failed to load resource|net::ERR|502|503|500/);
    await journey.product.stop();
    await operator.page.getByText('The live connection is lost.').waitFor();
    await operator.page.getByText('The server has not answered for a while').waitFor({ timeout: 30_000 });
    expect(await operator.button(/^Approve/).isDisabled()).toBe(true);
    await picturesOf(operator, 'connection-lost');
    await journey.product.start({ port: Number(new URL(url).port) });
    // While the browser was not listening, somebody changed what is to be signed.
    const colleague = await journey.product.person('operator', 1);
    await ok(colleague.revise(await colleague.ticket(id), { draft: { answer: 'Not what you have seen.' } }));
    await operator.page.getByText('This ticket changed while you had it open.').waitFor();
    await operator.page.getByText('The live connection is lost.').waitFor({ state: 'detached' });
    await eventually('the approval to be open again', () => operator.button(/^Approve/).isEnabled());
  }, 90_000);
});
