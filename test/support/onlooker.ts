import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { TestPerson } from './installation-person.js';
import type { Viewport } from './visitor.js';

/** In the page: what ran that should not have, and what the browser refused to run. */
const WATCH = `
  window.ran = [];
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) window[name] = (...said) => void window.ran.push(name + ': ' + said.join());
  addEventListener('securitypolicyviolation', (event) => window.ran.push('refused: ' + event.effectiveDirective + ' ' + event.blockedURI));
`;

/** In the page: a text as it was written, out of how it is shown. A box says in \`data-raw\` what it stands for. */
const READ_BACK = `
  window.readBack = (node) =>
    node.dataset?.raw ?? (node.nodeType === 3 ? node.data : [...node.childNodes].map(window.readBack).join(''));
`;

/** Elements and attributes that no text may bring along. The console's own icons are svg without any of these. */
const FOREIGN = `(() => {
  const bad = [...document.querySelectorAll('#root :is(script, iframe, object, embed, img, video, audio, form[action], math, style, base, meta, link)')];
  const handlers = [...document.querySelectorAll('#root *')].filter((one) => one.getAttributeNames().some((name) => /^on|^srcdoc$|^formaction$/.test(name)));
  const links = [...document.querySelectorAll('#root [href]')].filter((one) => !/^https?:$/.test(new URL(one.href, location.href).protocol));
  const open = [...document.querySelectorAll('#root a[target]')].filter((one) => !/noopener/.test(one.rel) || !/noreferrer/.test(one.rel));
  return [...bad, ...handlers, ...links, ...open].map((one) => one.outerHTML.slice(0, 200));
})()`;

/** Somebody with a session at the console whose browser lets nothing out, and who notes whatever tries to run. */
export class Onlooker {
  /** Requests to elsewhere, dialogs, pages that went elsewhere, errors of the page, scripts that ran or were refused. */
  readonly troubles: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly url: string,
  ) {}

  static async arrive(
    browser: Browser,
    url: string,
    person: TestPerson,
    {
      viewport = { width: 1440, height: 900 },
      colorScheme = 'light' as 'light' | 'dark',
    }: { viewport?: Viewport; colorScheme?: 'light' | 'dark' } = {},
  ): Promise<Onlooker> {
    const context = await browser.newContext({ viewport, colorScheme });
    const [name, value] = (await person.headers()).cookie.split('=') as [string, string];
    await context.addCookies([{ name, value, url }]);
    await context.addInitScript(WATCH);
    await context.addInitScript(READ_BACK);
    context.setDefaultTimeout(30_000);
    const onlooker = new Onlooker(await context.newPage(), context, url);
    await onlooker.guard();
    return onlooker;
  }

  /** Opens a page of the console and waits until this is on it. */
  async open(path: string, shows: string): Promise<void> {
    await this.page.goto(this.url + path);
    await this.page.locator(shows).first().waitFor();
  }

  /** The texts of these elements as they were written. */
  texts(selector: string): Promise<string[]> {
    return this.page.evaluate(`[...document.querySelectorAll(${JSON.stringify(selector)})].map(window.readBack)`);
  }

  /** Presses every button of this name, as long as there is one. */
  async pressAll(name: RegExp): Promise<void> {
    const button = this.page.getByRole('button', { name }).first();
    while ((await button.count()) > 0) await button.click();
  }

  /** Presses all of these at once. */
  unfold(selector: string): Promise<void> {
    return this.page.evaluate(
      `document.querySelectorAll(${JSON.stringify(selector)}).forEach((button) => button.click())`,
    );
  }

  /** What a text made of the page that it must not: nothing, if all is well. */
  async foreign(): Promise<string[]> {
    const ran = await this.page.evaluate<string[]>('window.ran');
    const wide = await this.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    const elements = await this.page.evaluate<string[]>(FOREIGN);
    return [...ran, ...elements, ...(wide > 0 ? [`${wide} px wider than the window`] : []), ...this.troubles];
  }

  close(): Promise<void> {
    return this.context.close();
  }

  private async guard(): Promise<void> {
    const { origin } = new URL(this.url);
    await this.context.route('**/*', async (route) => {
      const url = route.request().url();
      if (new URL(url).origin === origin) return route.continue();
      this.troubles.push(`request: ${url}`);
      return route.abort();
    });
    this.context.on('page', (page) => {
      if (page !== this.page) this.troubles.push(`window: ${page.url()}`);
    });
    this.page.on('dialog', (dialog) => {
      this.troubles.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    this.page.on('pageerror', (error) => this.troubles.push(`page: ${error.message}`));
    this.page.on('console', (message) => {
      if (message.type() === 'error') this.troubles.push(`console: ${message.text()}`);
    });
    this.page.on('framenavigated', (frame) => {
      if (new URL(frame.url()).origin !== origin) this.troubles.push(`went to ${frame.url()}`);
    });
  }
}
