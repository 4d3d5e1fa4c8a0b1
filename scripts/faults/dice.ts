/** Chance from a seed: the same seed throws the same numbers, so that a run can be repeated. */
export class Dice {
  private state: number;

  constructor(readonly seed: number) {
    this.state = seed >>> 0;
  }

  /** Dice of its own for one purpose, the same whatever else was thrown before. */
  static of(seed: number, purpose: string): Dice {
    let hash = seed ^ 0x811c9dc5;
    for (const char of purpose) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
    return new Dice(hash);
  }

  /** At least 0, less than 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(among: readonly T[]): T {
    return among[this.whole(0, among.length - 1)]!;
  }
}
