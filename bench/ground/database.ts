import pg from 'pg';
import { runMigrations } from '../../api/src/platform/database/migrate.js';
import type { EmbeddedPostgres } from '../../api/src/platform/embedded-postgres/embedded-postgres.js';

const FURNISHED = 'furnished';

/** The databases of one run, all on one server and all copies of one that was migrated and furnished once. */
export class Databases {
  constructor(private readonly server: EmbeddedPostgres) {}

  /** Makes the one that all others are copied from. `furnish` must close its connections before it returns. */
  async prepare<T>(furnish: (url: string) => Promise<T>): Promise<T> {
    await this.asAdmin(`CREATE DATABASE ${FURNISHED}`);
    const url = this.urlOf(FURNISHED);
    await runMigrations(url);
    return furnish(url);
  }

  /** @returns the connection URL of a fresh copy */
  async copy(name: string): Promise<string> {
    await this.asAdmin(`CREATE DATABASE ${name} TEMPLATE ${FURNISHED}`);
    return this.urlOf(name);
  }

  private urlOf(name: string): string {
    const url = new URL(this.server.url);
    url.pathname = `/${name}`;
    return url.href;
  }

  private async asAdmin(statement: string): Promise<void> {
    await withClient(this.server.url, (admin) => admin.query(statement));
  }
}

/** One connection for the length of `work`. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'countersign-bench' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
