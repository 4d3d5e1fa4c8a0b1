import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/database.js';

/** Whether a tool may be called right now, and what waits until it may. */
export interface ToolStanding {
  circuit: 'closed' | 'open' | 'half_open';
  /** Since when the circuit is not closed. */
  circuitSince: Date | null;
  /** `everything` when not this tool but everything was stopped. */
  stopped: { by: string; byName: string; at: Date; reason: string | null; everything: boolean } | null;
  /** Approved executions that wait for its gate to open; counted no further than 10,001. */
  parked: number;
}

const STANDINGS = sql(import.meta.url, 'load-tool-standings');

/** Reads where tools stand, as stops and workers left it. */
@Injectable()
export class ToolStandingStore {
  constructor(private readonly database: Database) {}

  async of(tools: string[]): Promise<Map<string, ToolStanding>> {
    const rows = await this.database.run<Row>(STANDINGS, [tools]);
    return new Map(rows.map(({ tool, stopped, ...row }) => [tool, { ...row, stopped: stopped && toStop(stopped) }]));
  }
}

type StopRow = Omit<NonNullable<ToolStanding['stopped']>, 'at'> & { at: string };
type Row = Omit<ToolStanding, 'stopped'> & { tool: string; stopped: StopRow | null };

function toStop({ at, ...row }: StopRow): NonNullable<ToolStanding['stopped']> {
  return { ...row, at: new Date(at) };
}
