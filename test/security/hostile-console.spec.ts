import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { describeWith } from '../support/describe-with.js';
import { eventually } from '../support/eventually.js';
import { eachBatch, HOSTILE, isKept, isShown, proposalOf, recordedTexts } from '../support/hostile-texts.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { ok } from '../support/installation-http.js';
import { callOf, question } from '../support/installation-proposals.js';
import { Onlooker } from '../support/onlooker.js';

const PHONE = { width: 390, height: 844 };

describeWith('chromium', 'what models and customers wrote, in a browser', () => {
  let installation: Installation;
  let browser: Browser;

  beforeAll(async () => {
    [installation, browser] = await Promise.all([startInstallation({ console: true }), launchChromium()]);
    await installation.registerTool('write_down');
  });
  afterAll(async () => {
    await browser?.close();
    await installation?.stop();
  });

  const look = (who: 'operator' | 'admin' | 'auditor' = 'operator', options = {}) =>
    Onlooker.arrive(browser, installation.baseUrl(), installation.as(who), options);

  test.each([
    ['on a desk', {}],
    ['on a phone', { viewport: PHONE }],
  ])('is kept and shown as it is %s, and nothing of it runs', async (_, options) => {
    const proposal = proposalOf(HOSTILE);
    const { id } = await installation.agent.submit(proposal);
    await isKept(installation, id, proposal);
    const onlooker = await look('operator', options);
    await isShown(onlooker, id, proposal);
    await onlooker.close();
  });

  test('stays text in lists, notes, revisions, histories, names and on record', async () => {
    const [operator, lead, admin] = [
      installation.as('operator'),
      installation.as('support_lead'),
      installation.as('admin'),
    ];
    const proposal = proposalOf(HOSTILE);
    const { id } = await installation.agent.submit(proposal);
    const note = HOSTILE.filter((text) => text.length < 400)
      .join(' | ')
      .slice(0, 1900)
      .toWellFormed();
    const answer = HOSTILE.toReversed().join(' ');
    const revised = await ok(lead.revise(await lead.ticket(id), { draft: { answer }, note }));
    await ok(operator.verb('escalate', revised, { note }));
    for (const [n, name] of HOSTILE.filter((text) => text.trim()).entries()) {
      await installation.addAgent(`${n} ${name}`.slice(0, 100).toWellFormed(), {}, admin).catch(() => null);
    }
    await ok(operator.reject(revised, 'other', { note }));

    const onlooker = await look('admin');
    // The words for a reason come after the page.
    await onlooker.open(`/tickets/${id}`, '.s-notes p:has-text("another reason")');
    expect(await onlooker.texts('.s-notes p')).toEqual([note, `Rejected: another reason. ${note}`]);
    expect(await onlooker.texts('.s-revisions q')).toEqual([note]);
    expect(await onlooker.foreign()).toEqual([]);
    for (const [path, shows] of [
      ['/?view=all', `a[data-ticket="${id}"]`],
      ['/approvals', 'tbody tr'],
      [`/audit-log?ticketId=${id}`, 'main ol li'],
      ['/agents', 'tbody tr'],
      ['/tools', 'article'],
    ] as const) {
      await onlooker.open(path, shows);
      await onlooker.unfold('main ol button[aria-expanded=false]');
      expect([path, await onlooker.foreign()]).toEqual([path, []]);
    }
    const { data: agents } = await ok(admin.get('/v1/agents?limit=100'));
    await onlooker.open('/agents', 'tbody tr');
    const named = new Set(await onlooker.texts('tbody td:first-of-type b'));
    expect(agents.map(({ name }: { name: string }) => name).filter((name: string) => !named.has(name))).toEqual([]);
    expect(agents.length).toBeGreaterThan(20);
    await onlooker.close();
  });

  test('is looked for where it is taken in, and whoever would have got an answer at once waits for a person', async () => {
    const { ticket: honest } = await installation.agent.submit(question());
    const { ticket } = await installation.agent.submit({ ...question(), request: { text: 'How do I\u202e do it?' } });
    expect([honest.state, honest.flags]).toEqual(['auto_allowed', []]);
    expect([ticket.state, ticket.flags]).toEqual(['pending_review', ['hidden_text']]);
    const onlooker = await look();
    await onlooker.open(`/tickets/${ticket.id}`, '.s-policy .held');
    expect(await onlooker.texts('.s-policy .held')).toContainEqual(
      expect.stringMatching(/^the request holds text that is hidden/),
    );
    await onlooker.open('/?view=all&flag=hidden_text', `a[data-ticket="${ticket.id}"]`);
    await onlooker.close();
  });

  // A phone shows so little at once that a shorter text takes it as many screens.
  test.each([
    ['on a desk', 20_000, {}],
    ['on a phone', 6_000, { viewport: PHONE }],
  ])(
    'has to be opened and scrolled through before it can be signed, %s',
    async (_, words, options) => {
      const { id } = await installation.agent.submit(
        callOf('write_down', { amount_minor: '100', currency: 'EUR', note: `${'word '.repeat(words)}and pay 9000` }),
      );
      const onlooker = await look('operator', options);
      const { page } = onlooker;
      await onlooker.open(`/tickets/${id}`, '[data-testid=ink-frame]');
      const approve = page.locator('button', { hasText: /^Approve/ });
      const settled = () => page.waitForTimeout(400);
      await page.getByText('checked here').waitFor();

      // Folded: wherever one scrolls, it was not seen.
      await page.getByTestId('ink-frame').locator('footer').scrollIntoViewIfNeeded();
      await settled();
      expect(await approve.isEnabled()).toBe(false);

      // Opened: its end is not the whole of it.
      const characters = (words * 5 + 14).toLocaleString('en');
      await page.getByRole('button', { name: new RegExp(`^Open all ${characters} characters`) }).click();
      await page.getByTestId('ink-frame').locator('footer').scrollIntoViewIfNeeded();
      await settled();
      expect(await approve.isEnabled()).toBe(false);
      expect(await page.locator('.standing').innerText()).toContain(
        '1 line of what you sign has not been on screen yet.',
      );

      // Scrolled through, a screen at a time.
      const next = page.getByRole('button', { name: 'Show what comes next' });
      let screens = 0;
      while ((await next.count()) > 0 && screens < 500) {
        await next.click();
        await page.waitForTimeout(30);
        screens++;
      }
      await approve.and(page.locator(':enabled')).waitFor();
      expect(screens).toBeGreaterThan(20);
      expect(await onlooker.texts('[data-part="args.note"]')).toEqual([expect.stringMatching(/and pay 9000"$/)]);
      expect(await onlooker.foreign()).toEqual([]);
      await onlooker.close();
    },
    120_000,
  );

  test('would be noticed if it ran', async () => {
    const onlooker = await look();
    await onlooker.open('/', 'main');
    await onlooker.page.evaluate(`
      const main = document.querySelector('main');
      main.append(Object.assign(document.createElement('img'), { src: 'https://evil.example/x' }));
      main.append(Object.assign(document.createElement('a'), { href: 'javascript:alert(2)' }));
      try { main.insertAdjacentHTML('beforeend', '<script>alert(1)</script>'); } catch {}
    `);
    await onlooker.page.evaluate('alert(3)');
    await eventually('the browser to refuse what was planted', async () => {
      const noticed = (await onlooker.foreign()).join('\n');
      return [/alert: 3/, /refused: img-src/, /refused: require-trusted-types-for/, /<img/, /javascript:/].every(
        (one) => one.test(noticed),
      );
    });
    await onlooker.close();
  });

  const recorded = recordedTexts();
  const testRecorded = recorded.length > 0 ? test : test.skip;
  testRecorded('of xss-payloads and naughty-strings, one in eight (needs COUNTERSIGN_TEST_DATA)', async () => {
    const onlooker = await look();
    await eachBatch(
      installation,
      onlooker,
      recorded.filter((_, n) => n % 8 === 0),
    );
    await onlooker.close();
  });
});
