import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/database.js';
import type { AlikeTickets } from '../rules/funnel.js';
import type { AlikeStories } from '../rules/kpi.js';
import type { Moment } from '../rules/moments.js';
import type { Stretch } from '../rules/stretch.js';

const SUM = sql(import.meta.url, 'sum-cells');
const DESK = sql(import.meta.url, 'read-desk');
const QUEUES = sql(import.meta.url, 'read-queues');
const ALIKE = sql(import.meta.url, 'count-alike');
const STORIES = sql(import.meta.url, 'count-stories');
const MOMENTS = sql(import.meta.url, 'find-moments');
const TURN = sql(import.meta.url, 'take-turn-to-roll');
const ROLL = sql(import.meta.url, 'roll-up');

/** Commits come within seconds; half an hour leaves room for what hangs. */
const LEFT_ALONE_QUARTERS = 2;
const MOST_QUARTERS = 96;

export type CellKind =
  | 'intake'
  | 'reason'
  | 'decision'
  | 'late'
  | 'target'
  | 'wait'
  | 'queue_wait'
  | 'queue_late'
  | 'queue_target';

/** A count within one bucket of a stretch. `domain` is empty unless counts are asked for apart by domain. */
export interface Sum {
  bucket: number;
  kind: CellKind;
  domain: string;
  detail: string;
  n: number;
}

export interface DeskRow {
  now: Date;
  /** Counted no further than 10,001, as the two that follow. */
  waiting: number;
  overdue: number;
  escalated: number;
  oldest: { id: string; number: number; createdAt: string } | null;
  peopleActive: number;
}

/** How one queue stands. */
export interface QueueStand extends Pick<DeskRow, 'waiting' | 'overdue' | 'oldest'> {
  queue: string;
}

/** Counts of tickets and decisions, by quarters of an hour where they are over. */
@Injectable()
export class InsightsStore {
  constructor(private readonly database: Database) {}

  now(): Promise<Date> {
    return this.database.now();
  }

  /** @param domain null for all; @param byDomain whether each domain is counted apart */
  async sums(stretch: Stretch, kinds: CellKind[], domain: string | null, byDomain = false): Promise<Sum[]> {
    const [from, to] = [new Date(stretch.from), new Date(stretch.to)];
    const starts = stretch.starts.map((at) => new Date(at).toISOString());
    return this.database.query<Sum>(SUM.text, [from, to, starts, kinds, domain, byDomain]);
  }

  async desk(domain: string | null): Promise<DeskRow> {
    return (await this.database.query<DeskRow>(DESK.text, [domain]))[0]!;
  }

  /** Every queue, by name. */
  queues(domain: string | null): Promise<QueueStand[]> {
    return this.database.query<QueueStand>(QUEUES.text, [domain]);
  }

  /** The newest `most` tickets of the stretch that went to people, alike ones together. */
  async alike({ from, to }: Stretch, domain: string | null, most: number): Promise<AlikeTickets[]> {
    return this.database.query<AlikeTickets>(ALIKE.text, [new Date(from), new Date(to), domain, most]);
  }

  /**
   * What became of the answers of the stretch that were shown to somebody, each bucket's by themselves.
   * @param knownBy what was known before then, in epoch milliseconds; null for what is known now
   */
  async stories(
    { from, to, starts }: Stretch,
    domain: string | null,
    knownBy: number | null = null,
  ): Promise<(AlikeStories & { bucket: number })[]> {
    const until = knownBy === null ? null : new Date(knownBy);
    const begins = starts.map((at) => new Date(at).toISOString());
    return this.database.query(STORIES.text, [new Date(from), new Date(to), domain, begins, until]);
  }

  /** The same of any two moments, as it is known now. @param domain null for all */
  storiesBetween(from: Date, to: Date, domain: string | null = null): Promise<AlikeStories[]> {
    const stretch = { from: from.getTime(), to: to.getTime(), starts: [from.getTime()] };
    return this.stories(stretch, domain);
  }

  /** The newest `most` moments in [from, to), which are epoch milliseconds, newest first. */
  async moments(from: number, to: number, most: number): Promise<Moment[]> {
    const values = [new Date(from), new Date(to), most];
    const rows = await this.database.query<Omit<Moment, 'at'> & { at: Date }>(MOMENTS.text, values);
    return rows.map((row) => ({ ...row, at: row.at.getTime() }));
  }

  /** Rolls up a day at most of what is over and not rolled up yet. @returns whether there was something to do */
  async rollUp(): Promise<boolean> {
    return this.database.transaction(async (client) => {
      const { rows } = await client.query<{ since: Date; until: Date }>({
        ...TURN,
        values: [LEFT_ALONE_QUARTERS, MOST_QUARTERS],
      });
      const next = rows[0];
      if (!next) return false;
      await client.query(ROLL.text, [next.since, next.until]);
      return true;
    });
  }
}
