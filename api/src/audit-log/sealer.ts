import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import pg from 'pg';
import { sealerConnection } from '../../../config/data-source.js';
import type { Environment } from '../../../config/environment.js';
import { ENVIRONMENT } from '../platform/environment.token.js';
import { loadSigningKeys } from '../platform/keys/signing-keys.js';
import { SealingStore } from './persistence/sealing.store.js';

/** From one look at the log to the next. */
const EVERY_MS = 250;

/** Entries that one checkpoint adds at most: what is hashed and written while nobody is kept waiting. */
const MOST = 5_000;

/** How soon another process takes over when the one that seals is gone, and how soon a failed one tries again. */
const STAND_BY_MS = 1_000;

/** The same trouble is logged again after this long. */
const REPEAT_MS = 60_000;

/**
 * Seals the log. Every worker runs one; whoever holds the lock seals, and the others stand by. All it knows stands in the
 * database, so that one that is killed anywhere is followed by the next.
 */
@Injectable()
export class Sealer implements BeforeApplicationShutdown {
  private readonly log = new Logger('sealer');
  private readonly stop = new AbortController();
  private running: Promise<void> | undefined;
  private said = { what: '', at: Number.NEGATIVE_INFINITY };

  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  start(): void {
    this.running ??= this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stop.signal.aborted) {
      await this.untilTrouble().catch((error: Error) => this.complain(error.message));
      await this.rest(STAND_BY_MS);
    }
  }

  /** One connection, from its opening to the first error or the end of the process. */
  private async untilTrouble(): Promise<void> {
    const { databaseSealerUrl, databaseUrl, auditOrigin, keysDir } = this.environment;
    const keys = loadSigningKeys(keysDir, 'audit');
    const client = new pg.Client(sealerConnection(databaseSealerUrl ?? databaseUrl!));
    // An idle connection that breaks says so here, and at its next query.
    client.on('error', () => undefined);
    await client.connect();
    try {
      const sealing = new SealingStore(client, auditOrigin, keys, MOST);
      while (!this.stop.signal.aborted && !(await sealing.takeLock())) await this.rest(STAND_BY_MS);
      while (!this.stop.signal.aborted) {
        if (!(await sealing.sealNext())) await this.rest(EVERY_MS);
      }
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private rest(ms: number): Promise<unknown> {
    return sleep(ms, undefined, { signal: this.stop.signal }).catch(() => undefined);
  }

  private complain(what: string): void {
    const now = performance.now();
    if (what === this.said.what && now - this.said.at < REPEAT_MS) return;
    this.said = { what, at: now };
    this.log.error(`the audit log is not being sealed: ${what}`);
  }
}
