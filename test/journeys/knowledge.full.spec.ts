import { mkdir } from 'node:fs/promises';
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

/** The browser tells of each refusal, also where the page has said why. */
const isRefusal = (trouble: string) => /status of 400 .*\/v1\/documents/.test(trouble);

describeWith('chromium', 'the knowledge base at the console', () => {
  let journey: Journey;
  let cites: string;
  let citesOnly: string;

  beforeAll(async () => {
    journey = await Journey.begin();
    const proposal = refund();
    const express = 'Two or more days late: the express fee is refunded in full.';
    const evidence = (excerpt: string) => [{ id: 'kb:refunds#late-express', title: 'Late express', excerpt }];
    const draft = (citations: string[]) => ({ ...proposal.draft, citations });
    cites = (
      await journey.agent.submit({
        ...proposal,
        evidence: evidence(express),
        draft: draft(['kb:refunds#late-express']),
      })
    ).id;
    const twisted = evidence('Any delay: the whole order is refunded.');
    citesOnly = (
      await journey.agent.submit({
        ...proposal,
        evidence: twisted,
        draft: draft(['kb:cross-border#us', 'kb:nothing#1']),
      })
    ).id;
    // What was cited is no longer what is in force, and somebody hid a mark in it.
    const admin = await journey.product.person('admin');
    await ok(
      admin.post('/v1/documents', {
        id: 'refunds',
        title: 'Refund policy',
        content: '## Late express\n\nThree or more days late\u202e: half of the fee.\n',
        owner: 'Payments team',
        reviewBy: '2020-01-31',
      }),
    );
  }, START_MS);
  afterAll(() => journey?.end());
  afterEach(() => expect(journey.troubles.filter((trouble) => !isRefusal(trouble))).toEqual([]));

  async function looksWell({ page }: Visitor, name: string): Promise<void> {
    await settled(page);
    expect(await barriersOn(page)).toEqual([]);
    if (!PICTURES) return;
    await mkdir(PICTURES, { recursive: true });
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${PICTURES}/${name}-${colorScheme}.png` });
    }
  }

  test('opens what a draft cites as it was when it was cited, and says what changed since', async () => {
    const operator = await journey.visit('operator');
    const { page } = operator;
    await operator.goTo(`/tickets/${cites}`);
    await operator.button('Open the passage kb:refunds#late-express').click();
    const dialog = page.getByRole('dialog', { name: 'Refund policy' });
    await dialog.getByTestId('passage').getByText('Two or more days late').waitFor();
    await dialog.getByText('This is version 1. Version 2 is in force now.').waitFor();
    await dialog.getByText(/^Was to be reviewed by/).waitFor();
    await dialog.getByText('kb:refunds@1#6').waitFor();
    await looksWell(operator, 'passage');
    await dialog.getByRole('link', { name: 'Open the document' }).click();
    await operator.heading('Refund policy').waitFor();
    await page.getByText('kb:refunds@1#6').waitFor();
    await looksWell(operator, 'document');
    await page.getByRole('link', { name: 'Show the one in force' }).click();
    await page.getByText('kb:refunds@2#1').waitFor();
    // The mark that would have turned the line around stands there as what it is.
    await page
      .getByRole('img', { name: /right-to-left override/ })
      .first()
      .waitFor();
  });

  test('says when what was sent along is not what the passage says, and opens what was only cited', async () => {
    const operator = await journey.visit('operator');
    const { page } = operator;
    await operator.goTo(`/tickets/${citesOnly}`);
    await page.getByText('What was sent along is not in this passage word for word.').waitFor();
    await operator.button('Open the passage kb:cross-border#us').click();
    const dialog = page.getByRole('dialog', { name: 'Selling across borders' });
    await dialog.getByText(/^Was to be reviewed by/).waitFor();
    await dialog.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await operator.button('Open the passage kb:nothing#1').count()).toBe(0);
  });

  test('is searched and looked through, on a phone too', async () => {
    const auditor = await journey.visit('auditor', { viewport: PHONE });
    const { page } = auditor;
    const width = () => page.evaluate('document.documentElement.scrollWidth');
    await auditor.goTo('/knowledge');
    await auditor.heading('Knowledge').waitFor();
    await page.getByRole('link', { name: 'Account states' }).waitFor();
    await page.getByText('Stale').first().waitFor();
    expect(await width()).toBe(PHONE.width);
    await looksWell(auditor, 'knowledge-phone');
    await auditor.goTo('/knowledge?q=%EC%96%B8%EC%A0%9C+%ED%99%98%EB%B6%88%EC%9D%B4+%EB%90%98%EB%82%98%EC%9A%94');
    await page.getByText('kb:returns-kr@1#2').waitFor();
    expect(await width()).toBe(PHONE.width);
    await auditor.goTo('/knowledge?stale=true');
    await page.getByRole('link', { name: 'Account states' }).waitFor();
    expect(await page.getByRole('link', { name: 'Gift cards' }).count()).toBe(0);
    await auditor.goTo('/knowledge/account-states');
    await auditor.heading('Account states').waitFor();
    expect(await width()).toBe(PHONE.width);
    await looksWell(auditor, 'document-phone');
  });

  test('is searched by its words at a desk', async () => {
    const operator = await journey.visit('operator');
    const { page } = operator;
    await page.getByRole('link', { name: 'Knowledge' }).click();
    await operator.heading('Knowledge').waitFor();
    await page.getByRole('link', { name: 'Gift cards' }).waitFor();
    await looksWell(operator, 'knowledge');
    await page.getByLabel('Search for').fill('my parcel is lost, do I get a replacement?');
    await page.getByText('kb:gift-cards@1#2').waitFor();
    await looksWell(operator, 'found');
  });

  test('lets an admin write a document, see how it was cut, and write its next version; nobody else', async () => {
    const admin = await journey.visit('admin');
    const { page } = admin;
    await admin.goTo('/knowledge');
    await admin.button('Add a document').click();
    const dialog = page.getByRole('dialog', { name: 'Add a document' });
    const fill = (label: string, text: string) => dialog.getByLabel(label).fill(text);
    await fill('Id', 'gift cards');
    await fill('Title', 'Gift cards');
    await fill('Kept by', 'Shop team');
    await fill('To be reviewed by', '2099-12-31');
    await fill('Content', '# Validity\n\nA gift card is valid for three years.\n');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog
      .getByText(/is letters, digits and/)
      .first()
      .waitFor();
    await looksWell(admin, 'document-refused');
    await fill('Id', 'gift-cards-new');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Added. These are its passages.').waitFor();
    await page.getByText('kb:gift-cards-new@1#1').waitFor();
    await looksWell(admin, 'document-added');

    await admin.button('Write the next version').click();
    const next = page.getByRole('dialog', { name: 'Gift cards: the next version' });
    const file = { name: 'cards.md', mimeType: 'text/markdown', buffer: Buffer.from('# Validity\n\nFive years.\n') };
    await next.locator('input[type=file]').setInputFiles(file);
    await next.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Version 2 is in force. These are its passages.').waitFor();
    await page.getByText('kb:gift-cards-new@2#1').waitFor();

    const operator = await journey.visit('operator', { viewport: PHONE });
    await operator.goTo('/knowledge/gift-cards-new');
    await operator.page.getByText('Five years.').waitFor();
    expect(await operator.button('Write the next version').count()).toBe(0);
    await looksWell(operator, 'document-phone');
  });
});
