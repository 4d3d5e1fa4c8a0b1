import type { DraftMetrics } from './draft-metrics.js';
import type { Asked, Drafted, Drafter } from './drafter.js';

/** A drafter of which it is counted what it comes to, and how long it takes. */
export class MeteredDrafter implements Drafter {
  constructor(
    private readonly drafter: Drafter,
    private readonly by: Drafted['by'],
    private readonly metrics: DraftMetrics,
  ) {}

  async draft(asked: Asked, hungUp: AbortSignal): Promise<Drafted> {
    const from = performance.now();
    let outcome = 'hung_up';
    try {
      const drafted = await this.drafter.draft(asked, hungUp);
      outcome = outcomeOf(drafted);
      return drafted;
    } catch (error) {
      if (!hungUp.aborted) outcome = 'error';
      throw error;
    } finally {
      this.metrics.draft(this.by, outcome, (performance.now() - from) / 1000);
    }
  }
}

function outcomeOf({ failure, answer, toolCall }: Drafted): string {
  return failure?.kind ?? (answer === '' && !toolCall ? 'empty' : 'drafted');
}
