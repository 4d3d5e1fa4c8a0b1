import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/database.js';
import { Metrics } from '../../platform/health/metrics.js';

const COUNT = sql(import.meta.url, 'count-work');

/** Tells what waits for a tool or for people. */
@Injectable()
export class WorkGauges {
  constructor(
    metrics: Metrics,
    private readonly database: Database,
  ) {
    const meanings = {
      countersign_parked_executions:
        'Approved executions whose tool is stopped or does not answer; no further than 10001',
      countersign_open_circuits: 'Tools whose circuit some worker says is open or half open',
      countersign_unknown_outcomes: 'Executions of which nobody knows whether they ran; no further than 10001',
    };
    metrics.add(meanings, () => this.read());
  }

  private async read() {
    const [row] = await this.database.run<{ parked: number; circuits: number; unknown: number }>(COUNT);
    return {
      countersign_parked_executions: row!.parked,
      countersign_open_circuits: row!.circuits,
      countersign_unknown_outcomes: row!.unknown,
    };
  }
}
