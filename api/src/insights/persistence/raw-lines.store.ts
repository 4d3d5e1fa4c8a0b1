import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/database.js';
import type { Stretch } from '../rules/stretch.js';

const TOLD = sql(import.meta.url, 'list-told');
const DECIDED = sql(import.meta.url, 'list-decided');

const BUNCH = 1_000;

export type RawLine = { type: string } & Record<string, unknown>;

/** What figures are counted from, as it was recorded, in the order of time: bunch after bunch, each read when it is asked for. */
@Injectable()
export class RawLinesStore {
  constructor(private readonly database: Database) {}

  /** Tickets that were taken in within the stretch, with what was told of them. */
  told(stretch: Stretch, domain: string | null): AsyncGenerator<RawLine[]> {
    return this.bunches(TOLD.text, stretch, domain);
  }

  /** Signatures of the stretch that ended the waiting. */
  decided(stretch: Stretch, domain: string | null): AsyncGenerator<RawLine[]> {
    return this.bunches(DECIDED.text, stretch, domain);
  }

  private async *bunches(text: string, { from, to }: Stretch, domain: string | null): AsyncGenerator<RawLine[]> {
    let last: { key: string; id: string } | undefined;
    do {
      const rows: { key: string; id: string; line: RawLine }[] = await this.database.query(text, [
        new Date(from),
        new Date(to),
        domain,
        last?.key ?? null,
        last?.id ?? null,
        BUNCH,
      ]);
      yield rows.map(({ line }) => line);
      last = rows[BUNCH - 1];
    } while (last);
  }
}
