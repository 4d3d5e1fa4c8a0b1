import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { barriersOn, settled } from '../support/accessible.js';
import { describeWith } from '../support/describe-with.js';
import { ok } from '../support/installation-http.js';
import { refund } from '../support/installation-proposals.js';
import { Journey, START_MS } from '../support/journey.js';
import type { Visitor } from '../support/visitor.js';

const PHONE = { width: 390, height: 844 };

/** Where to leave pictures for somebody to look at; none are taken by default. */
const PICTURES = process.env.COUNTERSIGN_TEST_PICTURES;

describeWith('chromium', 'an auditor', () => {
  let journey: Journey;
  let largest: string;

  beforeAll(async () => {
    journey = await Journey.begin();
    const [operator, lead] = [await journey.product.person('operator'), await journey.product.person('support_lead')];
    largest = (await journey.agent.submit(refund({ amount: '98765400' }))).id;
    await ok(operator.approve(await operator.ticket(largest)));
    await ok(lead.approve(await lead.ticket(largest)));
    await journey.answerWith('ok', largest);
  }, START_MS);
  afterAll(() => journey?.end());
  afterEach(() => expect(journey.troubles).toEqual([]));

  async function picture({ page }: Visitor, name: string): Promise<void> {
    if (!PICTURES) return;
    await mkdir(PICTURES, { recursive: true });
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${PICTURES}/${name}-${colorScheme}.png` });
    }
  }

  /** What a link saves. */
  async function savedBy({ page }: Visitor, link: string): Promise<string> {
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: link }).click();
    return readFile(await (await download).path(), 'utf8');
  }

  async function isOpenToAll({ page }: Visitor): Promise<void> {
    await settled(page);
    expect(await barriersOn(page)).toEqual([]);
  }

  test('finds who approved the largest refund and under which policies, reads its proven story and prints it', async () => {
    const auditor = await journey.visit('auditor');
    const { page } = auditor;
    await page.getByRole('link', { name: 'Record' }).click();
    await auditor.heading('Search the record').waitFor();
    await page.getByText('Read only').first().waitFor();
    await auditor.button('Last 7 days').click();
    await page.getByRole('button', { name: 'Last 7 days', pressed: true }).waitFor();
    await page.getByLabel('Tool').fill('issue_refund');
    await page.getByLabel('Order').click();
    await page.getByRole('option', { name: 'Largest first' }).click();
    await page.getByText('Across currencies').waitFor();
    await page.getByLabel('Currency').fill('eur');
    await page.getByText('Across currencies').waitFor({ state: 'detached' });
    const first = page.locator('tbody tr').first();
    await first.getByText('EUR 987,654.00').waitFor();
    expect(await first.innerText()).toMatch(
      /operator[\s\S]*support lead[\s\S]*Routing policy 1[\s\S]*Sign-off policy \d+[\s\S]*Succeeded/,
    );
    await isOpenToAll(auditor);
    await picture(auditor, 'decisions');
    expect(await savedBy(auditor, 'Export as CSV')).toMatch(/98765400/);

    // The same search, seen as what was written down: every step of those tickets, and of nothing else.
    await page.getByLabel('Amount from').fill('987654');
    await page.getByRole('link', { name: 'Log entries' }).click();
    await page.getByText('Ran, succeeded').waitFor();
    const steps = page.locator('main ol li:has(time)');
    await page.getByText('That is all of them.').waitFor();
    const shown = await steps.count();
    expect(shown).toBeGreaterThan(5);
    await isOpenToAll(auditor);
    await picture(auditor, 'entries');
    const lines = (await savedBy(auditor, 'Export as JSON Lines')).trim().split('\n');
    const saved = lines.map((line) => JSON.parse(line)).filter(({ type }) => type === 'entry');
    expect(saved).toHaveLength(shown);
    expect(new Set(saved.map(({ subject }) => subject))).toEqual(new Set([`ticket:${largest}`]));
    await page.getByRole('link', { name: 'Decisions' }).click();
    await first.getByText('EUR 987,654.00').waitFor();

    await first.getByRole('link').click();
    await auditor.heading(/^Story of T-/).waitFor();
    const entries = page.locator('main ol li:has(time)');
    await page.getByText('Ran, succeeded').waitFor();
    const count = await entries.count();
    expect(count).toBeGreaterThan(5);
    const proved = page.locator('main .proof', { hasText: 'Sealed and proved here' });
    await proved.nth(count - 1).waitFor();
    await page.getByText(`All ${count} entries are proved in this browser.`).waitFor();
    await page.getByText(/Routing policy 1, Sign-off policy \d+/).waitFor();
    await isOpenToAll(auditor);
    await picture(auditor, 'story');

    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation').isVisible()).toBe(false);
    expect(await auditor.button(/^Print/).isVisible()).toBe(false);
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(10_000);
    if (PICTURES) {
      await writeFile(`${PICTURES}/story.pdf`, pdf);
      await page.setViewportSize({ width: 794, height: 1123 });
      await page.screenshot({ path: `${PICTURES}/story-print.png`, fullPage: true });
    }
  });

  test('reads every page and changes none: each says so, and offers nothing that would', async () => {
    const auditor = await journey.visit('auditor');
    const { page } = auditor;
    const links = page.getByRole('navigation').getByRole('link');
    await links.first().waitFor();
    const readOnly = async (where: string) => {
      await settled(page);
      await page.locator('main').getByText('Read only').first().waitFor();
      // Ink is for the one next step of a screen, and red for what ends something: there is neither.
      const pressed = page.locator('main :is(.MuiButton-contained, .MuiButton-colorError)');
      expect([where, await pressed.count()]).toEqual([where, 0]);
    };
    const count = await links.count();
    expect(count).toBeGreaterThan(8);
    for (let n = 0; n < count; n++) {
      const path = (await links.nth(n).getAttribute('href'))!;
      await links.nth(n).click();
      await page.waitForURL(({ pathname }) => pathname === path);
      await readOnly(path);
    }
    for (const path of [`/tickets/${largest}`, `/decisions/${largest}`]) {
      await auditor.goTo(path);
      await readOnly(path);
    }
  }, 90_000);

  test('is told when an answer of the server is forged', async () => {
    const auditor = await journey.visit('auditor', { viewport: PHONE });
    await auditor.page.route('**/v1/audit-entries/*/proof', async (route) => {
      const response = await route.fetch();
      const proof = await response.json();
      const inclusion = proof.inclusion?.map((hash: string, n: number) => (n === 0 ? '0'.repeat(64) : hash));
      await route.fulfill({ response, json: { ...proof, inclusion } });
    });
    await auditor.goTo(`/audit-log?ticketId=${largest}`);
    await auditor.page.getByText('Ran, succeeded').waitFor();
    await auditor.button('Payload and hash').first().click();
    await auditor.page.getByText('Does not verify').waitFor();
    await auditor.page.getByText('The path does not lead to the signed root.').waitFor();
    await auditor.goTo(`/decisions/${largest}`);
    await auditor.page.getByText(/\d+ of \d+ entries do not verify\./).waitFor();
    await auditor.page.locator('main .proof', { hasText: 'Does not verify' }).first().waitFor();
    await isOpenToAll(auditor);
    await picture(auditor, 'story-forged-phone');
    await auditor.goTo('/decisions');
    await auditor.heading('Search the record').waitFor();
    await auditor.page.locator('tbody tr').first().waitFor();
    expect(await auditor.page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
    await picture(auditor, 'decisions-phone');
  });

  test('is not alarmed by a key that changed, and is by one that nobody published', async () => {
    const auditor = await journey.visit('auditor');
    let known = 0;
    let hidden = Number.POSITIVE_INFINITY;
    await auditor.page.route('**/v1/audit-log/keys', async (route) => {
      const response = await route.fetch();
      const text = await response.text();
      known += 1;
      await route.fulfill({
        response,
        body: known <= hidden ? text.replaceAll(/"keyHash":"[^"]*"/g, '"keyHash":"00000000"') : text,
      });
    });
    await auditor.goTo(`/decisions/${largest}`);
    await auditor.page.getByText('No key that is published signed the checkpoint.', { exact: false }).first().waitFor();
    await picture(auditor, 'story-no-key');
    // The keys that the browser has are from before the change; asked again, they are those of now.
    hidden = known + 1;
    await auditor.goTo(`/decisions/${largest}`);
    await auditor.page.getByText(/All \d+ entries are proved in this browser\./).waitFor();
    expect(known).toBeGreaterThan(hidden);
    await isOpenToAll(auditor);
  });
});
