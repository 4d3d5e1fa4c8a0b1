import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.js';
import { eventually } from './eventually.js';
import type { TestAgent } from './installation-agent.js';
import type { Answer } from './installation-http.js';
import { Product } from './product.js';
import { type Viewport, Visitor } from './visitor.js';

/** How long the product may take to start with all of its demo, on a machine that is busy with other tests. */
export const START_MS = 180_000;

/** The built product with its agent, and people who come to its console, each in a browser profile of their own. */
export class Journey {
  private readonly visitors: Visitor[] = [];

  private constructor(
    readonly product: Product,
    readonly agent: TestAgent,
    private readonly browser: Browser,
  ) {}

  static async begin(env: Record<string, string> = {}): Promise<Journey> {
    const product = await Product.startedAgain(env);
    return new Journey(product, await product.agent(), await launchChromium());
  }

  /** Somebody at the console who is not signed in. */
  async arrive(url: string, viewport?: Viewport): Promise<Visitor> {
    const visitor = await Visitor.arrive(this.browser, url, viewport);
    this.visitors.push(visitor);
    return visitor;
  }

  /** A demo person, signed in at the console. */
  async visit(role: string, { which = 0, viewport }: { which?: number; viewport?: Viewport } = {}): Promise<Visitor> {
    const { url } = await this.product.access();
    const visitor = await this.arrive(url, viewport);
    await visitor.signIn(await this.product.accessOf(role, which));
    return visitor;
  }

  /** What the browsers complained of so far. A spec ends every test with a look at it. */
  get troubles(): string[] {
    return this.visitors.flatMap(({ troubles }) => troubles);
  }

  /** The agent's answer, once it has this status. */
  answerWith(status: string, ticketId: string): Promise<Answer> {
    return eventually(`the answer to the agent to be ${status}`, async () => {
      const answer = await this.agent.answer(ticketId);
      return answer.status === status && answer;
    });
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.product.remove();
  }
}
