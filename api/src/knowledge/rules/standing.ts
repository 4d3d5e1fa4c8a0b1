const DAY_MS = 86_400_000;

/**
 * Documents whose review date is before this day are stale: a review date is good until its day is over everywhere in
 * UTC, and what has none never gets stale by time.
 * @param now the database's
 * @returns the day of `now` in UTC, like `2026-10-01`
 */
export function staleBefore(now: Date): string {
  return now.toISOString().slice(0, 10);
}

/** How far a passage can be relied on. */
export interface Standing {
  /** Whole days since its version was made. */
  ageDays: number;
  /** Nobody has looked at the document by the day on which somebody was to. */
  stale: boolean;
  /** There is a newer version. */
  superseded: boolean;
}

export interface Dated {
  version: number;
  versionInForce: number;
  /** When the version was made. */
  madeAt: Date;
  /** A day like `2026-10-01`. */
  reviewBy: string | null;
}

/** @param now the database's */
export function standingOf({ version, versionInForce, madeAt, reviewBy }: Dated, now: Date): Standing {
  return {
    ageDays: Math.max(0, Math.floor((now.getTime() - madeAt.getTime()) / DAY_MS)),
    stale: reviewBy !== null && reviewBy < staleBefore(now),
    superseded: version < versionInForce,
  };
}
