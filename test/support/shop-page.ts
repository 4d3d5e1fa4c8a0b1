import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** In the page: scripts that ran or were refused, and what the card told the page. */
const WATCH = `
  window.ran = [];
  window.told = [];
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) window[name] = (...said) => void window.ran.push(name);
  addEventListener('securitypolicyviolation', (event) => window.ran.push('refused: ' + event.effectiveDirective + ' ' + event.blockedURI));
  for (const name of ['change', 'action', 'token'])
    addEventListener('countersign-' + name, (event) => window.told.push([name, event.detail]));
`;

/** A page of another site, as strict as pages get: no styles, no inline scripts, nothing but the card and its service. */
export class ShopPage {
  private constructor(private readonly server: Server) {}

  static async open(countersign: () => string): Promise<ShopPage> {
    const server = createServer((request, response) => {
      if (request.url === '/watch.js') {
        response.writeHead(200, { 'content-type': 'text/javascript' }).end(WATCH);
        return;
      }
      const home = countersign();
      const policy = [
        "default-src 'none'",
        `script-src 'self' ${home}`,
        `connect-src ${home}`,
        'img-src data:',
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ];
      const query = new URL(request.url ?? '/', 'http://shop').searchParams;
      const [proposal, token, lang] = ['proposal', 'token', 'lang'].map((name) => query.get(name));
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy.join('; ') })
        .end(`<!doctype html><html lang="${lang ?? 'en'}"><head><title>Shop</title><link rel="icon" href="data:,">
          <script src="/watch.js"></script><script src="${home}/widget/answer-card.js"></script></head>
          <body><main><h1>Shop</h1><countersign-answer proposal="${proposal}" token="${token}"></countersign-answer></main></body></html>`);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ShopPage(server);
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** @param given made of letters, digits and what tokens have */
  urlOf(given: { proposal: string; token: string; lang?: string }): string {
    return `${this.origin}/?${new URLSearchParams(given)}`;
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}
