import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { recompute } from '../../docs/recompute-kpis.mjs';
import { barriersOn, settled } from '../support/accessible.js';
import { type Appearance, appearAs, nameOf } from '../support/appearance.js';
import { describeWith } from '../support/describe-with.js';
import { eventually } from '../support/eventually.js';
import { type Answer, ok } from '../support/installation-http.js';
import { question, refund } from '../support/installation-proposals.js';
import { Journey, START_MS } from '../support/journey.js';
import type { Visitor } from '../support/visitor.js';

/** Where to leave pictures for somebody to look at; none are taken by default. */
const PICTURES = process.env.COUNTERSIGN_TEST_PICTURES;

const LOOKS: Appearance[] = [
  { language: 'en', theme: 'light', width: 1440 },
  { language: 'ko', theme: 'dark', width: 390 },
];

describeWith('chromium', 'what users did next', () => {
  let journey: Journey;
  /** Answers that users acted on or called resolved, with the demo's. */
  let completed = '';

  beforeAll(async () => {
    journey = await Journey.begin();
    const lead = await journey.product.person('support_lead');
    const { data } = await ok(lead.get('/v1/insights/kpis'));
    const { numerator, denominator } = data.find(({ name }: Answer) => name === 'conversion_rate');
    completed = `${numerator + 3} of ${denominator + 4}`;
    await Promise.all([1, 2, 3].map(() => journey.agent.submit(question())));
    const decided = await Promise.all([1, 2, 3, 4].map(() => journey.agent.submit(refund())));
    const operator = await journey.product.person('operator');
    for (const { id } of decided) await ok(operator.reject(await operator.ticket(id)));
    for (const [n, { id }] of decided.entries()) {
      const events = [
        { type: 'shown' },
        ...(n < 3 ? [{ type: 'acted' }] : []),
        ...(n < 1 ? [{ type: 'corrected' }] : []),
      ];
      await ok(journey.agent.tell(id, { events }));
    }
  }, START_MS);
  afterAll(() => journey?.end());
  afterEach(() => expect(journey.troubles).toEqual([]));

  /** Looks at the page as it is, in both themes, languages and widths. */
  async function look({ page }: Visitor, name: string): Promise<void> {
    for (const appearance of LOOKS) {
      await appearAs(page, appearance);
      await page.reload();
      await settled(page);
      const picture = { path: `${PICTURES}/${name}-${nameOf(appearance)}.png`, fullPage: true };
      if (PICTURES) await page.screenshot(picture);
      expect({ look: nameOf(appearance), barriers: await barriersOn(page) }).toEqual({
        look: nameOf(appearance),
        barriers: [],
      });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(appearance.width);
    }
    await appearAs(page, LOOKS[0]!);
    await page.reload();
  }

  test('is on one page, each figure with its definition one press away', async () => {
    const lead = await journey.visit('support_lead');
    const { page } = lead;
    await page.getByRole('link', { name: 'Insights' }).click();
    await lead.heading('Insights').waitFor();
    await page.getByRole('img', { name: /POLICY_RESTRICTED: Came to people/ }).waitFor();
    await look(lead, 'insights');
    const figure = page.getByRole('listitem').filter({ hasText: 'Acted on or resolved' }).first();
    await figure.getByText(completed).waitFor();
    await page.getByText('Acted on or resolved', { exact: true }).press('Enter');
    await figure.getByText('that the user acted on or called resolved').waitFor();
    await figure.getByText(/followed to now/).waitFor();
  });

  test('is what anybody counts again from the raw lines, figure by figure', async () => {
    const lead = await journey.visit('support_lead');
    const { page } = lead;
    await lead.goTo('/insights');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /Raw lines/ }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
    const counted = recompute(lines.map((line) => JSON.parse(line)));
    // What the page calls each figure is in the documentation.
    const [, defined = ''] = (await readFile('docs/insights.md', 'utf8')).split('| figure | in the console |');
    const titles = [...defined.matchAll(/^\| `(\w+)` \| ([^|]+?) \| [^|]+ \| [^|]+ \|$/gm)];
    expect(titles).toHaveLength(13);
    for (const [, name, title] of titles) {
      const figure = page.getByRole('listitem').filter({ has: page.getByText(title!, { exact: true }) });
      expect(`${name}: ${await figure.locator('.of').innerText()}`).toBe(`${name}: ${counted[name!]!.join(' of ')}`);
    }
    expect(Object.values(counted).filter(([, of]) => of > 0).length).toBeGreaterThan(5);
    await lead.button('What users did with answers: show the numbers as a table').click();
    await page.getByRole('row', { name: /^Acted on or resolved: POLICY_RESTRICTED \d+%/ }).waitFor();
  });

  test('is told before and after what changed, with its doubts, and sent to a colleague as it is', async () => {
    const lead = await journey.visit('support_lead');
    const { page } = lead;
    const when = new Date(Date.now() - 3 * 3_600_000).toISOString();
    await lead.goTo(`/insights?at=${when}&days=1`);
    const row = new RegExp(`^Acted on or resolved – 0 of 0 \\d+% ${completed} – nothing to compare`);
    await page.getByRole('row', { name: row }).waitFor();
    await page.getByText(/not an experiment/).waitFor();
    await page.getByText(/because it is not longer ago/).waitFor();
    await look(lead, 'insights-comparison');
    await page.getByRole('heading', { name: 'Before and after' }).waitFor();
    await lead.button('Close').click();
    await page.getByRole('heading', { name: 'Before and after' }).waitFor({ state: 'detached' });
    // The clock may have passed a quarter of an hour since the demo set up its tools: the page is told when it was.
    let toolsSetUpAt = new Date(Date.now() + 60_000).toISOString();
    await page.route('**/v1/insights/moments?*', async (route) => {
      const answer = await route.fetch();
      const moments = await answer.json();
      for (const moment of moments.data) if (moment.kind === 'tool') moment.at = toolsSetUpAt;
      await route.fulfill({ response: answer, json: moments });
    });
    await lead.goTo('/insights');
    await page.getByText(/^Tool .* \(too new to compare\)$/).waitFor();
    toolsSetUpAt = when;
    await lead.goTo('/insights');
    const tool = lead.button(/^Tool .*: before and after$/).first();
    await tool.press('Enter');
    await page
      .getByRole('region', { name: /^Before and after$/ })
      .getByText(/^Tool .*version/)
      .waitFor();
    expect(new URL(page.url()).searchParams.get('at')).toBe(when);
    await page.getByLabel('Another day').fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10));
    await lead.button(/^Compare$/).click();
    await page.getByText(/^A day that was chosen/).waitFor();
  });

  test('shows what customers complain of, the growing first, with their own words one press away', async () => {
    const auditor = await journey.product.person('auditor');
    const grouped = async () => (await ok(auditor.get('/v1/insights/clusters'))).data.length === 5;
    await eventually('the complaints are grouped', grouped, 40);
    const lead = await journey.visit('support_lead');
    const { page } = lead;
    await page.getByRole('link', { name: 'Insights' }).click();
    // Where answers go out by themselves there is something to file; payments wait for people anyway.
    const signs = page.getByRole('region', { name: 'Warning signs' });
    await signs.getByText('Safety hold: is in force').waitFor();
    await signs.getByRole('button', { name: 'Safety hold' }).waitFor();
    const card = page.getByRole('region', { name: 'What customers complain of' });
    const first = card.getByRole('listitem').first();
    await first.getByText('Growing').waitFor();
    await first.locator('summary').click();
    await first.getByText('Approved refund does not show on my bank statement').waitFor();
    await first.getByText('None of them names a proposal.').waitFor();
    if (PICTURES) {
      for (const appearance of LOOKS) {
        await appearAs(page, appearance);
        await card.scrollIntoViewIfNeeded();
        await card.screenshot({ path: `${PICTURES}/clusters-${nameOf(appearance)}.png` });
        expect(await barriersOn(page)).toEqual([]);
      }
      await appearAs(page, LOOKS[0]!);
    }
    await card.getByRole('button', { name: /show the numbers as a table/ }).click();
    await card.getByRole('rowheader', { name: /^1\. / }).waitFor();
    await look(lead, 'clusters-page');
  });

  test('is for those who steer and those who audit, and for nobody else', async () => {
    const operator = await journey.visit('operator');
    expect(await operator.page.getByRole('link', { name: 'Insights' }).count()).toBe(0);
    const auditor = await journey.visit('auditor');
    await auditor.page.getByRole('link', { name: 'Insights' }).click();
    await auditor.heading('Insights').waitFor();
  });
});
