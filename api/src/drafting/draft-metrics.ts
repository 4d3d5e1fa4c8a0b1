import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram } from 'prom-client';
import { Metrics } from '../platform/health/metrics.js';
import type { Usage } from './rules/budget.js';

/** In seconds; a draft may take as long as `COUNTERSIGN_DRAFT_TOTAL_MS`, which is 45 s unless it is changed. */
const SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64];

/** What drafting comes to in this process, for `GET /metrics`. Models are those that prompts name, so there are few. */
@Injectable()
export class DraftMetrics {
  private readonly drafts;
  private readonly draftSeconds;
  private readonly calls;
  private readonly callSeconds;
  private readonly tokens;
  private readonly cost;

  constructor(private readonly metrics: Metrics) {
    const registers = [metrics.ofProcess];
    this.drafts = new Counter({
      name: 'countersign_drafts_total',
      help: 'Drafts by what made them and what came of it: drafted, empty, hung_up, error or how it failed',
      labelNames: ['by', 'outcome'] as const,
      registers,
    });
    this.draftSeconds = new Histogram({
      name: 'countersign_draft_seconds',
      help: 'How long a draft took, all calls together',
      labelNames: ['by'] as const,
      buckets: SECONDS,
      registers,
    });
    this.calls = new Counter({
      name: 'countersign_model_calls_total',
      help: 'Calls of a model by what came of them: answered, hung_up, error or the kind of fault',
      labelNames: ['model', 'outcome'] as const,
      registers,
    });
    this.callSeconds = new Histogram({
      name: 'countersign_model_call_seconds',
      help: 'How long a call of a model took, answered or not',
      labelNames: ['model'] as const,
      buckets: SECONDS,
      registers,
    });
    this.tokens = new Counter({
      name: 'countersign_model_tokens_total',
      help: 'Tokens that models said they took, read (input) and written (output)',
      labelNames: ['model', 'direction'] as const,
      registers,
    });
    this.cost = new Counter({
      name: 'countersign_model_cost_micros_total',
      help: 'Millionths of a US dollar taken of budgets, by the prices of the prompt',
      labelNames: ['model'] as const,
      registers,
    });
  }

  draft(by: string, outcome: string, seconds: number): void {
    this.drafts.inc({ by, outcome });
    this.draftSeconds.observe({ by }, seconds);
  }

  call(model: string, outcome: string, seconds: number, costMicros: bigint): void {
    this.calls.inc({ model, outcome });
    this.callSeconds.observe({ model }, seconds);
    this.cost.inc({ model }, Number(costMicros));
  }

  took(model: string, { input, output }: Usage): void {
    this.tokens.inc({ model, direction: 'input' }, input);
    this.tokens.inc({ model, direction: 'output' }, output);
  }

  /** @param read whether each model that was called is left alone for now */
  watchCircuits(read: () => ReadonlyMap<string, boolean>): void {
    new Gauge({
      name: 'countersign_model_circuit_open',
      help: '1 while this process leaves a model alone because it failed too often in a row, else 0',
      labelNames: ['model'] as const,
      registers: [this.metrics.ofProcess],
      collect() {
        for (const [model, open] of read()) this.set({ model }, open ? 1 : 0);
      },
    });
  }
}
