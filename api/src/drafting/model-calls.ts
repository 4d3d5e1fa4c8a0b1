import { setTimeout as delay } from 'node:timers/promises';
import type { Environment } from '../../../config/environment.js';
import type { AgentPrincipal } from '../identity/principal.js';
import { ModelFault } from './connectors/model-fault.js';
import { OpenAiConnector } from './connectors/openai-connector.js';
import type { DraftMetrics } from './draft-metrics.js';
import type { BudgetStore } from './persistence/budget.store.js';
import { added, costOf, mostOf, type Spending, type Usage } from './rules/budget.js';
import type { Failure } from './rules/failure.js';
import type { ModelRequest } from './rules/model-request.js';
import { nextAttempt } from './rules/next-attempt.js';
import type { Prompt } from './rules/prompt.js';
import { usageOf } from './rules/read-response.js';

/** What the calls for one draft have come to so far. */
export interface Progress {
  model: string;
  attempts: number;
  tokens: Usage | null;
  costMicros: bigint;
  /** By `performance.now()`: when the whole draft has to be there. */
  until: number;
}

/** For whom, and whether they follow how it goes on. */
export interface Caller {
  agent: AgentPrincipal;
  stream: boolean;
  hungUp: AbortSignal;
}

const CENT_MICROS = 10_000n;
const BUDGET_SPENT: Failure = { kind: 'budget_spent', because: 'what this agent may draft today is spent' };

/** Calls of models: repeated where that is worth it, within the time of a draft and the day's budget of an agent. */
export class ModelCalls {
  private readonly connector: OpenAiConnector;
  private readonly limit: Spending;

  constructor(
    private readonly environment: Environment,
    private readonly budget: BudgetStore,
    private readonly metrics: DraftMetrics,
  ) {
    this.connector = new OpenAiConnector(environment.openaiApiKey!, environment.openaiBaseUrl);
    const { draftTokensPerDay: tokens, draftCentsPerDay: cents } = environment;
    this.metrics.watchCircuits(() => this.connector.openCircuits());
    this.limit = { tokens, costMicros: BigInt(cents) * CENT_MICROS };
  }

  begin(model: string): Progress {
    const until = performance.now() + this.environment.draftTotalMs;
    return { model, attempts: 0, tokens: null, costMicros: 0n, until };
  }

  /**
   * Asks until there is an answer, the faults say to stop, or the time is over.
   * @param requestTo the request to a model
   * @throws the reason of `hungUp`, when nobody waits any more
   */
  async ask(
    caller: Caller,
    prompt: Prompt,
    requestTo: (model: string) => ModelRequest,
    progress: Progress,
  ): Promise<{ response: unknown } | { failure: Failure }> {
    for (let calls = 1; ; ) {
      const left = () => progress.until - performance.now();
      try {
        if (left() < 1) throw new ModelFault({ kind: 'timeout' });
        const response = await this.call(caller, prompt, requestTo(progress.model), progress, Math.floor(left()));
        return response === null ? { failure: BUDGET_SPENT } : { response };
      } catch (error) {
        if (!(error instanceof ModelFault)) throw error;
        const hasFallback = prompt.fallbackModel !== null && progress.model !== prompt.fallbackModel;
        const next = nextAttempt(error.fault, calls, hasFallback, left());
        if ('failure' in next) return next;
        calls = next.retry === 'same' ? calls + 1 : 1;
        if (next.retry === 'fallback') progress.model = prompt.fallbackModel!;
        await delay(next.afterMs, undefined, { signal: caller.hungUp });
      }
    }
  }

  /** One call, reserved before and settled after. @returns null when the day has not enough left */
  private async call(
    { agent, stream, hungUp }: Caller,
    { prices }: Prompt,
    request: ModelRequest,
    progress: Progress,
    leftMs: number,
  ): Promise<unknown> {
    const price = prices.find(({ model }) => model === request.model)!;
    const most = mostOf(Buffer.byteLength(JSON.stringify(request)), request.max_output_tokens, price);
    const day = await this.budget.reserve(agent.id, most, this.limit);
    if (day === null) return null;
    // Of what broke off nobody knows what it took, so it keeps what was reserved.
    let spent = most;
    let outcome = 'answered';
    const from = performance.now();
    progress.attempts += 1;
    try {
      const timeoutMs = Math.min(this.environment.draftAttemptMs, leftMs);
      const response = await this.connector.ask(request, stream, timeoutMs, hungUp);
      const usage = usageOf(response);
      if (usage) {
        progress.tokens = added(progress.tokens, usage);
        this.metrics.took(request.model, usage);
        spent = { tokens: usage.input + usage.output, costMicros: costOf(usage, price) };
      }
      return response;
    } catch (error) {
      outcome = error instanceof ModelFault ? error.fault.kind : hungUp.aborted ? 'hung_up' : 'error';
      const isFree = error instanceof ModelFault && ['status', 'open_circuit'].includes(error.fault.kind);
      if (isFree) spent = { tokens: 0, costMicros: 0n };
      throw error;
    } finally {
      progress.costMicros += spent.costMicros;
      this.metrics.call(request.model, outcome, (performance.now() - from) / 1000, spent.costMicros);
      await this.budget.settle(agent.id, day, most, spent);
    }
  }
}
