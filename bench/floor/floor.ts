import { createHash } from 'node:crypto';
import pg from 'pg';
import { newId } from '../../api/src/platform/ids.js';
import { APPLICATION_ROLE } from '../../config/data-source.js';
import type { Measured } from '../load/cells.js';
import { type ClosedLoop, now, runClosedLoop, secondsOf, within } from '../load/closed-loop.js';
import type { Floor } from './sample.js';
import { INTAKE, INTENT, OUTCOME, SIGN_OFF } from './statements.js';

/** The embedded server takes 60 connections; some are the product's. More than this was no faster. */
const MOST_CONNECTIONS = 28;

/** A cycle's durable work and nothing else, straight on `pg`. */
export async function measureFloor(cell: ClosedLoop & { databaseUrl: string; floor: Floor }): Promise<Measured> {
  const pool = new pg.Pool({
    connectionString: cell.databaseUrl,
    max: Math.min(cell.concurrency, MOST_CONNECTIONS),
    options: `-c role=${APPLICATION_ROLE}`,
  });
  const cycles: { at: number; took: number }[] = [];
  const window = await runClosedLoop(cell, async () => {
    const started = now();
    await runCycle(pool, cell.floor);
    cycles.push({ at: now(), took: now() - started });
  });
  await pool.end();
  const counted = cycles.filter(({ at }) => within(window, at)).map(({ took }) => took);
  return { done: counted.length, seconds: secondsOf(window), latencies: { cycle: counted } };
}

async function runCycle(pool: pg.Pool, floor: Floor): Promise<void> {
  const id = newId();
  const executionId = newId();
  const digest = createHash('sha256').update(id).digest();
  const customer = `cus_${id}`;
  const own = (text: string) => text.replaceAll(floor.id, id);
  const entry = (action: string) => {
    const { actor, canonical } = floor.entries[action]!;
    return [actor, own(canonical)];
  };
  await pool.query({
    ...INTAKE,
    values: [
      ...[id, floor.agentId, floor.agentKeyId, id, digest, own(floor.answer), floor.request, floor.evidence],
      ...[floor.policy, floor.priority, floor.riskScore, customer, floor.draft, floor.toolVersion],
      ...[floor.argumentsRaw, floor.argumentsCanonical, own(floor.signedContent), floor.routingDecision],
      ...entry('proposal.received'),
      ...entry('ticket.routed'),
    ],
  });
  await pool.query({
    ...SIGN_OFF,
    values: [
      ...[id, newId(), floor.personId, executionId, digest],
      ...entry('sign_off.given'),
      ...entry('ticket.approved'),
      ...[floor.agentId, customer, floor.toolVersion],
    ],
  });
  await pool.query({ ...INTENT, values: [id, executionId, ...entry('execution.intended')] });
  const outcome = await pool.query({
    ...OUTCOME,
    values: [id, executionId, ...entry('execution.succeeded'), floor.result],
  });
  // The last statement writes only if every one before it did.
  if (outcome.rowCount !== 1) throw new Error(`the floor's cycle ${id} was not written`);
}
