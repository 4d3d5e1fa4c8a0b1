import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../../api/src/platform/embedded-postgres/embedded-postgres.js';
import { DatabaseProxy } from './proxy.js';

/** A real PostgreSQL, durable as the product's own, that can be killed; clients reach it through one address all the time. */
export class DatabaseServer {
  private constructor(
    private readonly dataDir: string,
    private running: EmbeddedPostgres,
    readonly proxy: DatabaseProxy,
  ) {}

  static async start(dataDir: string): Promise<DatabaseServer> {
    const running = await startEmbeddedPostgres({ dataDir });
    return new DatabaseServer(dataDir, running, await DatabaseProxy.start(portOf(running)));
  }

  /** Of the superuser, past the proxy; another after a restart. */
  get directUrl(): string {
    return this.running.url;
  }

  /** Of the superuser, through the proxy; the same for ever. */
  get proxiedUrl(): string {
    const url = new URL(this.running.url);
    url.port = String(this.proxy.port);
    return url.href;
  }

  /** `kill -9` of the postmaster, as the kernel does when memory is out, and a start on the same data. */
  async crash(): Promise<void> {
    process.kill(this.running.pid, 'SIGKILL');
    await this.running.died;
    await this.startAgain();
  }

  /** Starts it on the same data, whether it died or still runs. */
  async startAgain(): Promise<void> {
    await this.running.stop();
    this.running = await startEmbeddedPostgres({ dataDir: this.dataDir });
    this.proxy.moveTo(portOf(this.running));
  }

  async stop(): Promise<void> {
    await this.proxy.stop();
    await this.running.stop();
  }
}

function portOf({ url }: EmbeddedPostgres): number {
  return Number(new URL(url).port);
}
