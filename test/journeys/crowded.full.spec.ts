import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { barriersOn, settled } from '../support/accessible.js';
import { APPEARANCES, type Appearance, appearAs, nameOf } from '../support/appearance.js';
import { launchChromium } from '../support/chromium.js';
import { fillWithACrowd } from '../support/crowd.js';
import { describeWith } from '../support/describe-with.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { ok } from '../support/installation-http.js';
import { Onlooker } from '../support/onlooker.js';

/** For whoever works on the console to look at; ignored by git. */
const SCREENSHOTS = join(import.meta.dirname, 'screenshots');

const PAGES = [
  '/',
  '/?view=all',
  '/?view=pending&queue=leads',
  '/approvals',
  '/decisions',
  '/audit-log',
  '/overview',
  '/insights',
  '/knowledge',
  '/changes',
  '/policies',
  '/prompts',
  '/reject-reasons',
  '/tools',
  '/agents',
  '/people',
  '/notifications',
  '/witnesses',
  '/unknown-outcomes',
  '/account',
];

const LOOKS =
  process.env.COUNTERSIGN_TEST_LOOKS === 'all'
    ? APPEARANCES.filter(({ language }) => language === 'en')
    : APPEARANCES.filter((one) => ['en-light-1440', 'ko-dark-390'].includes(nameOf(one)));

/** What sticks out of the screen, though the page itself may hide it, but not out of a box that scrolls by itself. */
const STICKS_OUT = `[...document.querySelectorAll('main *')].filter((one) => {
  const { right, width } = one.getBoundingClientRect();
  if (width === 0 || right <= innerWidth + 1) return false;
  for (let box = one.parentElement; box; box = box.parentElement) {
    if (/auto|scroll|hidden|clip/.test(getComputedStyle(box).overflowX) && box.getBoundingClientRect().right <= innerWidth + 1) return false;
  }
  return true;
}).map((one) => one.outerHTML.slice(0, 120)).slice(0, 3)`;

describeWith('chromium', 'every list', () => {
  let browser: Browser;
  let installation: Installation;
  beforeAll(async () => {
    browser = await launchChromium();
    mkdirSync(SCREENSHOTS, { recursive: true });
  });
  beforeEach(async () => {
    installation = await startInstallation({ console: true });
  });
  afterEach(() => installation.stop());
  afterAll(() => browser?.close());

  async function look(onlooker: Onlooker, path: string, appearance: Appearance, how: string) {
    await appearAs(onlooker.page, appearance);
    await onlooker.page.goto(installation.baseUrl() + path);
    await settled(onlooker.page);
    const name = `${how}${path.replace(/[^a-z0-9]+/gi, '-').slice(0, 40)}-${nameOf(appearance)}`;
    await onlooker.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
    const found = [...(await barriersOn(onlooker.page)), ...((await onlooker.page.evaluate(STICKS_OUT)) as string[])];
    if ((await onlooker.page.evaluate('document.documentElement.scrollWidth')) !== appearance.width) {
      found.push('something is wider than the screen');
    }
    return found.map((what) => `${name}: ${what}`);
  }

  async function lookAround(how: string): Promise<string[]> {
    const found: string[] = [];
    for (const who of ['support_lead', 'admin'] as const) {
      const onlooker = await Onlooker.arrive(browser, installation.baseUrl(), installation.as(who));
      await onlooker.open('/', 'h1');
      for (const path of PAGES) {
        for (const appearance of LOOKS) {
          found.push(...(await look(onlooker, path, appearance, `${how}-${who}`)));
        }
      }
      await onlooker.close();
    }
    return found;
  }

  test('holds with nothing in it', async () => {
    expect(await lookAround('empty')).toEqual([]);
  }, 600_000);

  test('holds with ten thousand rows and names as long as they get, and pages on to the end of them', async () => {
    await fillWithACrowd(installation);
    expect(await lookAround('crowded')).toEqual([]);
    for (const list of [
      'people',
      'agents',
      'tools',
      'notification-channels',
      'audit-log/witnesses',
      'documents',
      'saved-filters',
      'tickets',
    ]) {
      const first = await ok(installation.as('admin').get(`/v1/${list}?limit=5`));
      expect([list, first.data.length, typeof first.nextCursor]).toEqual([list, 5, 'string']);
    }
  }, 600_000);
});
