import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { barriersOn, settled } from '../support/accessible.js';
import { type Appearance, appearAs, nameOf } from '../support/appearance.js';
import { launchChromium } from '../support/chromium.js';
import { describeWith } from '../support/describe-with.js';
import { failLately } from '../support/failing-domain.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { ok } from '../support/installation-http.js';
import { question } from '../support/installation-proposals.js';
import { Onlooker } from '../support/onlooker.js';

/** Where to leave pictures for somebody to look at; none are taken by default. */
const PICTURES = process.env.COUNTERSIGN_TEST_PICTURES;

const LOOKS: Appearance[] = [
  { language: 'en', theme: 'light', width: 1440 },
  { language: 'ko', theme: 'dark', width: 390 },
];

describeWith('chromium', 'from a warning sign to a safety hold', () => {
  let installation: Installation;
  let browser: Browser;
  const people: Onlooker[] = [];

  beforeAll(async () => {
    [installation, browser] = await Promise.all([startInstallation({ console: true }), launchChromium()]);
    await failLately(installation, 'guide');
    // Since a week, after months in which they said something else.
    const said = (text: string, domain: string, days: number[]) =>
      days.map((day, n) => ({
        id: `${text}-${n}`.replaceAll(' ', '-'),
        text: `${text}, ${n % 3 === 0 ? 'again' : 'please help'}`,
        at: new Date(Date.now() - day * 86_400_000).toISOString(),
        domain,
      }));
    const texts = [
      ...said('The parcel did not arrive', 'delivery', [3, 11, 19, 27, 35, 43, 51, 59]),
      ...said(
        'The steps of your guide lead nowhere',
        'guide',
        [0.2, 0.6, 1, 1.4, 1.8, 2.2, 2.6, 3, 3.4, 3.8, 4.2, 4.6],
      ),
    ];
    await ok(installation.agent.request('POST', '/v1/support-texts', { body: { texts } }));
    await installation.groupComplaints();
  });
  afterAll(async () => {
    await browser?.close();
    await installation?.stop();
  });

  async function visit(who: 'support_lead' | 'product' | 'security'): Promise<Page> {
    const onlooker = await Onlooker.arrive(browser, installation.baseUrl(), installation.as(who));
    people.push(onlooker);
    await onlooker.open('/changes', 'main h1');
    return onlooker.page;
  }

  /** Looks at what is on the page, in both themes, languages and widths. */
  async function look(page: Page, name: string): Promise<void> {
    for (const appearance of LOOKS) {
      await appearAs(page, appearance);
      await page.reload();
      await settled(page);
      if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}-${nameOf(appearance)}.png`, fullPage: true });
      const [name_, barriers] = [nameOf(appearance), await barriersOn(page)];
      expect({ look: name_, barriers }).toEqual({ look: name_, barriers: [] });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(appearance.width);
    }
    await appearAs(page, LOOKS[0]!);
    await page.reload();
    await settled(page);
  }

  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

  test('a lead files it, product and security approve it, and the next proposal waits for a person', async () => {
    const lead = await visit('support_lead');
    await lead.getByText('No change has been filed').waitFor();
    await lead.getByRole('link', { name: 'Insights' }).click();
    const sign = lead
      .getByRole('listitem')
      .filter({ hasText: 'guide' })
      .filter({ hasText: '0 of 24 before, 8 of 24 lately' });
    await sign.getByText('0% → 33%').waitFor();
    const growing = lead.getByRole('listitem').filter({ hasText: /Complaints that grow: .*guide/ });
    await growing.getByRole('button', { name: 'Mark as unsure' }).waitFor();
    await look(lead, 'signals');
    await sign.getByRole('button', { name: 'Safety hold' }).click();
    const dialog = lead.getByRole('dialog');
    await dialog.getByText('48 proposals that were let through would have waited for a person').waitFor();
    if (PICTURES) await lead.screenshot({ path: `${PICTURES}/filing.png` });
    expect(await barriersOn(lead)).toEqual([]);
    await dialog.getByRole('textbox', { name: 'Why' }).fill('Eight of 24 answers were corrected this week.');
    await press(lead, 'File this change');
    await lead.getByRole('heading', { name: 'Safety hold: guide' }).waitFor();
    await lead
      .getByText('It goes live once somebody of product and somebody of security or legal have approved it.')
      .waitFor();
    await lead.getByText('You filed this.').waitFor();
    await lead.getByText('It still is a warning sign.').waitFor();
    expect(await lead.getByText('0% → 33%').count()).toBe(2);
    expect(await lead.getByRole('button', { name: 'Approve' }).count()).toBe(0);

    const product = await visit('product');
    await product.getByRole('link', { name: 'Safety hold: guide' }).click();
    await product.getByText('Eight of 24 answers were corrected this week.').waitFor();
    await product.getByText('48 proposals that were let through would have waited for a person').waitFor();
    await look(product, 'change');
    await press(product, 'Approve');
    await product.getByText('Somebody else must approve it, too.').first().waitFor();
    await product.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await product.getByText('It goes live once somebody of security or legal have approved it.').waitFor();
    expect((await installation.agent.submit({ ...question(), domain: 'guide' })).status).toBe('ok');

    const security = await visit('security');
    await look(security, 'changes');
    await security.getByRole('link', { name: 'Safety hold: guide' }).click();
    await press(security, 'Approve');
    await security.getByText('Yours is the last approval that it needs').waitFor();
    await security.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await security.getByText('It is live, as routing policy version 2.').waitFor();

    const { status, reasonCode } = await installation.agent.submit({ ...question(), domain: 'guide' });
    expect({ status, reasonCode }).toEqual({ status: 'needs_review', reasonCode: 'POLICY_RESTRICTED' });
    await lead.getByText('It is live, as routing policy version 2.').waitFor();
    await lead.getByRole('link', { name: 'Insights' }).click();
    await lead.getByText('Safety hold: is in force').first().waitFor();
    expect(people.flatMap(({ troubles }) => troubles)).toEqual([]);
  }, 180_000);

  test('what another policy overtook says so on the list and on its page, and approving it says what to do', async () => {
    const lead = installation.as('support_lead');
    const { flags, inForce: basedOn } = await ok(lead.get('/v1/insights/flags'));
    const everywhere = flags.find(({ domain }: { domain: string | null }) => domain === null);
    const { document } = everywhere.mitigations[1];
    const flag = { measure: everywhere.measure, domain: null, mitigation: 'mark' };
    const filing = { kind: 'routing_policy', basedOn, document, flag, reason: 'Everywhere, to be sure.' };
    const rejected = await ok(lead.post('/v1/changes', filing));
    const { contentHash } = rejected;
    const why = { contentHash, reason: 'It is the guide alone.' };
    await ok(installation.as('legal').post(`/v1/changes/${rejected.id}/reject`, why));
    await ok(lead.post('/v1/changes', filing));
    const inBetween = { risk_routing_policy: { review_required_if: { domain: ['payment', 'guide', 'faq'] } } };
    await installation.addPolicy('routing_policy', inBetween);

    const product = await visit('product');
    await product.getByText('it must be filed anew').waitFor();
    await look(product, 'changes-overtaken');
    await product.getByRole('link', { name: 'Mark as unsure: all domains' }).first().click();
    await product.getByText('It was written from version 2, which is no longer in force').waitFor();
    await look(product, 'change-overtaken');
    await press(product, 'Approve');
    await product.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await product.getByText('Another routing policy came into force since this was filed').waitFor();
    if (PICTURES) await product.screenshot({ path: `${PICTURES}/approving-overtaken.png` });
    await product.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await product.getByText('it can be filed anew.').waitFor();
    expect(await product.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    await product.goto(`${installation.baseUrl()}/changes/${rejected.id}`);
    await product.getByText('It is the guide alone.').waitFor();
    await look(product, 'change-rejected');
    const isRefusal = (trouble: string) => /status of 409 \(Conflict\)/.test(trouble);
    expect(people.flatMap(({ troubles }) => troubles).filter((trouble) => !isRefusal(trouble))).toEqual([]);
  }, 180_000);
});
