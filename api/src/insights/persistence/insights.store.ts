import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/database.js';
import type { AlikeTickets } from '../rules/funnel.js';
import type { AlikeStories } from '../rules/kpi.js';
import type { Stretch } from '../rules/stretch.js';

const SUM = sql(import.meta.url, 'sum-cells');
const DESK = sql(import.meta.url, 'read-desk');
const QUEUES = sql(import.meta.url, 'read-queues');
const ALIKE = sql(import.meta.url, 'count-alike');
const STORIES = sql(import.meta.url, 'count-stories');
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

  /** What became of the answers of the stretch that were shown to somebody. */
  stories({ from, to }: Stretch, domain: string | null): Promise<AlikeStories[]> {
    return this.storiesBetween(new Date(from), new Date(to), domain);
  }

  /** The same of any two moments. @param domain null for all */
  storiesBetween(from: Date, to: Date, domain: string | null = null): Promise<AlikeStories[]> {
    return this.database.query<AlikeStories & Record<string, unknown>>(STORIES.text, [from, to, domain]);
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
