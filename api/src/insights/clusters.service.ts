import { setImmediate as others } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { notFound } from '../platform/http/problem.js';
import { newId } from '../platform/ids.js';
import { mask } from '../platform/text/mask.js';
import {
  type ClusterRow,
  type ClusterRun,
  ClusterStore,
  type Complaint,
  keyOf,
  type NewCluster,
  type NewMember,
  type Quote,
  type Release,
} from './persistence/cluster.store.js';
import { figuresOf } from './rules/clusters/figures.js';
import { type Group, type Groupable, group } from './rules/clusters/group.js';
import { idsKept } from './rules/clusters/identity.js';
import { courseOf, WEEK_MS } from './rules/clusters/trend.js';
import { type Word, wordsOf } from './rules/clusters/words.js';

/** For so long at most others wait for their turn. */
const BREATH_MS = 15;
const MOST_QUOTES = 8;

export interface ClusterStory extends ClusterRow {
  /** Its most typical texts, with personal data that has a form masked. */
  quotes: Quote[];
  /** What came into force in the week that it grew from, and in the week before: near in time, and not for that its cause. */
  releases: Release[];
}

/** Complaints about one and the same thing (docs/insights.md). */
@Injectable()
export class ClustersService {
  constructor(private readonly store: ClusterStore) {}

  /** Groups the complaints anew, where something came since the last time and nobody else is at it. */
  async regroup(): Promise<void> {
    const mine = await this.store.takeTurn();
    if (!mine) return;
    const complaints = await this.store.complaints();
    const groups = await finish(group(await read(complaints)));
    const { clusters, members } = this.tell(groups, complaints, mine.now, await this.store.before());
    await this.store.write(mine.turn, mine.now, complaints.length, clusters, members);
  }

  async list(): Promise<{ run: ClusterRun; clusters: ClusterRow[] }> {
    const [run, clusters] = await Promise.all([this.store.run(), this.store.list()]);
    return { run, clusters };
  }

  /** @throws Problem 404 */
  async one(id: string): Promise<ClusterStory> {
    const [cluster, quotes] = await Promise.all([this.store.one(id), this.store.quotes(id, MOST_QUOTES)]);
    if (!cluster) throw notFound('cluster');
    const from = cluster.grewFrom?.getTime();
    const releases =
      from === undefined ? [] : await this.store.releases(new Date(from - WEEK_MS), new Date(from + WEEK_MS));
    return { ...cluster, quotes: quotes.map((quote) => ({ ...quote, text: mask(quote.text) })), releases };
  }

  private tell(
    groups: Group[],
    complaints: Complaint[],
    now: Date,
    before: Parameters<typeof idsKept>[0],
  ): { clusters: NewCluster[]; members: NewMember[] } {
    const byKey = new Map(complaints.map((one) => [keyOf(one), one]));
    const first = complaints.reduce((least, { at }) => Math.min(least, at.getTime()), now.getTime());
    const keys = groups.map(({ members }) => members.map(({ key }) => key));
    const ids = idsKept(before, keys, (key) => byKey.has(key)).map((id) => id ?? newId());
    const clusters = groups.map(({ label, members }, n): NewCluster => {
      const texts = members.map(({ key }) => byKey.get(key)!);
      const times = texts.map(({ at }) => at.getTime());
      const course = courseOf(times, first, now.getTime(), groups.length);
      const grewFrom = course.grewFrom === null ? null : new Date(course.grewFrom);
      return {
        id: ids[n]!,
        size: texts.length,
        trend: course.trend,
        grewFrom,
        label,
        figures: figuresOf(course, texts),
      };
    });
    const members = groups.flatMap((one, n) =>
      one.members.map(({ key, closeness }): NewMember => {
        const { supportTextId, eventTicketId, eventId } = byKey.get(key)!;
        return { clusterId: ids[n]!, supportTextId, eventTicketId, eventId, closeness };
      }),
    );
    return { clusters, members };
  }
}

async function read(complaints: Complaint[]): Promise<Groupable[]> {
  const texts: Groupable[] = [];
  const known = new Map<string, readonly Word[]>();
  for (const [n, one] of complaints.entries()) {
    if (n % 50 === 49) await others();
    // What is masked in quotes is no word of a label either.
    texts.push({ key: keyOf(one), words: wordsOf(mask(one.text), known) });
  }
  return texts;
}

/** Runs a long computation to its end, and lets others have a turn in between. */
async function finish<T>(steps: Generator<void, T>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since < BREATH_MS) continue;
    await others();
    since = performance.now();
  }
}
