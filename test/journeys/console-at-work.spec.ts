import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { describeWith } from '../support/describe-with.js';
import { ok } from '../support/installation-http.js';
import { refund } from '../support/installation-proposals.js';
import { Journey, START_MS } from '../support/journey.js';

const PHONE = { width: 390, height: 844 };

describeWith('chromium', 'the console', () => {
  let journey: Journey;

  beforeAll(async () => {
    journey = await Journey.begin();
  }, START_MS);
  afterAll(() => journey?.end());
  afterEach(() => expect(journey.troubles).toEqual([]));

  test('shows a new proposal in an open inbox without being reloaded', async () => {
    const operator = await journey.visit('operator');
    await operator.page.evaluate('window.sameDocument = true');
    const { id } = await journey.agent.submit(refund());
    await operator.row(id).waitFor();
    expect(await operator.page.evaluate('window.sameDocument')).toBe(true);
  });

  test('takes a signature by keyboard alone', async () => {
    const { id } = await journey.agent.submit(refund());
    const operator = await journey.visit('operator');
    await operator.row(id).waitFor();
    const rows = await operator.page.locator('a[data-ticket]').all();
    const focused = () => operator.page.evaluate('document.activeElement.dataset.ticket');
    for (let row = 0; row < rows.length && (await focused()) !== id; row++) await operator.page.keyboard.press('j');
    expect(await focused()).toBe(id);
    await operator.page.keyboard.press('Enter');
    await operator.signedContent();
    await operator.canApprove();
    await operator.page.keyboard.press('a');
    await operator.button('Sign approval').waitFor();
    await operator.page.keyboard.press('Enter');
    await operator.page.getByText('Signed.', { exact: true }).waitFor();
    await journey.answerWith('ok', id);
  });

  test('takes a signature on a phone, where nothing is wider than the screen', async () => {
    const proposal = refund({ amount: '4200' });
    const { id } = await journey.agent.submit(proposal);
    const operator = await journey.visit('operator', { viewport: PHONE });
    const width = () => operator.page.evaluate('document.documentElement.scrollWidth');
    await operator.row(id).waitFor();
    expect(await width()).toBe(PHONE.width);
    await operator.row(id).click();
    expect(await operator.signedContent()).toContain('EUR 42.00');
    expect(await width()).toBe(PHONE.width);
    await operator.page.getByTestId('ink-frame').locator('footer').scrollIntoViewIfNeeded();
    await operator.approve();
    await journey.answerWith('ok', id);
    expect(await journey.product.effectsOn(proposal.toolCall.arguments.payment_id)).toHaveLength(1);
  });

  test('shows hostile markup as the text that it is', async () => {
    const person = await journey.product.person('operator');
    const { data } = await ok(person.get('/v1/tickets?customerRef=cus_13370'));
    const { id } = data[0];
    const operator = await journey.visit('operator');
    for (const path of ['/', `/tickets/${id}`, `/audit-log?ticketId=${id}`]) {
      await operator.goTo(path);
      await operator.page
        .getByText(/<script>|Proposed by/)
        .first()
        .waitFor();
      expect(
        await operator.page.locator('main :is(script, iframe, img, svg [onload], a[href^="javascript"])').count(),
      ).toBe(0);
      expect(await operator.page.title()).toContain('Countersign');
    }
    await operator.goTo(`/tickets/${id}`);
    expect(await operator.signedContent()).toContain('customer asked <script>alert(5)</script>');
    await operator.page.getByText('<iframe srcdoc=').waitFor();
  });
});
