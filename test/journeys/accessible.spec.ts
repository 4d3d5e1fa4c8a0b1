import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { barriersOn, MOVING, settled, UNSEEN_FOCUS } from '../support/accessible.js';
import { type Appearance, appearAs, nameOf } from '../support/appearance.js';
import { describeWith } from '../support/describe-with.js';
import { eventually } from '../support/eventually.js';
import { refund } from '../support/installation-proposals.js';
import { Journey, START_MS } from '../support/journey.js';
import type { Visitor } from '../support/visitor.js';

/**
 * The two that differ in everything; every page is looked at in one of them, and `accessible.full.spec.ts` looks at all of them in
 * all eight, as everybody.
 */
const LOOKS: Appearance[] = [
  { language: 'en', theme: 'light', width: 1440 },
  { language: 'ko', theme: 'dark', width: 390 },
];

/** Who sees most of a page is the one who looks at it here. */
const PAGES: Record<string, string[]> = {
  operator: ['/', '/?view=all', '/account'],
  support_lead: ['/unknown-outcomes', '/overview', '/insights', '/changes', '/reject-reasons'],
  auditor: ['/decisions', '/approvals', '/audit-log', '/nowhere'],
  admin: ['/policies', '/prompts', '/tools', '/agents', '/people', '/notifications', '/witnesses'],
};

describeWith('chromium', 'nobody is kept out of', () => {
  let journey: Journey;
  const people = new Map<string, Visitor>();

  beforeAll(async () => {
    journey = await Journey.begin();
    for (const role of Object.keys(PAGES)) people.set(role, await journey.visit(role));
  }, START_MS * 2);
  afterAll(() => journey?.end());

  async function lookAt(role: string, path: string, look: Appearance): Promise<string[]> {
    const { page } = people.get(role)!;
    await appearAs(page, look);
    await people.get(role)!.goTo(path);
    await settled(page);
    expect(await page.evaluate('document.documentElement.lang')).toBe(look.language);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(look.width);
    return barriersOn(page);
  }

  const visits = Object.entries(PAGES)
    .flatMap(([role, paths]) => paths.map((path) => [path, role] as const))
    .map(([path, role], n) => [path, role, LOOKS[n % LOOKS.length]!] as const);

  test.each(visits)('%s, for the %s', async (path, role, look) => {
    expect({ look: nameOf(look), barriers: await lookAt(role, path, look) }).toEqual(none(look));
    // A desk at 200 %: half as wide, and nothing to be scrolled sideways.
    const { page } = people.get(role)!;
    await page.setViewportSize({ width: 720, height: 450 });
    await eventually(
      'the page to fit',
      async () => (await page.evaluate('document.documentElement.scrollWidth')) === 720,
    );
  });

  test.each([
    ['/decisions', 'auditor'],
    ['/tools', 'admin'],
    ['/', 'operator'],
  ])('%s shows where the focus is, and keeps still for the %s who asks for that', async (path, role) => {
    const { page } = people.get(role)!;
    await appearAs(page, LOOKS[0]!);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await people.get(role)!.goTo(path);
    await settled(page);
    expect(await page.evaluate(MOVING)).toEqual([]);
    for (let stop = 0; stop < 25; stop++) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(UNSEEN_FOCUS)).toBe('');
    }
    await page.emulateMedia({ reducedMotion: 'no-preference' });
  });

  test('and what would move is found', async () => {
    const { page } = people.get('auditor')!;
    await page.evaluate("document.querySelector('h1').style.transition = 'color 1s'");
    expect(await page.evaluate(MOVING)).toEqual(expect.arrayContaining([expect.stringContaining('<h1')]));
  });

  test('and what would keep somebody out is found', async () => {
    const { page } = people.get('auditor')!;
    await settled(page);
    await page.evaluate("document.querySelector('h1').after(document.createElement('button'))");
    expect(await barriersOn(page)).toEqual(expect.arrayContaining([expect.stringContaining('button-name')]));
  });

  test('the sign-in page', async () => {
    const { url } = await journey.product.access();
    const stranger = await journey.arrive(url);
    for (const look of LOOKS) {
      await appearAs(stranger.page, look);
      await stranger.page.reload();
      await settled(stranger.page);
      expect({ look: nameOf(look), barriers: await barriersOn(stranger.page) }).toEqual(none(look));
    }
  });

  test('focus mode, and the story of a ticket', async () => {
    const { id } = await journey.agent.submit(refund());
    const operator = people.get('operator')!;
    for (const look of LOOKS) {
      await appearAs(operator.page, look);
      await operator.goTo('/focus');
      await operator.page.waitForURL(/\/focus\//);
      await settled(operator.page);
      expect({ look: nameOf(look), barriers: await barriersOn(operator.page) }).toEqual(none(look));
      await operator.page.keyboard.press('Escape');
      await operator.page.locator('a[data-ticket]').first().waitFor();
      expect({ look: nameOf(look), barriers: await lookAt('auditor', `/decisions/${id}`, look) }).toEqual(none(look));
    }
  });

  test('the review of a ticket, and the dialogs that its keys open', async () => {
    const { id } = await journey.agent.submit(refund());
    const operator = people.get('operator')!;
    const { page } = operator;
    for (const look of LOOKS) {
      await appearAs(page, look);
      await operator.goTo(`/tickets/${id}`);
      await settled(page);
      expect({ look: nameOf(look), barriers: await barriersOn(page) }).toEqual(none(look));
      for (const key of look.width === 390 ? ['r', 'e'] : ['r', 'e', 's', 'x', '?', '/']) {
        await page.keyboard.press(key);
        await page.getByRole('dialog').waitFor();
        await settled(page);
        expect({ look: nameOf(look), key, barriers: await barriersOn(page) }).toEqual({ key, ...none(look) });
        await page.getByRole('dialog').press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
    }
  });
});

const none = (look: Appearance) => ({ look: nameOf(look), barriers: [] });
