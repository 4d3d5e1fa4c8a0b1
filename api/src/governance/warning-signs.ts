/** A warning sign by what it is about. */
export interface NamedSign {
  measure: string;
  /** Null for all domains together. */
  domain: string | null;
  /** Of complaints that grow; null of every figure. */
  clusterId: string | null;
}

/** `n` in so many days: wrong ones `of` so many answers, or complaints, of which there is no whole. */
export interface SignCount {
  n: number;
  of: number | null;
  days: number;
}

/** What a sign counts, of before and of lately. */
export interface Stood {
  before: SignCount;
  now: SignCount;
  /** The chance of such a rise where nothing has changed; null of complaints. */
  p: number | null;
  /** When it was counted, ISO 8601. */
  at: string;
}

export interface SignNow {
  /** Whether it is a warning sign now. */
  raised: boolean;
  stood: Stood;
}

/** What the insights count of a warning sign; they come after this stage, and look by themselves. */
export abstract class WarningSigns {
  /** @returns null where nothing is counted of it, such as complaints that no longer stand together */
  abstract look(sign: NamedSign): Promise<SignNow | null>;
}
