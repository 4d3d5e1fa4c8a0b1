import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { barriersOn, settled } from '../support/accessible.js';
import { APPEARANCES, type Appearance, appearAs, nameOf } from '../support/appearance.js';
import { describeWith } from '../support/describe-with.js';
import { ok } from '../support/installation-http.js';
import { Journey, START_MS } from '../support/journey.js';
import type { Visitor } from '../support/visitor.js';

/** For whoever works on the console to look at; ignored by git. */
const SCREENSHOTS = join(import.meta.dirname, 'screenshots');

/** Pages that no menu names, with one ticket of each kind. */
const BESIDES = ['/account', '/nowhere', '/unknown-outcomes', '/?view=all'];

/** Each language, theme and width is in one of them. COUNTERSIGN_TEST_LOOKS=all takes every combination. */
const LOOKS =
  process.env.COUNTERSIGN_TEST_LOOKS === 'all'
    ? APPEARANCES
    : APPEARANCES.filter((one) => ['en-light-1440', 'ko-dark-390'].includes(nameOf(one)));

describeWith('chromium', 'every page, as everybody, in each language, theme and width', () => {
  let journey: Journey;

  beforeAll(async () => {
    journey = await Journey.begin();
    mkdirSync(SCREENSHOTS, { recursive: true });
  }, START_MS);
  afterAll(() => journey?.end());

  /** What the menu leads to, a ticket of every state that there is, and the rest. */
  async function pagesOf({ page }: Visitor): Promise<string[]> {
    await page.locator('nav a').first().waitFor();
    const menu = (await page.evaluate(
      "[...document.querySelectorAll('nav a')].map((link) => link.getAttribute('href'))",
    )) as string[];
    const auditor = await journey.product.person('auditor');
    const { data } = await ok(auditor.get('/v1/tickets?limit=100'));
    const byState = new Map<string, string>();
    for (const { id, state } of data) byState.set(state, id);
    return [...new Set([...menu, ...BESIDES, ...[...byState.values()].map((id) => `/tickets/${id}`)])];
  }

  async function look(visitor: Visitor, role: string, path: string, appearance: Appearance): Promise<string[]> {
    await appearAs(visitor.page, appearance);
    await visitor.goTo(path);
    await settled(visitor.page);
    const file = `${role}${path.replace(/[^a-z0-9]+/gi, '-').slice(0, 40)}-${nameOf(appearance)}.png`;
    await visitor.page.screenshot({ path: join(SCREENSHOTS, file) });
    const barriers = await barriersOn(visitor.page);
    if ((await visitor.page.evaluate('document.documentElement.scrollWidth')) !== appearance.width) {
      barriers.push('something is wider than the screen');
    }
    return barriers.map((barrier) => `${path} ${nameOf(appearance)} ${barrier}`);
  }

  test.each(['operator', 'support_lead', 'auditor', 'admin'])(
    'is open to the %s',
    async (role) => {
      const visitor = await journey.visit(role);
      const found: string[] = [];
      for (const path of await pagesOf(visitor)) {
        for (const appearance of LOOKS) found.push(...(await look(visitor, role, path, appearance)));
      }
      expect(found).toEqual([]);
    },
    600_000,
  );
});
