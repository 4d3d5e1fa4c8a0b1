import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { SENTENCES } from '../../api/src/intake/rules/sentences.js';
import { barriersOn } from '../support/accessible.js';
import { launchChromium } from '../support/chromium.js';
import { describeWith } from '../support/describe-with.js';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { ok } from '../support/installation-http.js';
import { lockAccount, question, refund } from '../support/installation-proposals.js';
import { ShopPage } from '../support/shop-page.js';

const HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script> \u202egnp.exe {{constructor}}';

describeWith('chromium', 'the answer card on another site’s page, under the strictest policy', () => {
  let shop: ShopPage;
  let installation: Installation;
  let browser: Browser;
  const pages: Page[] = [];

  beforeAll(async () => {
    shop = await ShopPage.open(() => installation.baseUrl());
    const env = { COUNTERSIGN_WIDGET_ORIGINS: shop.origin };
    [installation, browser] = await Promise.all([startInstallation({ console: true, env }), launchChromium()]);
    const returns = {
      id: 'returns',
      title: HOSTILE,
      content: '# Window\n\nThirty days.',
      uri: 'https://help.example/',
    };
    await ok(installation.as('admin').post('/v1/documents', returns));
  });
  afterAll(async () => {
    await browser?.close();
    await installation?.stop();
    await shop?.close();
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) {
      expect(await page.evaluate('window.ran')).toEqual([]);
      await page.context().close();
    }
  });

  const tokenOf = async (id: string): Promise<string> =>
    (await ok(installation.agent.request('POST', `/v1/proposals/${id}/widget-token`))).token;

  async function show(proposal: object, options: { lang?: string; width?: number; token?: string } = {}) {
    const { id } = await installation.agent.submit(proposal);
    const { lang, width = 1440, token = await tokenOf(id) } = options;
    const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    pages.push(page);
    await page.goto(shop.urlOf({ proposal: id, token, ...(lang ? { lang } : {}) }));
    return { id, page, card: page.locator('countersign-answer') };
  }

  const eventsOf = async (id: string): Promise<{ type: string; text: string | null; citation: string | null }[]> =>
    (await ok(installation.as('auditor').get(`/v1/tickets/${id}/events`))).data;
  const toldOf = (id: string, type: string) =>
    eventually(`${type} to be told`, async () => (await eventsOf(id)).find((event) => event.type === type));

  test('waits with a deadline, turns when a person approves, and shows hostile words as words', async () => {
    const draft = { answer: HOSTILE, citations: ['kb:returns#window'] };
    const { id, page, card } = await show({ ...question(), domain: 'legal', draft });
    await card.locator('.state', { hasText: 'A person is checking' }).waitFor();
    await card.getByRole('heading', { name: /^You should hear from us by / }).waitFor();
    await card.getByText(SENTENCES.en.waiting_policy, { exact: true }).and(page.locator('.message')).waitFor();
    await card.locator('.chip').click();
    await card.getByText('What it says is shown once the answer is confirmed.').waitFor();
    expect(await card.locator('.answer').count()).toBe(0);
    expect(await barriersOn(page)).toEqual([]);
    const lead = installation.as('support_lead');
    await ok(lead.approve(await lead.ticket(id)));
    await card.locator('.state', { hasText: 'Checked by a person' }).waitFor();
    expect(await card.locator('.answer').textContent()).toBe(HOSTILE);
    await card.locator('.chip').click();
    await card.getByText('Thirty days.', { exact: true }).waitFor();
    expect(await card.locator('.chip').textContent()).toBe(`${HOSTILE}: Window`);
    const link = card.getByRole('link', { name: 'Open the page' });
    expect([await link.getAttribute('href'), await link.getAttribute('rel')]).toEqual([
      'https://help.example/',
      'noopener noreferrer',
    ]);
    expect(await card.locator(':is(img, script, iframe, [onerror])').count()).toBe(0);
    expect(await barriersOn(page)).toEqual([]);
    await toldOf(id, 'shown');
    expect((await toldOf(id, 'opened_citation'))?.citation).toBe('kb:returns#window');
    await card.getByRole('button', { name: 'That helped' }).click();
    await card.getByText('Thank you, that is noted.').and(page.locator('.note')).waitFor();
    await toldOf(id, 'resolved');
  });

  test('marks low confidence, and takes what the user adds by keyboard alone', async () => {
    const { id, page, card } = await show(
      { ...question(), draft: { answer: 'Perhaps.', confidence: 0.3 } },
      { width: 390 },
    );
    await card.locator('.state', { hasText: 'Requires review, not yet confirmed' }).waitFor();
    const add = card.getByRole('button', { name: 'Add details' });
    await add.focus();
    await page.keyboard.press('Enter');
    const area = card.getByLabel('What should we know?');
    await area.and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Order 12, on 3 May');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await card.getByText('Your details are noted with this request.').and(page.locator('.note')).waitFor();
    expect((await toldOf(id, 'provided_context'))?.text).toBe('Order 12, on 3 May');
    expect(
      await page.evaluate('window.told.filter(([name]) => name === "action").map(([, detail]) => detail)'),
    ).toEqual([{ action: 'provide_more_context', proposal: id, text: 'Order 12, on 3 May' }]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(await barriersOn(page)).toEqual([]);
  });

  test('asks what a reviewer asks, and turns once the agent has brought the answer', async () => {
    const { id, page, card } = await show(refund());
    await card.locator('.state', { hasText: 'A person is checking' }).waitFor();
    await ok(installation.as('operator').verb('ask', { id }, { question: `Which order? ${HOSTILE}` }));
    await card.locator('.state', { hasText: 'A person has a question for you' }).waitFor();
    expect(await card.locator('.question').textContent()).toBe(`Which order? ${HOSTILE}`);
    await card.getByRole('button', { name: 'Answer' }).click();
    await card.getByLabel('What should we know?').fill('Order 12');
    await card.getByRole('button', { name: 'Send' }).click();
    expect((await toldOf(id, 'provided_context'))?.text).toBe('Order 12');
    await ok(installation.agent.request('POST', `/v1/proposals/${id}/context`, { body: { text: 'Order 12' } }));
    await card.locator('.state', { hasText: 'A person is checking' }).waitFor();
    expect(await barriersOn(page)).toEqual([]);
  });

  test('is blocked with a way out, in Korean', async () => {
    const denied = { ...question(), policy: { decision: 'deny', piiLeakRisk: 'low' } };
    const { id, page, card } = await show(denied, { lang: 'ko' });
    await card.locator('.state', { hasText: '여기서는 처리할 수 없음' }).waitFor();
    await card.getByText(SENTENCES.ko.blocked, { exact: true }).and(page.locator('.message')).waitFor();
    expect(await card.locator('.go button').allTextContents()).toEqual(['담당자 찾기']);
    await card.getByRole('button', { name: '담당자 찾기' }).click();
    await card.getByText('담당자를 찾으신 것을 적어 두었습니다.').and(page.locator('.note')).waitFor();
    await toldOf(id, 'asked_human');
    expect(await barriersOn(page)).toEqual([]);
  });

  test('never offers to try again what may be done already', async () => {
    await installation.registerTool('tell_partner', { retryClass: 'once' });
    const { id, card } = await show({ ...refund(), toolCall: { name: 'tell_partner', arguments: {} } });
    const lead = installation.as('support_lead');
    await ok(lead.approve(await lead.ticket(id)));
    await card.locator('.state', { hasText: 'Agreed, being carried out' }).waitFor();
    installation.tools.behave('drop');
    await installation.execute((await installation.agent.answer(id)).execution.id);
    await card.locator('.state', { hasText: 'We are finding out' }).waitFor();
    expect(await card.locator('.go button').allTextContents()).toEqual(['Ask a person']);
  });

  test('says when nobody decided in time, and offers to try again', async () => {
    const { id, page, card } = await show(lockAccount());
    await card.locator('.state', { hasText: 'A person is checking' }).waitFor();
    await installation.sql(`UPDATE ticket SET expires_at = now() WHERE id = $1`, [id]);
    await installation.sweepDeadlines();
    await card.locator('.state', { hasText: 'Not decided in time' }).waitFor();
    await card.getByRole('button', { name: 'Try again' }).click();
    await toldOf(id, 'retried');
    await eventually('the page to be told', () =>
      page.evaluate('window.told.some(([, one]) => one.action === "retry")'),
    );
  });

  test('tells that its user gave up where there was something to do, and not where they only wait', async () => {
    const given = await show({ ...question(), draft: { answer: 'Perhaps.', confidence: 0.3 } });
    await given.card.locator('.state', { hasText: 'Requires review' }).waitFor();
    await toldOf(given.id, 'shown');
    await given.page.goto('about:blank');
    await toldOf(given.id, 'abandoned');
    const waits = await show(refund());
    await waits.card.locator('.state', { hasText: 'A person is checking' }).waitFor();
    await toldOf(waits.id, 'shown');
    await waits.page.goto('about:blank');
    expect((await eventsOf(waits.id)).map(({ type }) => type)).toEqual(['shown']);
    pages.length = 0;
    await given.page.context().close();
    await waits.page.context().close();
  });

  test('asks its page for the next token, and goes on with it', async () => {
    const { id, page, card } = await show(refund(), { token: 'eyJ0.over.now' });
    await card.getByText('This view has ended.').and(page.locator('.message')).waitFor();
    expect(await page.evaluate('window.told')).toEqual([['token', { proposal: id }]]);
    const next = await tokenOf(id);
    await card.evaluate((one, token) => one.setAttribute('token', token), next);
    await card.locator('.state', { hasText: 'A person is checking' }).waitFor();
  });

  test('moves nothing for who asked for stillness', async () => {
    const { page, card } = await show(refund());
    await card.locator('.state', { hasText: 'A person is checking' }).waitFor();
    const moving = await page.evaluate(
      `[...document.querySelector('countersign-answer').shadowRoot.querySelectorAll('*')].filter((one) => parseFloat(getComputedStyle(one).transitionDuration) > 0).length`,
    );
    expect(moving).toBe(0);
  });
});
