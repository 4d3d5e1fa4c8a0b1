import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { barriersOn, settled } from '../support/accessible.js';
import { describeWith } from '../support/describe-with.js';
import { refund } from '../support/installation-proposals.js';
import { Journey, START_MS } from '../support/journey.js';
import { picturesOf } from '../support/pictures.js';
import type { Visitor } from '../support/visitor.js';

const NOTE = 'The bank says that it was charged once';

describeWith('chromium', 'a reviewer who loses', () => {
  let journey: Journey;
  let operator: Visitor;

  beforeAll(async () => {
    journey = await Journey.begin();
    operator = await journey.visit('operator');
  }, START_MS);
  afterAll(() => journey?.end());
  // A browser complains of every request that finds nobody; of errors in the page itself there are none.
  afterEach(() => expect(journey.troubles.filter((trouble) => trouble.startsWith('page:'))).toEqual([]));

  async function onTicket(): Promise<string> {
    const { id } = await journey.agent.submit(refund());
    await operator.goTo(`/tickets/${id}`);
    await operator.canApprove();
    return id;
  }

  const stateOf = async (id: string) => (await (await journey.product.person('operator')).ticket(id)).state;
  const dialog = () => operator.page.getByRole('dialog');
  const note = () => dialog().getByLabel(/^In your words/);

  async function beginRejecting(): Promise<void> {
    await operator.button(/^Reject…/).click();
    await dialog().getByRole('radio').first().check();
    await note().fill(NOTE);
  }

  async function finishRejecting(id: string): Promise<void> {
    await dialog().getByRole('button', { name: 'Confirm rejection' }).click();
    await operator.page.getByText('Rejected. Nothing runs.').first().waitFor();
    expect(await stateOf(id)).toBe('rejected');
  }

  test('the network signs nothing that may be old, keeps what was typed, and goes on where it stood', async () => {
    const id = await onTicket();
    const { page } = operator;
    await page.context().setOffline(true);
    await page.getByText('You are offline; what is shown may be old.').first().waitFor();
    expect(await operator.button(/^Approve/).isDisabled()).toBe(true);
    await beginRejecting();
    await dialog().getByRole('button', { name: 'Confirm rejection' }).click();
    await dialog()
      .getByText(/^The connection broke|does not answer/)
      .waitFor();
    await picturesOf(operator, 'offline');
    expect(await note().inputValue()).toBe(NOTE);
    await page.context().setOffline(false);
    await page.getByText('You are offline; what is shown may be old.').first().waitFor({ state: 'detached' });
    await finishRejecting(id);
  });

  test('the network with the confirmation open cannot sign until it is back', async () => {
    await onTicket();
    const { page } = operator;
    await operator.button(/^Approve/).click();
    await page.locator('button:enabled', { hasText: 'Sign approval' }).waitFor();
    await page.context().setOffline(true);
    await page.locator('button:disabled', { hasText: 'Sign approval' }).waitFor();
    await dialog().getByText('You are offline; what is shown may be old.').waitFor();
    await page.context().setOffline(false);
    await page.locator('button:enabled', { hasText: 'Sign approval' }).click();
    await page.getByText('Signed.', { exact: true }).waitFor();
  });

  test('the page finds what was typed after loading it anew, the revision in the making too', async () => {
    const id = await onTicket();
    const { page } = operator;
    await beginRejecting();
    await dialog().press('Escape');
    await operator.button(/^Revise/).click();
    await dialog().getByLabel('Draft answer').fill('We are looking into it.');
    await page.reload();
    await operator.canApprove();
    await operator.button(/^Revise/).click();
    expect(await dialog().getByLabel('Draft answer').inputValue()).toBe('We are looking into it.');
    await dialog().press('Escape');
    await operator.button(/^Reject…/).click();
    await note().waitFor();
    expect(await note().inputValue()).toBe(NOTE);
    await finishRejecting(id);
  });

  test('the session signs in again and is where they were, with what they typed; a colleague finds nothing', async () => {
    const id = await onTicket();
    const { page } = operator;
    await beginRejecting();
    await page.context().clearCookies();
    // Whichever request comes first is told that the session is over: this one, or one that the page sends by itself.
    const confirm = dialog().getByRole('button', { name: 'Confirm rejection' });
    await confirm.click({ timeout: 2000 }).catch(() => undefined);
    await page.getByLabel('E-mail').waitFor();
    expect(await stateOf(id)).toBe('pending_review');
    await signIn(0);
    await page.waitForURL(new RegExp(`/tickets/${id}`));
    await operator.canApprove();
    await operator.button(/^Reject…/).click();
    await note().waitFor();
    expect(await note().inputValue()).toBe(NOTE);
    await dialog().press('Escape');

    await page.context().clearCookies();
    await page.reload();
    await page.getByLabel('E-mail').waitFor();
    await signIn(1);
    await page.waitForURL(new RegExp(`/tickets/${id}`));
    await operator.canApprove();
    await operator.button(/^Reject…/).click();
    await note().waitFor();
    expect(await note().inputValue()).toBe('');
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toContain(NOTE);
    await dialog().press('Escape');
  });

  test('a page that breaks keeps the way around it, and nothing of the ticket is told', async () => {
    const { id } = await journey.agent.submit(refund());
    operator = await journey.visit('operator');
    const { page } = operator;
    await operator.row(id).waitFor();
    const broken = (url: URL) => url.pathname === `/v1/tickets/${id}`;
    await page.route(broken, (route) => route.fulfill({ json: { id, number: 1, secret: 'Wilhelmine' } }));
    await operator.row(id).click();
    await operator.heading('This page broke').waitFor();
    await settled(page);
    expect(await page.locator('main').innerText()).not.toContain('Wilhelmine');
    expect(await barriersOn(page)).toEqual([]);
    await picturesOf(operator, 'broken');
    await page.unroute(broken);
    await page.getByRole('navigation').getByRole('link', { name: 'Approvals' }).click();
    await operator.heading('Approvals').waitFor();
    await operator.goTo(`/tickets/${id}`);
    await operator.canApprove();
  });

  async function signIn(which: number): Promise<void> {
    const { email, password } = await journey.product.accessOf('operator', which);
    await operator.page.getByLabel('E-mail').fill(email);
    await operator.page.getByLabel('Password').fill(password);
    await operator.button('Sign in').click();
  }
});
