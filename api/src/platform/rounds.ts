/**
 * Work that comes round again and again: one round at a time, what fails is told and left to the next round, and a stop
 * waits for the round under way. Several processes may each have their own.
 */
export class Rounds {
  private timer: NodeJS.Timeout | undefined;
  private underWay: Promise<void> | undefined;

  /**
   * @param round one round; what it rejects with goes to `failed`
   * @param everyMs milliseconds from one round to the next
   */
  constructor(
    private readonly round: () => Promise<void>,
    private readonly failed: (error: Error) => void,
    private readonly everyMs = 1_000,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.now(), this.everyMs);
  }

  /** A round, or the one that is under way; never rejects. */
  now(): Promise<void> {
    this.underWay ??= this.round()
      .catch(this.failed)
      .finally(() => {
        this.underWay = undefined;
      });
    return this.underWay;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.underWay;
  }
}
