import type { Browser, ConsoleMessage, Page } from 'playwright-core';
import type { Credentials } from './installation-person.js';

export interface Viewport {
  width: number;
  height: number;
}

const DESK = { width: 1440, height: 900 };

// Under the test’s own minute, and enough for a machine that is busy with other tests.
const PATIENCE_MS = 30_000;

/** A person at the console, in a browser profile of their own, who notes whatever a browser complains of. */
export class Visitor {
  /** Errors on the browser's console, refused content, dialogs of the browser, requests to elsewhere. */
  readonly troubles: string[] = [];

  private constructor(
    readonly page: Page,
    readonly url: string,
  ) {}

  /** Opens the console at `url` as somebody who is not signed in. */
  static async arrive(browser: Browser, url: string, viewport: Viewport = DESK): Promise<Visitor> {
    const context = await browser.newContext({ viewport });
    context.setDefaultTimeout(PATIENCE_MS);
    const visitor = new Visitor(await context.newPage(), url);
    visitor.listen();
    await visitor.page.goto(url);
    return visitor;
  }

  async signIn({ email, password }: Credentials): Promise<void> {
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByLabel('Password').fill(password);
    await this.button('Sign in').click();
    await this.heading(/Inbox|Tickets/).waitFor();
  }

  button(name: string | RegExp) {
    return this.page.getByRole('button', { name });
  }

  heading(name: string | RegExp) {
    return this.page.getByRole('heading', { level: 1, name });
  }

  /** The row of a ticket in the list on screen. */
  row(ticketId: string) {
    return this.page.locator(`a[data-ticket="${ticketId}"]`);
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(this.url + path);
  }

  /** What is signed, as the screen shows it; waits until the browser has checked its hash. */
  async signedContent(): Promise<string> {
    const frame = this.page.getByTestId('ink-frame');
    await frame.getByText('checked here').waitFor();
    return frame.innerText();
  }

  /** Waits until the ticket on screen may be approved. */
  async canApprove(): Promise<void> {
    await this.page.locator('button:enabled', { hasText: /^Approve/ }).waitFor();
  }

  /** Approves the ticket on screen. */
  async approve({ clicks = 1 } = {}): Promise<void> {
    await this.button(/^Approve/).click();
    await this.button('Sign approval').click({ clickCount: clicks });
    await this.page.getByText('Signed.', { exact: true }).waitFor();
  }

  private listen(): void {
    this.page.on('console', (message) => {
      if (message.type() !== 'error' || isFirstLook(message)) return;
      this.troubles.push(`console: ${message.text()} ${message.location().url}`);
    });
    this.page.on('pageerror', (error) => this.troubles.push(`page: ${error.message}`));
    this.page.on('dialog', (dialog) => {
      this.troubles.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    this.page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol !== 'data:' && protocol !== 'blob:' && origin !== new URL(this.url).origin) {
        this.troubles.push(`request: ${request.url()}`);
      }
    });
  }
}

/** The console asks who is signed in before anybody is, which the browser calls an error. */
function isFirstLook(message: ConsoleMessage): boolean {
  return message.location().url.endsWith('/v1/session') && message.text().includes('401');
}
