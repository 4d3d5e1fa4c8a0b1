import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Spending } from '../rules/budget.js';

/** Takes of a day what it still has, in one statement, so that calls of one moment in several processes never take the same. */
const RESERVE = {
  name: 'reserve-draft-budget',
  text: `INSERT INTO draft_budget AS b (agent_id, day, tokens, cost_micros)
    SELECT $1, (clock_timestamp() AT TIME ZONE 'UTC')::date, $2::bigint, $3::bigint WHERE $2::bigint <= $4::bigint AND $3::bigint <= $5::bigint
    ON CONFLICT (agent_id, day) DO UPDATE
      SET tokens = b.tokens + excluded.tokens, cost_micros = b.cost_micros + excluded.cost_micros
      WHERE b.tokens + excluded.tokens <= $4::bigint AND b.cost_micros + excluded.cost_micros <= $5::bigint
    RETURNING day::text`,
};
const SETTLE = {
  name: 'settle-draft-budget',
  text: `UPDATE draft_budget SET tokens = greatest(0, tokens + $3::bigint), cost_micros = greatest(0, cost_micros + $4::bigint)
    WHERE agent_id = $1 AND day = $2::date`,
};

/** What each agent's drafts may take of a model on one day of UTC. */
@Injectable()
export class BudgetStore {
  constructor(private readonly database: Database) {}

  /** @returns the day it was taken of, for settling; null when the day has not that much left */
  async reserve(agentId: string, most: Spending, limit: Spending): Promise<string | null> {
    const values = [agentId, most.tokens, String(most.costMicros), limit.tokens, String(limit.costMicros)];
    const [row] = await this.database.run<{ day: string }>(RESERVE, values);
    return row?.day ?? null;
  }

  /** Puts what it really took in the place of what was reserved. */
  async settle(agentId: string, day: string, reserved: Spending, spent: Spending): Promise<void> {
    const values = [agentId, day, spent.tokens - reserved.tokens, String(spent.costMicros - reserved.costMicros)];
    await this.database.run(SETTLE, values);
  }
}
