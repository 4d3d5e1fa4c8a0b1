import { Injectable } from '@nestjs/common';
import type { LogLine } from '../../intake/rules/causes.js';
import { Database, sql } from '../../platform/database/database.js';
import type { ClusterFigures } from '../rules/clusters/figures.js';
import type { Before } from '../rules/clusters/identity.js';
import type { Trend } from '../rules/clusters/trend.js';

const TURN = sql(import.meta.url, 'take-turn-to-group');
const READ = sql(import.meta.url, 'read-complaints');
const MEMBERS = sql(import.meta.url, 'read-members');
const WRITE = sql(import.meta.url, 'write-clusters');
const LIST = sql(import.meta.url, 'list-clusters');
const QUOTES = sql(import.meta.url, 'read-quotes');
const RELEASES = sql(import.meta.url, 'read-releases');
const RUN = {
  name: 'complaint-run',
  text: 'SELECT looked_at AS "lookedAt", texts, grouped FROM complaint_run',
};
const CLUSTER = {
  name: 'complaint-cluster',
  text: `SELECT id, created_at AS "createdAt", size, trend, grew_from AS "grewFrom", label, figures
    FROM complaint_cluster WHERE id = $1`,
};
/** Whoever was overtaken writes nothing; deleted before others are written, because a text is in one cluster only. */
const CLEAR = `WITH mine AS (SELECT FROM complaint_run WHERE turn = $1 FOR UPDATE), cleared AS (
    DELETE FROM complaint_member WHERE EXISTS (SELECT FROM mine))
  SELECT FROM mine`;

export const DAYS = 180;
export const MOST_TEXTS = 20_000;
/** Letters of each text that are looked at: what somebody complains of is said at the beginning. */
const MOST_LETTERS = 500;
const LEASE_SECONDS = 600;
const BETWEEN_SECONDS = 300;
const STALE_SECONDS = 6 * 3600;

/** What names a text: one of the two. */
export interface TextName {
  supportTextId: string | null;
  eventTicketId: string | null;
  eventId: string | null;
}

export interface Complaint extends TextName {
  at: Date;
  text: string;
  domain: string | null;
  /** What the answer said when it was complained of; `none` where nothing; null where that is to be read from the log. */
  reasonCode: string | null;
  policyVersion: number | null;
  way: 'automatic' | 'people' | 'blocked' | null;
  conditions: LogLine[] | null;
}

export interface ClusterRow {
  id: string;
  createdAt: Date;
  size: number;
  trend: Trend;
  grewFrom: Date | null;
  label: string[];
  figures: ClusterFigures;
}

export interface ClusterRun {
  /** Null before the first. */
  lookedAt: Date | null;
  texts: number;
  grouped: number;
}

export interface Quote {
  at: Date;
  text: string;
  ticketId: string | null;
  textId: string | null;
}

export interface Release {
  kind: string;
  version: number;
  at: Date;
}

export type NewCluster = Omit<ClusterRow, 'createdAt'>;
export type NewMember = TextName & { clusterId: string; closeness: number };

/** Complaints by what they are about: texts to group, and the groups that were found. */
@Injectable()
export class ClusterStore {
  constructor(private readonly database: Database) {}

  /** @returns null while it is another's turn, or nothing is to be done */
  async takeTurn(): Promise<{ turn: number; now: Date } | null> {
    const values = [LEASE_SECONDS, BETWEEN_SECONDS, STALE_SECONDS];
    return (await this.database.run<{ turn: number; now: Date }>(TURN, values))[0] ?? null;
  }

  /** The newest of them, so many at most. */
  complaints(): Promise<Complaint[]> {
    return this.database.query<Complaint>(READ.text, [DAYS, MOST_TEXTS, MOST_LETTERS]);
  }

  /** The clusters there are, with the names of their texts as `keyOf` has them. */
  async before(): Promise<Before[]> {
    const members = new Map<string, string[]>();
    for (const { clusterId, key } of await this.database.run<{ clusterId: string; key: string }>(MEMBERS)) {
      const its = members.get(clusterId);
      if (its) its.push(key);
      else members.set(clusterId, [key]);
    }
    return [...members].map(([id, its]) => ({ id, members: its }));
  }

  /** Puts these in the place of those there were, unless another has had its turn since. */
  async write(turn: number, now: Date, texts: number, clusters: NewCluster[], members: NewMember[]): Promise<void> {
    await this.database.transaction(async (client) => {
      const mine = await client.query(CLEAR, [turn]);
      if (mine.rowCount === 0) return;
      await client.query(WRITE.text, [JSON.stringify(clusters), JSON.stringify(members), now, texts]);
    });
  }

  async run(): Promise<ClusterRun> {
    return (await this.database.run<ClusterRun>(RUN))[0]!;
  }

  /** Growing ones first, then the largest. */
  list(): Promise<ClusterRow[]> {
    return this.database.run<ClusterRow>(LIST);
  }

  async one(id: string): Promise<ClusterRow | null> {
    return (await this.database.run<ClusterRow>(CLUSTER, [id]))[0] ?? null;
  }

  /** The most typical first. */
  quotes(id: string, most: number): Promise<Quote[]> {
    return this.database.run<Quote>(QUOTES, [id, most]);
  }

  /** What came into force in [from, to), oldest first. */
  releases(from: Date, to: Date): Promise<Release[]> {
    return this.database.run<Release>(RELEASES, [from, to]);
  }
}

export const keyOf = ({ supportTextId, eventTicketId, eventId }: TextName): string =>
  supportTextId ?? `${eventTicketId}/${eventId}`;
