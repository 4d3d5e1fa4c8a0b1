import { Injectable } from '@nestjs/common';
import type { AuditEntry } from '../../audit-log/rules/audit-entry.js';
import { Batcher } from '../../platform/database/batcher.js';
import { Database, sql } from '../../platform/database/database.js';
import { LiveFeed } from '../../platform/live/live-feed.js';

const CLAIM = sql(import.meta.url, 'claim-executions');
const TAKE_BELLS = sql(import.meta.url, 'take-bells');
const LOOK_AT_BELLS = sql(import.meta.url, 'look-at-bells');
const DROP_BELLS = { name: 'drop-bells', text: 'DELETE FROM outbox WHERE id = ANY($1::bigint[])' };
const FIND_OVERDUE = sql(import.meta.url, 'find-overdue');
const FIND_WAITING = sql(import.meta.url, 'find-waiting');
const WRITE_INTENTS = sql(import.meta.url, 'write-intents');
const PARK = sql(import.meta.url, 'park-execution');
const WRITE_OUTCOMES = sql(import.meta.url, 'write-outcomes');

/** Nobody waits for a claim or an outcome: full flights are worth more (16 clients with Redis: 0.41 of the floor, so 0.47). */
const APART_MS = 25;

/** A worker that dies before the intent loses its claim after this. */
const CLAIM_LEASE_SECONDS = 15;

/** An execution that something may be done for, and what its tool's gate has to know. */
export interface Due {
  id: string;
  tool: string;
  /** Calls in flight that its tool allows a process. */
  maxInFlight: number;
  /** Whether its tool will be called, as far as one knows; if not, no gate has to be open. */
  calls: boolean;
}

export interface Claim {
  id: string;
  ticketId: string;
  fence: number;
  state: 'claimed' | 'intent';
  attempts: number;
  toolName: string;
  toolVersion: number;
  revision: number;
  sinceIntentSeconds: number;
}

export interface Intent {
  ticketId: string;
  seenVersion: number;
  executionId: string;
  tool: string;
  fence: number;
  leaseSeconds: number;
  signers: string[];
  entries: AuditEntry[];
}

export interface Outcome {
  ticketId: string;
  executionId: string;
  fence: number;
  state: 'intent' | 'succeeded' | 'failed' | 'unknown';
  result: string | null;
  error: string | null;
  /** For `intent`: seconds until the next attempt. */
  againSeconds: number | null;
  /** For `intent`: another attempt is being made right now, under this lease. */
  attemptUnderLeaseSeconds: number | null;
  /** The tool's name when that attempt sends the call once more, so that a stop can forbid it. */
  sends: string | null;
  entries: AuditEntry[];
}

type Row = Record<string, unknown>;

/** Claims executions and writes what became of them; calls of the same moment share a statement. */
@Injectable()
export class ExecutionStore {
  private readonly claims: Batcher<string, Claim | null>;
  private readonly intents: Batcher<Intent, boolean>;
  private readonly outcomes: Batcher<Outcome, boolean>;

  constructor(
    private readonly database: Database,
    private readonly feed: LiveFeed,
  ) {
    this.claims = new Batcher((ids) => this.claimMany(ids), {
      most: 64,
      keyOf: (id) => id,
      apartMs: APART_MS,
    });
    this.intents = new Batcher((intents) => this.intendMany(intents), {
      most: 64,
      keyOf: (i) => i.ticketId,
    });
    this.outcomes = new Batcher((outcomes) => this.finishMany(outcomes), {
      most: 64,
      keyOf: (o) => o.executionId,
      apartMs: APART_MS,
    });
  }

  /** @returns null when it is somebody else's, or there is nothing left to do */
  claim(id: string): Promise<Claim | null> {
    return this.claims.add(id);
  }

  /** @returns false when the ticket or the fence moved: nothing was written and nothing may be sent */
  intend(intent: Intent): Promise<boolean> {
    return this.intents.add(intent);
  }

  /** @returns false when a newer fence holds it */
  finish(outcome: Outcome): Promise<boolean> {
    return this.outcomes.add(outcome);
  }

  /** Gives a claim back before the intent, to look again after so many seconds. */
  async park({ id, fence }: Claim, afterSeconds: number, because: string): Promise<void> {
    await this.database.run(PARK, [id, fence, afterSeconds, because]);
  }

  takeBells(most: number): Promise<Due[]> {
    return this.database.run<Due & Row>(TAKE_BELLS, [most]);
  }

  /** Hands bells on and takes them off the outbox only if that succeeds. @returns how many */
  async passBells(most: number, pass: (due: Due[]) => Promise<void>): Promise<number> {
    const rows = await this.database.run<Due & { bell: string } & Row>(LOOK_AT_BELLS, [most]);
    if (rows.length === 0) return 0;
    await pass(rows.map(({ bell: _, ...due }) => due));
    await this.database.run(DROP_BELLS, [rows.map((row) => row.bell)]);
    return rows.length;
  }

  /** @param rooms how many calls may begin of the tools this process has gates for, `otherRoom` of any other */
  findOverdue(bellSeconds: number, most: number, rooms: Record<string, number>, otherRoom: number): Promise<Due[]> {
    return this.database.run<Due & Row>(FIND_OVERDUE, [bellSeconds, most, JSON.stringify(rooms), otherRoom]);
  }

  /** Ready executions of one tool, without those `underWay` in this process. */
  findWaiting(tool: string, most: number, underWay: string[]): Promise<Due[]> {
    return this.database.run<Due & Row>(FIND_WAITING, [tool, most, underWay]);
  }

  private async claimMany(ids: string[]): Promise<(Claim | null)[]> {
    const rows = await this.database.run<Claim & Row>(CLAIM, [ids, CLAIM_LEASE_SECONDS]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  private async intendMany(intents: Intent[]): Promise<boolean[]> {
    const inOrder = [...intents].sort((a, b) => (a.ticketId < b.ticketId ? -1 : 1));
    const items = inOrder.map((i) => ({
      ticket_id: i.ticketId,
      seen_version: i.seenVersion,
      execution_id: i.executionId,
      tool: i.tool,
      fence: i.fence,
      lease_seconds: i.leaseSeconds,
      signers: i.signers,
      entries: i.entries,
    }));
    const written = await this.write(WRITE_INTENTS, items);
    return this.told(intents, written);
  }

  private async finishMany(outcomes: Outcome[]): Promise<boolean[]> {
    const items = outcomes.map((o) => ({
      execution_id: o.executionId,
      fence: o.fence,
      state: o.state,
      result: o.result,
      error: o.error,
      again_seconds: o.againSeconds,
      sends: o.sends,
      attempt: o.attemptUnderLeaseSeconds !== null,
      lease_seconds: o.attemptUnderLeaseSeconds,
      entries: o.entries,
    }));
    const written = await this.write(WRITE_OUTCOMES, items);
    return this.told(outcomes, written);
  }

  private async write(statement: typeof WRITE_INTENTS, items: unknown[]): Promise<Set<string>> {
    const rows = await this.database.run<{ id: string }>(statement, [JSON.stringify(items)]);
    return new Set(rows.map((row) => row.id));
  }

  private told(items: (Intent | Outcome)[], written: Set<string>): boolean[] {
    return items.map(({ executionId, ticketId, entries }) => {
      const done = written.has(executionId);
      if (done) for (const { action } of entries) this.feed.tell({ ticketId, action });
      return done;
    });
  }
}
