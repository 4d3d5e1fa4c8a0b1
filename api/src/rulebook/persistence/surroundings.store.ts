import { Injectable } from '@nestjs/common';
import type { Surroundings } from '../../approvals/rules/lint/finding.js';
import { Database, sql } from '../../platform/database/database.js';

const SURROUNDINGS = sql(import.meta.url, 'load-surroundings');

/** Whom a policy has to do with. */
export interface HouseRow extends Pick<Surroundings, 'people' | 'agents'> {
  /** Those that active agents may propose in, and those of the newest tickets. */
  domains: string[];
}

/** Reads whom a policy would have to do with. */
@Injectable()
export class SurroundingsStore {
  constructor(private readonly database: Database) {}

  async read(): Promise<HouseRow> {
    return (await this.database.run<HouseRow & Record<string, unknown>>(SURROUNDINGS))[0]!;
  }
}
