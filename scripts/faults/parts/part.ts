import type { Verdict } from '../run.js';

/** What a part of the run is told. */
export interface PartOptions {
  seed: number;
  /** Most random kills, and most minutes for them. */
  kills: number;
  minutes: number;
  /** Only these crash points, by process and point, such as `worker sent:write-intents`; all that there are by default. */
  points?: readonly string[];
  say: (line: string) => void;
}

export type Part = (options: PartOptions) => Promise<Verdict>;

/** A part that cannot run on this machine. */
export function skipped(because: string): Verdict {
  return { violations: [], counts: {}, skipped: because };
}
