import { Injectable } from '@nestjs/common';
import { InsightsStore } from './persistence/insights.store.js';
import { type RawLine, RawLinesStore } from './persistence/raw-lines.store.js';
import { type Difference, differencesOf } from './rules/difference.js';
import { type Kpi, kpisOf } from './rules/kpi.js';
import type { Moment, MomentKind } from './rules/moments.js';
import { type Sides, sidesOf } from './rules/sides.js';
import type { Stretch } from './rules/stretch.js';
import { type Trend, trendsOf } from './rules/trend.js';
import { groupBy, INTAKE, intakeOf } from './sums.js';

/** More moments than this are the newest so many. */
export const MOST_MOMENTS = 200;

const DAY_MS = 86_400_000;

export interface Comparison extends Sides {
  figures: Difference[];
}

/** How the figures of what users did move, what changed meanwhile, and what they are counted from. Reads, and changes nothing. */
@Injectable()
export class TrendsService {
  constructor(
    private readonly store: InsightsStore,
    private readonly raw: RawLinesStore,
  ) {}

  /** Every figure of the stretch and of each of its buckets. */
  async trends(stretch: Stretch, domain: string | null): Promise<Trend[]> {
    const [stories, sums] = await Promise.all([
      this.store.stories(stretch, domain),
      this.store.sums(stretch, INTAKE, domain),
    ]);
    const byBucket = groupBy(sums, ({ bucket }) => bucket);
    return trendsOf(
      stories,
      stretch.starts.map((_, bucket) => intakeOf(byBucket.get(bucket) ?? [])),
    );
  }

  /** What changed in the stretch, newest first. */
  async moments({ from, to }: Stretch): Promise<{ partial: boolean; moments: Moment[] }> {
    const found = await this.store.moments(from, to, MOST_MOMENTS + 1);
    return { partial: found.length > MOST_MOMENTS, moments: found.slice(0, MOST_MOMENTS) };
  }

  /**
   * Each figure before and after a moment.
   * @param at epoch milliseconds
   * @param days how long each side is, unless something cuts it
   * @param kind of the change, which only reaches to the next and from the last of its kind; null for a moment of one's own
   * @returns null where less than a quarter of an hour lies on each side
   */
  async comparison(
    at: number,
    days: number,
    kind: MomentKind | null,
    domain: string | null,
    now: number,
  ): Promise<Comparison | null> {
    const around = await this.store.moments(at - (days + 1) * DAY_MS, at + (days + 1) * DAY_MS, MOST_MOMENTS);
    const sides = sidesOf(at, days, kind, around, now);
    if (sides === null) return null;
    const [before, after] = await Promise.all([
      this.figures(sides.before, domain, sides.beforeKnownBy),
      this.figures(sides.after, domain, null),
    ]);
    return { ...sides, figures: differencesOf(before, after) };
  }

  /** What the figures of the stretch are counted from, one line each, between a line that says what was asked and one that ends it. */
  async *lines(stretch: Stretch, domain: string | null, now: Date): AsyncGenerator<RawLine[]> {
    const [from, to] = [new Date(stretch.from).toISOString(), new Date(stretch.to).toISOString()];
    yield [{ type: 'stretch', from, to, domain, readAt: now.toISOString() }];
    let lines = 0;
    for (const bunches of [this.raw.told(stretch, domain), this.raw.decided(stretch, domain)]) {
      for await (const bunch of bunches) {
        lines += bunch.length;
        yield bunch;
      }
    }
    yield [{ type: 'end', lines }];
  }

  private async figures(side: Sides['before'], domain: string | null, knownBy: number | null): Promise<Kpi[]> {
    const stretch = { ...side, starts: [side.from] };
    const [stories, sums] = await Promise.all([
      this.store.stories(stretch, domain, knownBy),
      this.store.sums(stretch, INTAKE, domain),
    ]);
    return kpisOf(stories, intakeOf(sums));
  }
}
