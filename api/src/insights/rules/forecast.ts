/** Fewer decisions than this say nothing about a rate. */
export const FEWEST_DECISIONS = 5;

export interface Flow {
  /** Tickets that wait now. */
  waiting: number;
  /** Tickets that came to people, and decisions of people, in so many hours. */
  arrived: number;
  decided: number;
  hours: number;
}

export type Forecast =
  | { says: 'empty' | 'too_few_decisions' | 'not_at_this_rate'; at: null }
  | { says: 'clears'; at: Date };

/**
 * When nothing would wait any more if it went on like this: waiting / (decided − arrived) hours from now. It promises
 * nothing where as much comes in as goes out, or where too little was decided to speak of a rate.
 */
export function forecast({ waiting, arrived, decided, hours }: Flow, now: Date): Forecast {
  if (waiting === 0) return { says: 'empty', at: null };
  if (decided < FEWEST_DECISIONS) return { says: 'too_few_decisions', at: null };
  if (decided <= arrived) return { says: 'not_at_this_rate', at: null };
  return { says: 'clears', at: new Date(now.getTime() + ((waiting * hours) / (decided - arrived)) * 3_600_000) };
}
