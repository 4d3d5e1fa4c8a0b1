const BAR_WIDTH = 30;
const REDRAW_MS = 100;

/** Where progress is shown: standard error in earnest. */
export interface Screen {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** Shows how far a replay is: a bar on a terminal, a line for every tenth elsewhere. */
export class Progress {
  private readonly started = performance.now();
  private drawnAt = 0;
  private lastTenth = 0;

  constructor(
    private readonly screen: Screen,
    private readonly planned: number,
  ) {}

  show(done: number): void {
    const now = performance.now();
    const rate = Math.round(done / Math.max((now - this.started) / 1000, 0.001));
    const status = `${done}/${this.planned}  ${rate}/s`;
    if (this.screen.isTTY) {
      if (now - this.drawnAt < REDRAW_MS && done < this.planned) return;
      this.drawnAt = now;
      const filled = Math.round((BAR_WIDTH * done) / this.planned);
      this.screen.write(`\r[${'#'.repeat(filled).padEnd(BAR_WIDTH, '.')}] ${status}\x1b[K`);
      return;
    }
    const tenth = Math.floor((10 * done) / this.planned);
    if (tenth > this.lastTenth) this.screen.write(`${status}\n`);
    this.lastTenth = tenth;
  }

  /** Leaves the cursor on a line of its own. */
  end(): void {
    if (this.screen.isTTY && this.drawnAt > 0) this.screen.write('\n');
  }
}
