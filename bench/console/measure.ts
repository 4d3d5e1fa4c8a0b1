import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { type Latencies, summarise } from '../load/latencies.js';

const PATIENCE_MS = 30_000;

/** What `credentials.json` of a demo says. */
export interface DemoAccess {
  url: string;
  people: { email: string; password: string; roles: string[] }[];
  agents: { key: string }[];
}

export interface ConsoleResult {
  /** From asking for the page to the first row of the inbox, with nothing cached and with the browser's cache. */
  inboxFirst: Latencies;
  inboxAgain: Latencies;
  /** From the key that signs to the next ticket painted, and to the moment when that one may be approved. */
  nextShown: Latencies;
  nextReady: Latencies;
}

/** Notes in the page itself when something first holds, so that talking to the browser costs nothing. */
const NOTE_FIRST_ROW = `
  new MutationObserver((_, observer) => {
    if (!document.querySelector('a[data-ticket]')) return;
    observer.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => (window.firstRowAt = performance.now())));
  }).observe(document, { childList: true, subtree: true });`;

/** From Enter on: when another title is painted, and when approving is open again. */
const NOTE_NEXT = `
  (() => {
    const title = () => document.querySelector('h1')?.textContent;
    document.addEventListener('keydown', ({ key }) => {
      if (key !== 'Enter') return;
      const before = title();
      const started = performance.now();
      window.next = {};
      const approve = () => document.querySelector('button.approve:not(:disabled)');
      const look = () => {
        if (title() === before || !title()?.startsWith('Refund')) return requestAnimationFrame(look);
        window.next.shown ??= performance.now() - started;
        if (!approve()) return requestAnimationFrame(look);
        window.next.ready = performance.now() - started;
      };
      requestAnimationFrame(look);
    }, { capture: true });
  })()`;

/** Works at the console as an operator would, one thing after the other. */
export async function measureConsole(browser: Browser, access: DemoAccess, runs: number): Promise<ConsoleResult> {
  const operator = access.people.find(({ roles }) => roles.includes('operator'))!;
  const signedIn = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await signedIn.newPage();
  await page.goto(access.url);
  await page.getByLabel('E-mail').fill(operator.email);
  await page.getByLabel('Password').fill(operator.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('a[data-ticket]').first().waitFor();
  const storageState = await signedIn.storageState();

  const first: number[] = [];
  const again: number[] = [];
  for (let run = 0; run < runs; run++) {
    const context = await browser.newContext({ storageState, viewport: { width: 1440, height: 900 } });
    const fresh = await context.newPage();
    await fresh.addInitScript(NOTE_FIRST_ROW);
    first.push(await untilFirstRow(fresh, access.url));
    again.push(await untilFirstRow(fresh, access.url));
    await context.close();
  }
  const { shown, ready } = await decide(page, access, runs);
  await signedIn.close();
  return {
    inboxFirst: summarise(first),
    inboxAgain: summarise(again),
    nextShown: summarise(shown),
    nextReady: summarise(ready),
  };
}

async function untilFirstRow(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: 'commit' });
  return untilSaid<number>(page, 'window.firstRowAt');
}

/** Asks until the page has noted it. The page's policy lets nothing be evaluated inside of it, so the asking is done here. */
async function untilSaid<T>(page: Page, expression: string): Promise<T> {
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await delay(20)) {
    const said = await page.evaluate<T | null | undefined>(expression);
    if (said) return said;
  }
  throw new Error(`the page never had ${expression}`);
}

async function decide(page: Page, { url, agents }: DemoAccess, runs: number) {
  const shown: number[] = [];
  const ready: number[] = [];
  for (let n = 0; n < runs + 2; n++) await propose(url, agents[0]!.key, n);
  await page.goto(`${url}/focus?domain=bench`);
  await page.evaluate(NOTE_NEXT);
  for (let n = 0; n < runs; n++) {
    await page.locator('button.approve:enabled').waitFor();
    await page.waitForTimeout(300);
    await page.keyboard.press('a');
    await page.getByRole('button', { name: 'Sign approval' }).waitFor();
    await page.keyboard.press('Enter');
    const next = await untilSaid<{ shown: number; ready: number }>(page, 'window.next?.ready && window.next');
    // The first one also fetches the code of the way there.
    if (n === 0) continue;
    shown.push(next.shown);
    ready.push(next.ready);
  }
  return { shown, ready };
}

/** A refund of an amount, a payment and a customer of its own: its title is like no other. */
async function propose(url: string, key: string, n: number): Promise<void> {
  const id = randomUUID().slice(0, 8);
  const answer = await fetch(`${url}/v1/proposals`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({
      request: { text: 'I was charged twice for the same box.', customerRef: `cus_${id}` },
      domain: 'bench',
      draft: { answer: 'Your money is on its way.', confidence: 0.91 },
      policy: { decision: 'allow', piiLeakRisk: 'low' },
      toolCall: {
        name: 'issue_refund',
        arguments: {
          payment_id: `pay_${id}`,
          amount_minor: String(1000 + n),
          currency: 'EUR',
          reason: 'charged twice',
        },
      },
    }),
  });
  if (!answer.ok) throw new Error(`the proposal was refused: ${await answer.text()}`);
}
