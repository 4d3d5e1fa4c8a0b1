import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Heard {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A server that hears what channels are told, and answers as a test says. */
export class HookServer {
  readonly heard: Heard[] = [];
  status = 200;
  private holding: Promise<void> | undefined;

  private constructor(private readonly server: Server) {
    server.on('request', async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      this.heard.push({ path: request.url!, headers: request.headers, body: Buffer.concat(chunks).toString() });
      await this.holding;
      response.writeHead(this.status).end();
    });
  }

  static async start(): Promise<HookServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new HookServer(server);
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  at(path: string): Heard[] {
    return this.heard.filter((one) => one.path === path);
  }

  /** Answers nobody from now on, until what is returned is called. */
  hold(): () => void {
    let letGo = () => {};
    this.holding = new Promise((resolve) => {
      letGo = resolve;
    });
    return () => {
      this.holding = undefined;
      letGo();
    };
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
