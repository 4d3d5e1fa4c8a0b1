import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/database.js';
import type { Circuit } from '../gates/tool-gate.js';

const TELL = {
  name: 'tell-circuit',
  text: `INSERT INTO tool_circuit (tool, worker, state, since, heard_at)
    VALUES ($1, $2, $3, clock_timestamp() - make_interval(secs => $4), clock_timestamp())
    ON CONFLICT (tool, worker) DO UPDATE SET state = EXCLUDED.state, since = EXCLUDED.since, heard_at = EXCLUDED.heard_at`,
};
const CLOSE = { name: 'close-circuit', text: 'DELETE FROM tool_circuit WHERE tool = $1 AND worker = $2' };
const FORGET = {
  name: 'forget-circuits',
  text: `DELETE FROM tool_circuit WHERE worker = $1 OR heard_at < clock_timestamp() - interval '1 day'`,
};

/** Answers without a lock whether `TURN_CIRCUITS` would find anything: it hardly ever does. */
const TURNED = {
  name: 'circuits-turned',
  text: `SELECT EXISTS (SELECT tool FROM circuit_now EXCEPT SELECT tool FROM circuit_on_record)
    OR EXISTS (SELECT tool FROM circuit_on_record EXCEPT SELECT tool FROM circuit_now) AS turned`,
};
/** Answers `Turn`s, for the transaction in which they are told; no other worker gets the same ones. */
export const TURN_CIRCUITS = sql(import.meta.url, 'turn-circuits');

/** A circuit that opened, or closed; `since` is when it had opened. */
export interface Turn {
  tool: string;
  since: Date;
  open: boolean;
}

/** Tells the other processes of this worker's circuits. */
@Injectable()
export class CircuitStore {
  constructor(private readonly database: Database) {}

  /** @param secondsAgo since when it is so, measured here, so that no clock but the database's is written */
  async tell(told: { tool: string; worker: string; circuit: Circuit; secondsAgo: number }): Promise<void> {
    const { tool, worker, circuit, secondsAgo } = told;
    if (circuit === 'closed') await this.database.run(CLOSE, [tool, worker]);
    else await this.database.run(TELL, [tool, worker, circuit, secondsAgo]);
  }

  async forget(worker: string): Promise<void> {
    await this.database.run(FORGET, [worker]);
  }

  /** Whether what the workers say differs from what is on record. */
  async turned(): Promise<boolean> {
    const [row] = await this.database.run<{ turned: boolean }>(TURNED);
    return row!.turned;
  }
}
