import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeWith } from '../support/describe-with.js';
import { refund } from '../support/installation-proposals.js';
import { Journey, START_MS } from '../support/journey.js';

interface Refused {
  seen: string[];
  ran: boolean;
  display: string;
}

/** What runs in the page: tries a script, a handler and a style, and tells what the browser refused. */
const WRITE_INTO_THE_PAGE = `(async () => {
  const seen = [];
  document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
  const attempt = (what) => { try { what(); } catch { /* trusted types refuse the text itself */ } };
  const script = document.createElement('script');
  attempt(() => { script.textContent = 'window.ran = true'; });
  document.body.append(script);
  attempt(() => document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.ran = true">'));
  const style = document.createElement('style');
  style.textContent = 'body { display: none }';
  document.body.append(style);
  await new Promise((resolve) => setTimeout(resolve, 200));
  return { seen, ran: 'ran' in window, display: getComputedStyle(document.body).display };
})()`;

describeWith('chromium', 'the console’s content policy', () => {
  let journey: Journey;

  beforeAll(async () => {
    journey = await Journey.begin();
  }, START_MS);
  afterAll(() => journey?.end());

  test('lets all of the console be drawn: no page has its styles or its scripts refused', async () => {
    const { id } = await journey.agent.submit(refund());
    const admin = await journey.visit('admin');
    for (const path of [
      '/',
      `/tickets/${id}`,
      '/approvals',
      '/audit-log',
      '/overview',
      '/insights',
      '/changes',
      '/policies',
      '/prompts',
      '/tools',
      '/agents',
      '/people',
      '/knowledge',
      '/witnesses',
    ]) {
      await admin.goTo(path);
      await admin.page.locator('main h1').first().waitFor();
    }
    // What is styled at run time has its colours, and the page its one font.
    const font = await admin.page.evaluate('getComputedStyle(document.body).fontFamily');
    expect(font).toContain('Inter');
    expect(
      await admin.page.evaluate('document.adoptedStyleSheets.length + document.styleSheets.length'),
    ).toBeGreaterThan(3);
    expect(journey.troubles).toEqual([]);
  });

  test('gives every page a nonce of its own, and no script one', async () => {
    const { url } = await journey.product.access();
    const nonces = [];
    for (let n = 0; n < 3; n += 1) {
      const page = await fetch(url);
      const nonce = /style-src 'self' 'nonce-([\w+/=]{24})'/.exec(page.headers.get('content-security-policy')!)![1]!;
      expect(await page.text()).toContain(`nonce="${nonce}"`);
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.headers.get('content-security-policy')).not.toContain('unsafe-inline');
      nonces.push(nonce);
    }
    expect(new Set(nonces).size).toBe(3);
  });

  test('refuses a script, a handler and a style that somebody wrote into the page', async () => {
    const operator = await journey.visit('operator');
    const refused = await operator.page.evaluate<Refused>(WRITE_INTO_THE_PAGE);
    expect(refused.ran).toBe(false);
    expect(refused.display).not.toBe('none');
    expect(refused.seen).toEqual(expect.arrayContaining(['require-trusted-types-for', 'style-src-elem']));
  });

  test('of the page to browse the API lets that work', async () => {
    const auditor = await journey.visit('auditor');
    const before = auditor.troubles.length;
    await auditor.goTo('/docs');
    // Of a long list, the page draws what is on screen.
    await auditor.page.getByText('/v1/audit-entries', { exact: true }).first().waitFor();
    expect(auditor.troubles.slice(before)).toEqual([]);
  });
});
