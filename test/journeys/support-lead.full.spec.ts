import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { describeWith } from '../support/describe-with.js';
import { ok } from '../support/installation-http.js';
import { question, refund } from '../support/installation-proposals.js';
import { Journey, START_MS } from '../support/journey.js';
import { parseCsv } from '../support/parse-csv.js';
import type { Visitor } from '../support/visitor.js';

const PHONE = { width: 390, height: 844 };

/** Where to leave pictures for somebody to look at; none are taken by default. */
const PICTURES = process.env.COUNTERSIGN_TEST_PICTURES;

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describeWith('chromium', 'a support lead', () => {
  let journey: Journey;

  beforeAll(async () => {
    journey = await Journey.begin();
    await Promise.all([1, 2, 3].map(() => journey.agent.submit(question())));
    const decided = await Promise.all([1, 2, 3, 4].map(() => journey.agent.submit(refund())));
    const operator = await journey.product.person('operator');
    for (const { id } of decided) await ok(operator.reject(await operator.ticket(id)));
  }, START_MS);
  afterAll(() => journey?.end());
  afterEach(() => expect(journey.troubles).toEqual([]));

  async function picture({ page }: Visitor, name: string): Promise<void> {
    if (!PICTURES) return;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${PICTURES}/${name}-${colorScheme}.png`, fullPage: true });
    }
  }

  /** What keeps people out of the page on screen: nothing. Reads the page, changes nothing. */
  async function isOpenToAll({ page }: Visitor): Promise<void> {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.evaluate(AXE);
      const found = (await page.evaluate('axe.run().then(({ violations }) => violations)')) as {
        id: string;
        nodes: { html: string }[];
      }[];
      expect(found.map(({ id, nodes }) => [colorScheme, id, nodes.map(({ html }) => html.slice(0, 200))])).toEqual([]);
    }
  }

  /** Waits until every chart is drawn. */
  async function charts({ page }: Visitor): Promise<void> {
    await page.getByRole('img', { name: /came to people/ }).waitFor();
    await page.getByRole('img', { name: /went out without a person/ }).waitFor();
  }

  test('sees how the desk does, takes the numbers along, and sends a colleague the very page', async () => {
    const lead = await journey.visit('support_lead');
    const { page } = lead;
    await page.getByRole('link', { name: 'Overview' }).click();
    await lead.heading('Overview').waitFor();
    await charts(lead);
    await isOpenToAll(lead);
    await picture(lead, 'overview');

    const person = await journey.product.person('support_lead');
    const automation = await ok(person.get('/v1/insights/automation'));
    await lead.button('Automation by domain: show the numbers as a table').click();
    const table = page.getByRole('region', { name: 'Automation by domain: the numbers' }).getByRole('row');
    expect(await table.count()).toBe(automation.data.length + 1);
    await page.getByRole('row', { name: /^faq/ }).waitFor();
    await isOpenToAll(lead);
    await picture(lead, 'overview-tables');

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Automation by domain: download the numbers as CSV' }).click(),
    ]);
    const csv = parseCsv((await readFile(await download.path(), 'utf8')).replace('\ufeff', ''));
    expect(csv.slice(1).map(([domain, taken]) => [domain, Number(taken)])).toEqual(
      automation.data.map(({ domain, taken }: { domain: string; taken: number }) => [domain, taken]),
    );

    await page.getByRole('combobox', { name: 'Time' }).click();
    await page.getByRole('option', { name: 'Last 7 days' }).click();
    await page.getByRole('combobox', { name: 'Domain' }).click();
    await page.getByRole('option', { name: 'payment' }).click();
    await page.getByText('Last 7 days, payment only').waitFor();
    const auditor = await journey.visit('auditor');
    await auditor.goTo(new URL(page.url()).pathname + new URL(page.url()).search);
    await auditor.page.getByText('Last 7 days, payment only').waitFor();
    await charts(auditor);
  });

  test('sees it on a phone, where nothing is wider than the screen', async () => {
    const lead = await journey.visit('support_lead', { viewport: PHONE });
    await lead.goTo('/overview');
    await charts(lead);
    await picture(lead, 'overview-phone');
    expect(await lead.page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
    await isOpenToAll(lead);
  });

  test('keeps a filter for everybody, and passes on a link that means the same to a colleague', async () => {
    const lead = await journey.visit('support_lead');
    const { page } = lead;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await lead.goTo('/?view=pending&domain=payment');
    await lead.button('Save this filter').click();
    await page.getByLabel('Name').fill('Payments that wait');
    await page.getByLabel('For everybody').check();
    await isOpenToAll(lead);
    await picture(lead, 'save-filter');
    await lead.button(/^Save$/).click();
    await page.getByText('The filter Payments that wait is saved.').waitFor();
    await picture(lead, 'inbox-saved-filter');

    const operator = await journey.visit('operator');
    await operator.button('Payments that wait').click();
    await operator.button('Remove the filter Domain payment').waitFor();
    expect(await operator.button('Remove Payments that wait').count()).toBe(0);

    // What is claimed by me is claimed by me for whoever opens the link.
    const person = await journey.product.person('support_lead');
    const { data } = await ok(person.get('/v1/tickets?state=pending_review&domain=payment&limit=1'));
    await ok(person.verb('claim', data[0]));
    await lead.goTo('/?view=mine');
    await lead.row(data[0].id).waitFor();
    await lead.button('Copy link').click();
    await page.getByText('The link is copied.').waitFor();
    const link = new URL((await page.evaluate('navigator.clipboard.readText()')) as string);
    await operator.goTo(link.pathname + link.search);
    await operator.row(data[0].id).waitFor();
    expect(await operator.page.locator('a[data-ticket]').count()).toBe(1);

    await lead.goTo('/?view=pending&domain=payment');
    await lead.button('Remove Payments that wait').click();
    await lead.button(/^Remove$/).click();
    await page.getByText('The filter Payments that wait is removed.').waitFor();
  });

  test('sees every part of a filter that was saved by the API, takes each off, and is told of what is none', async () => {
    const lead = await journey.visit('support_lead');
    const { page } = lead;
    const person = await journey.product.person('support_lead');
    const { data } = await ok(person.get('/v1/tickets?state=pending_review&domain=payment&limit=1'));
    const [agent] = (await ok(person.get('/v1/agents'))).data.filter(
      ({ id }: { id: string }) => id === data[0].agent.id,
    );
    await ok(person.verb('claim', data[0]));
    const narrow = { agentId: agent.id, number: String(data[0].number), claimedBy: 'me', needsMySignature: 'true' };
    await ok(person.post('/v1/saved-filters', { name: 'By the API', view: 'all', narrow, shared: true }));
    await lead.goTo('/');
    await lead.button('By the API').click();
    for (const label of [`Agent ${agent.name}`, `Number T-${data[0].number}`, 'Claimed by whoever looks']) {
      await lead.button(`Remove the filter ${label}`).waitFor();
    }
    await lead.row(data[0].id).waitFor();
    expect(await page.locator('a[data-ticket]').count()).toBe(1);
    await page.reload();
    await lead.row(data[0].id).waitFor();
    expect(await page.locator('a[data-ticket]').count()).toBe(1);
    await isOpenToAll(lead);
    await picture(lead, 'inbox-every-filter');
    for (const label of ['Needs my signature', `Number T-${data[0].number}`, `Agent ${agent.name}`]) {
      await lead.button(`Remove the filter ${label}`).click();
      await lead.button(`Remove the filter ${label}`).waitFor({ state: 'detached' });
    }
    await lead.goTo('/?view=pending&colour=red');
    await page.getByText('No filter here: colour').waitFor();
    await lead.button('Leave out what is no filter here: colour').click();
    await page.getByText('No filter here: colour').waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('?view=pending');
  });

  test('is the only one, with admins and auditors, who does', async () => {
    const operator = await journey.visit('operator');
    expect(await operator.page.getByRole('link', { name: 'Overview' }).count()).toBe(0);
  });
});
