import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

/** Whether this process may be sent requests: its start is done, and the database answers. */
@Injectable()
export class Readiness {
  private started = false;

  constructor(private readonly database: Database) {}

  /** Said once, when everything that the first request needs is there. */
  startIsDone(): void {
    this.started = true;
  }

  /** @returns what is missing; empty when ready */
  async missing(): Promise<string[]> {
    const missing = this.started ? [] : ['start is not done yet'];
    try {
      await this.database.query('SELECT 1');
    } catch {
      missing.push('the database does not answer');
    }
    return missing;
  }
}
