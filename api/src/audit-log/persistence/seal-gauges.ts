import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/database.js';
import { Metrics } from '../../platform/health/metrics.js';

const READ = sql(import.meta.url, 'read-seal');

/** What waits is among the newest: so many are looked at, and when half of them wait, so many more. */
const NEAR = 1_000;
const FAR = 10_001;

/** Tells how far sealing is behind. */
@Injectable()
export class SealGauges {
  constructor(
    metrics: Metrics,
    private readonly database: Database,
  ) {
    const meanings = {
      countersign_unsealed_entries: 'Audit entries that no checkpoint covers yet; counted no further than 10001',
      countersign_seal_lag_seconds: 'How long the oldest of them has waited; 0 when there is none',
    };
    metrics.add(meanings, () => this.read());
  }

  private async read() {
    const near = await this.look(NEAR);
    const { entries, lag } = near.entries > NEAR / 2 ? await this.look(FAR) : near;
    return { countersign_unsealed_entries: entries, countersign_seal_lag_seconds: lag };
  }

  private async look(newest: number): Promise<{ entries: number; lag: number }> {
    return (await this.database.run<{ entries: number; lag: number }>(READ, [newest]))[0]!;
  }
}
