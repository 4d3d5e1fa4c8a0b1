import { Injectable } from '@nestjs/common';
import type { Surroundings } from '../../approvals/rules/lint/finding.js';
import { Database, sql } from '../../platform/database/database.js';

const SURROUNDINGS = sql(import.meta.url, 'load-surroundings');

/** Reads whom a sign-off policy would have to do with. */
@Injectable()
export class SurroundingsStore {
  constructor(private readonly database: Database) {}

  async read(): Promise<Pick<Surroundings, 'people' | 'agents'>> {
    return (
      await this.database.run<Pick<Surroundings, 'people' | 'agents'> & Record<string, unknown>>(SURROUNDINGS)
    )[0]!;
  }
}
