import { Injectable } from '@nestjs/common';
import { type Receipt, receiptOf } from '../../audit-log/rules/receipt.js';
import { Batcher } from '../../platform/database/batcher.js';
import { Database, sql } from '../../platform/database/database.js';
import { notFound, Problem } from '../../platform/http/problem.js';
import { LiveFeed } from '../../platform/live/live-feed.js';
import { Rulebook } from '../../rulebook/rulebook.js';
import type { CaseFile } from '../rules/case-file.js';
import type { TicketChange } from '../rules/ticket-change.js';
import { type CaseFileRow, toCaseFile } from './case-file.mapper.js';
import { toChangeRow } from './change-row.js';

const LOAD = sql(import.meta.url, 'load-case-files');
const FIND_REPEAT = sql(import.meta.url, 'find-repeat');
const COMMIT = sql(import.meta.url, 'commit-ticket-changes');

/** How far back an equal tool call for the same subject counts as a repeat. */
export const REPEAT_WINDOW_SECONDS = 7 * 24 * 3600;

/** How often a use case looks again when somebody else moved the ticket first. */
const ATTEMPTS = 6;

export interface LoadOptions {
  /** Also read the proposal's texts, which may be long. */
  texts?: boolean;
}

/** A change that was written, and the receipt of its first entry. */
export interface Written {
  receipt: Receipt | null;
}

/** What a change was decided on, what of it was written, and the receipt of its first entry. */
export interface Changed extends Written {
  before: CaseFile;
  change: TicketChange | null;
}

type Wanted = Required<LoadOptions> & { id: string };

/**
 * Reads and changes case files. A change is decided on what was read and written only if the ticket
 * is still at that version: the same safety as a lock held across the decision, at one round trip
 * less (ARCHITECTURE.md, decision 5).
 */
@Injectable()
export class TicketStore {
  private readonly reads: Batcher<Wanted, CaseFile | undefined>;
  private readonly writes: Batcher<TicketChange, Written | null>;

  constructor(
    private readonly database: Database,
    private readonly feed: LiveFeed,
    private readonly rulebook: Rulebook,
  ) {
    this.reads = new Batcher((wanted) => this.loadMany(wanted), { most: 64 });
    this.writes = new Batcher((changes) => this.commitMany(changes), {
      most: 64,
      keyOf: (change) => change.seen.id,
    });
  }

  load(id: string, { texts = false }: LoadOptions = {}): Promise<CaseFile | undefined> {
    return this.reads.add({ id, texts });
  }

  /** @returns null when the ticket had moved on, and nothing was written */
  commit(change: TicketChange): Promise<Written | null> {
    return this.writes.add(change);
  }

  /**
   * Load, decide, write if nothing moved; looks again when something did.
   * @param decide decides on what was read; it throws a Problem to refuse, and answers null when there is nothing to write
   * @returns what was decided on, and what was written
   * @throws Problem 404 when there is no such ticket, 409 `busy` when others keep moving it
   */
  async change(
    id: string,
    decide: (file: CaseFile) => TicketChange | null | Promise<TicketChange | null>,
    options: LoadOptions = {},
  ): Promise<Changed> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const file = await this.load(id, options);
      if (!file) throw notFound('ticket');
      const change = await decide(file);
      if (change === null) return { before: file, change, receipt: null };
      const written = await this.commit(change);
      if (written) return { before: file, change, ...written };
    }
    throw new Problem(409, 'busy', 'Others are changing this ticket right now. Load it again and retry.');
  }

  /** The number of another ticket whose equal tool call is made or pending, or null. */
  async findRepeat(callDigest: string, exceptId: string): Promise<number | null> {
    const rows = await this.database.run<{ number: number }>(FIND_REPEAT, [
      callDigest,
      exceptId,
      REPEAT_WINDOW_SECONDS,
    ]);
    return rows[0]?.number ?? null;
  }

  private async loadMany(wanted: Wanted[]): Promise<(CaseFile | undefined)[]> {
    const ids = [...new Set(wanted.map((entry) => entry.id))];
    // Adding up an agent's day for every ticket took 133 ms for 32 of them at 1,000 executions, so only a policy that
    // asks for it pays. A ticket read just before such a policy came in is held to the strictest reading.
    const agentSums = this.rulebook.asksAgentDay();
    const texts = wanted.some((entry) => entry.texts);
    const rows = await this.database.run<CaseFileRow>(LOAD, [ids, agentSums, REPEAT_WINDOW_SECONDS, texts]);
    const byId = new Map(rows.map((row) => [row.id as string, row]));
    return wanted.map(({ id }) => {
      const row = byId.get(id);
      return row && toCaseFile(row);
    });
  }

  private async commitMany(changes: TicketChange[]): Promise<(Written | null)[]> {
    // Rows are locked in the order of the array; one order for everybody leaves no deadlock.
    const inOrder = [...changes].sort((a, b) => (a.seen.id < b.seen.id ? -1 : 1));
    const rows = await this.database.run<{ id: string; entryId: string | null }>(COMMIT, [
      JSON.stringify(inOrder.map(toChangeRow)),
    ]);
    const moved = new Map(rows.map((row) => [row.id, row.entryId]));
    return changes.map((change) => {
      const entryId = moved.get(change.seen.id);
      if (entryId === undefined) return null;
      for (const entry of change.entries) this.feed.tell({ ticketId: change.seen.id, action: entry.action });
      if (change.execution) this.feed.ring();
      const [first] = change.entries;
      return { receipt: first && entryId ? receiptOf(entryId, first.canonical) : null };
    });
  }
}
