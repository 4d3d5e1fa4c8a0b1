import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { UNSEEN_FOCUS } from '../support/accessible.js';
import { describeWith } from '../support/describe-with.js';
import { eventually } from '../support/eventually.js';
import { ok } from '../support/installation-http.js';
import { refund } from '../support/installation-proposals.js';
import { Journey, START_MS } from '../support/journey.js';

/** Where to leave pictures for somebody to look at; none are taken by default. */
const PICTURES = process.env.COUNTERSIGN_TEST_PICTURES;

const ticketIn = (page: Page) => page.url().split('/').at(-1)!.split('?')[0]!;

/** Signs in and enters focus mode, with keys alone. */
async function enterByKeys(journey: Journey): Promise<Page> {
  const { url } = await journey.product.access();
  const { page } = await journey.arrive(url);
  const { email, password } = await journey.product.accessOf('operator');
  const { keyboard } = page;
  await page.getByLabel('E-mail').waitFor();
  const field = () => page.evaluate('document.activeElement.type');
  for (let stop = 0; (await field()) !== 'email' && stop < 5; stop++) await keyboard.press('Tab');
  await keyboard.type(email);
  await keyboard.press('Tab');
  await keyboard.type(password);
  await keyboard.press('Enter');
  await page.locator('a[data-ticket]').first().waitFor();
  await keyboard.press('f');
  await page.waitForURL(/\/focus\//);
  return page;
}

/** What the review of this ticket shows once it may be signed, or what hinders. */
async function readTicket(page: Page, id: string): Promise<void> {
  await page.waitForURL(new RegExp(id));
  await page.getByTestId('ink-frame').getByText('checked here').waitFor();
}

async function approveByKeys(page: Page): Promise<void> {
  const sign = page.getByRole('button', { name: 'Sign approval' });
  await eventually('the confirmation to open', async () => {
    await page.keyboard.press('a');
    // Where the same call was made before, the key leads to the box that says one knows.
    if (await page.evaluate('document.activeElement.type === "checkbox" && !document.activeElement.checked')) {
      await page.keyboard.press('Space');
    }
    return sign.isVisible();
  });
  await page.keyboard.press('Enter');
}

async function rejectByKeys(page: Page): Promise<void> {
  await page.keyboard.press('r');
  await page.getByRole('radio').first().waitFor();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

async function escalateByKeys(page: Page): Promise<void> {
  await page.keyboard.press('x');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('Please look at this one');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
}

describeWith('chromium', 'focus mode', () => {
  let journey: Journey;
  let page: Page;

  beforeAll(async () => {
    journey = await Journey.begin();
    for (let n = 0; n < 12; n++) await journey.agent.submit(refund({ amount: String(1000 + n) }));
  }, START_MS);
  afterAll(() => journey?.end());
  // A page that stays in focus mode goes on claiming what waits.
  afterEach(() => page?.close());
  afterEach(() => expect(journey.troubles).toEqual([]));

  test('decides ten tickets by keyboard alone, by time to breach, each claimed, none waited for', async () => {
    page = await enterByKeys(journey);
    await readTicket(page, ticketIn(page));
    // Whatever stands for something that is still being loaded is noticed, however short it is there.
    await page.evaluate(`(() => {
      window.waits = 0;
      const look = () => document.body.innerText.includes('Loading') && window.waits++;
      new MutationObserver(look).observe(document.getElementById('page'), { childList: true, subtree: true });
    })()`);
    const operator = await journey.product.person('operator');
    const decided: string[] = [];
    const due: string[] = [];
    for (let n = 0; n < 10; n++) {
      const id = ticketIn(page);
      await readTicket(page, id);
      const claimed = await eventually('the claim', async () => {
        const ticket = await operator.ticket(id);
        return ticket.claim?.personId === operator.id && ticket;
      });
      due.push(claimed.dueAt);
      if (PICTURES && n === 1) await page.screenshot({ path: `${PICTURES}/focus-mode.png` });
      if (n === 4) await escalateByKeys(page);
      else if (n % 3 === 2) await rejectByKeys(page);
      else await approveByKeys(page);
      await page.waitForURL((url) => !url.href.includes(id));
      decided.push(id);
    }
    expect(due).toEqual([...due].sort());
    expect(new Set(decided).size).toBe(10);
    expect(await page.evaluate('window.waits')).toBe(0);
    await page.getByText(/10 done/).waitFor();
    const states = await Promise.all(decided.map(async (id) => (await operator.ticket(id)).state));
    expect(states[2]).toBe('rejected');
    expect((await operator.ticket(decided[4]!)).queue).toBe('leads');
    const signed = await ok(operator.get(`/v1/approvals?personId=${operator.id}&limit=50`));
    const mine = signed.data.map(({ ticketId }: { ticketId: string }) => ticketId);
    expect(mine).toEqual(expect.arrayContaining(decided.filter((_, n) => n !== 4)));
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
    const held = async () => (await ok(operator.get('/v1/tickets?state=pending_review&claimedBy=me'))).data;
    await eventually('nothing to be held any more', async () => (await held()).length === 0);
  }, 90_000);

  test('passes one over, goes back to it, and gives back what it leaves undecided', async () => {
    page = await enterByKeys(journey);
    const operator = await journey.product.person('operator');
    const first = ticketIn(page);
    await readTicket(page, first);
    const holderOf = async (id: string) => (await operator.ticket(id)).claim?.personId ?? null;
    await eventually('the first to be claimed', async () => (await holderOf(first)) === operator.id);
    await page.keyboard.press('j');
    await page.waitForURL((url) => !url.href.includes(first));
    const second = ticketIn(page);
    await eventually('the first to be given back', async () => (await holderOf(first)) === null);
    await eventually('the second to be claimed', async () => (await holderOf(second)) === operator.id);
    await page.keyboard.press('k');
    await readTicket(page, first);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
    await eventually('both to be given back', async () => !(await holderOf(first)) && !(await holderOf(second)));
  });

  test('leaves to a colleague what the colleague works on, and shows where the focus is at every stop', async () => {
    const other = await journey.product.person('operator', 1);
    const { data } = await ok(other.get('/v1/tickets?needsMySignature=true&sort=dueAt&limit=1'));
    await ok(other.post(`/v1/tickets/${data[0].id}/claim`, {}));
    page = await enterByKeys(journey);
    expect(ticketIn(page)).not.toBe(data[0].id);
    await readTicket(page, ticketIn(page));
    for (let stop = 0; stop < 40; stop++) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(UNSEEN_FOCUS)).toBe('');
    }
  });
});
