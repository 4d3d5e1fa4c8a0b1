import { type AlikeStories, type Intake, type Kpi, kpi, kpisOf } from './kpi.js';

/** A figure of the whole stretch, and of each of its buckets. */
export interface Trend extends Kpi {
  points: Omit<Kpi, 'name' | 'reasonCode'>[];
}

/**
 * Every figure of a stretch and how it moved: what is counted of the buckets adds up to what is counted of the whole.
 * @param stories those of each bucket by themselves
 * @param intakes what else is counted, bucket by bucket
 */
export function trendsOf(stories: readonly (AlikeStories & { bucket: number })[], intakes: readonly Intake[]): Trend[] {
  const buckets = intakes.map((intake, n) =>
    kpisOf(
      stories.filter(({ bucket }) => bucket === n),
      intake,
    ),
  );
  return kpisOf(stories, sumOf(intakes)).map((whole) => ({
    ...whole,
    points: buckets.map((figures) => {
      const same = figures.find(({ name, reasonCode }) => name === whole.name && reasonCode === whole.reasonCode);
      // A reason code that nothing showed in this bucket.
      const { name, reasonCode, ...point } = same ?? kpi(whole.name, whole.reasonCode, 0, 0);
      return point;
    }),
  }));
}

const NOTHING: Intake = { taken: 0, automatic: 0, blocked: 0, decided: 0, late: 0 };

const sumOf = (intakes: readonly Intake[]): Intake =>
  intakes.reduce(
    (sum, { taken, automatic, blocked, decided, late }) => ({
      taken: sum.taken + taken,
      automatic: sum.automatic + automatic,
      blocked: sum.blocked + blocked,
      decided: sum.decided + decided,
      late: sum.late + late,
    }),
    NOTHING,
  );
