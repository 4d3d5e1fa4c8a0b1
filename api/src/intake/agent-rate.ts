import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '../../../config/environment.js';
import { ENVIRONMENT } from '../platform/environment.token.js';
import { Problem } from '../platform/http/problem.js';

/**
 * How many proposals one key may send to this process a second (`COUNTERSIGN_AGENT_RATE_PER_SECOND`).
 * A plain count per second of wall time: it shields the database from a runaway agent, it doesn't meter.
 */
@Injectable()
export class AgentRate {
  private second = 0;
  private counts = new Map<string, number>();

  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  /** @throws Problem 429 `rate_limited` */
  take(keyId: string): void {
    const second = Math.floor(Date.now() / 1000);
    if (second !== this.second) {
      this.second = second;
      this.counts = new Map();
    }
    const count = (this.counts.get(keyId) ?? 0) + 1;
    this.counts.set(keyId, count);
    if (count > this.environment.agentRatePerSecond) {
      throw new Problem(429, 'rate_limited', 'This key sends too many proposals. Wait a second and send it again.', {
        retryAfterSeconds: 1,
      });
    }
  }
}
