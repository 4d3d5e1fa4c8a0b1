import { mkdir } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { barriersOn } from '../support/accessible.js';
import { describeWith } from '../support/describe-with.js';
import { ok, outcome, send } from '../support/installation-http.js';
import { Journey, START_MS } from '../support/journey.js';
import type { Visitor } from '../support/visitor.js';

/** Where to leave pictures for somebody to look at; none are taken by default. */
const PICTURES = process.env.COUNTERSIGN_TEST_PICTURES;

describeWith('chromium', 'a newcomer at the demo’s assistant', () => {
  let journey: Journey;
  let url: string;
  let newcomer: Visitor;

  beforeAll(async () => {
    journey = await Journey.begin();
    ({ url } = await journey.product.access());
    newcomer = await journey.arrive(`${url}/demo/assistant`);
  }, START_MS);
  afterAll(() => journey?.end());
  afterEach(() => expect(journey.troubles).toEqual([]));

  async function looksWell(name: string): Promise<void> {
    const { page } = newcomer;
    expect(await barriersOn(page)).toEqual([]);
    if (!PICTURES) return;
    await mkdir(PICTURES, { recursive: true });
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: `${PICTURES}/${name}-${width}-${colorScheme}.png`, fullPage: true });
      }
    }
  }

  test('asks about a refund, sees an honest waiting card, approves it in the console, and sees the card turn', async () => {
    const { page } = newcomer;
    await page.getByRole('button', { name: 'I was charged twice. Can I get a refund?' }).click();
    await newcomer.button('Ask').click();
    const card = page.locator('countersign-answer').first();
    await card.locator('.state', { hasText: 'A person is checking' }).waitFor();
    await card.getByRole('heading', { name: /^You should hear from us by / }).waitFor();
    expect(await card.locator('.answer').count()).toBe(0);
    await looksWell('assistant-waiting');

    const console = await page.getByRole('link', { name: 'Open it in the console' }).getAttribute('href');
    const operator = await journey.visit('operator');
    await operator.goTo(console!);
    await operator.signedContent();
    await operator.canApprove();
    await operator.approve();

    await card.locator('.state', { hasText: 'Checked by a person' }).waitFor();
    await card.locator('.answer', { hasText: 'Two captures for one order within ten minutes' }).waitFor();
    await card.getByRole('button', { name: 'Refund policy: Double charge' }).click();
    await card.locator('.source', { hasText: 'ask the payments team first' }).waitFor();
    await looksWell('assistant-answered');
  });

  test('is asked back by the operator, answers on the card, and it waits again', async () => {
    const { page } = newcomer;
    await page.locator('#question').fill('They charged me two times, refund it');
    await newcomer.button('Ask').click();
    const card = page.locator('article', { hasText: 'They charged me two times' }).locator('countersign-answer');
    await card.locator('.state', { hasText: 'A person is checking' }).waitFor();
    const id = (await card.getAttribute('proposal'))!;
    const operator = await journey.product.person('operator');
    await ok(operator.verb('ask', { id }, { question: 'Which order is it?' }));
    await card.locator('.question', { hasText: 'Which order is it?' }).waitFor();
    await card.getByRole('button', { name: 'Answer' }).click();
    await card.getByLabel('What should we know?').fill('It is order 12');
    await card.getByRole('button', { name: 'Send' }).click();
    await card.locator('.state', { hasText: 'A person is checking' }).waitFor();
    const { revision, exchange } = await operator.ticket(id);
    expect([revision, JSON.stringify(exchange)]).toEqual([2, expect.stringContaining('It is order 12')]);
  });

  test('reads it in Korean as well', async () => {
    const { page } = newcomer;
    await newcomer.button('한국어').click();
    await newcomer.heading('Tidewater 상담 도우미에게 묻기').waitFor();
    await page.locator('.state', { hasText: '담당자가 확인함' }).waitFor();
    await looksWell('assistant-korean');
  });

  test('holds no key of the agent’s, and is given nothing of anybody else’s', async () => {
    const { agents } = await journey.product.access();
    const { page } = newcomer;
    const asked = page.waitForResponse((response) => response.url().endsWith('/demo/assistant/questions'));
    await page.locator('#question').fill('How long is a gift card valid?');
    await page.locator('#send').click();
    expect(await (await asked).text()).not.toContain(agents[0]!.key);
    const post = (path: string, body: object) => send(`${url}/demo/assistant/${path}`, 'POST', { body });
    const others = await journey.agent.submit({
      request: { text: 'Somebody else’s' },
      domain: 'legal',
      draft: { answer: 'Not for you' },
    });
    expect(await outcome(post('tokens', { proposal: others.id }))).toEqual({ status: 404, code: 'not_found' });
    expect(await outcome(post('questions', { text: ' ' }))).toEqual({ status: 400, code: 'validation_failed' });
    const foreign = { headers: { origin: 'https://evil.example' }, body: { text: 'Hello' } };
    const refused = send(`${url}/demo/assistant/questions`, 'POST', foreign);
    expect(await outcome(refused)).toEqual({ status: 403, code: 'cross_site_request' });
    const { proposal, token } = await ok(post('questions', { text: 'Can I get a refund?' }));
    expect(
      await ok(send(`${url}/v1/proposals/${proposal}`, 'GET', { headers: { authorization: `Bearer ${token}` } })),
    ).toMatchObject({
      status: 'needs_review',
      answer: '',
    });
  });
});
