import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '../../../config/environment.js';
import { ENVIRONMENT } from '../platform/environment.token.js';
import { Rulebook } from '../rulebook/rulebook.js';
import type { CheckedTool } from '../rulebook/rules/rules-in-force.js';
import { ModelFault } from './connectors/model-fault.js';
import { OpenAiConnector } from './connectors/openai-connector.js';
import type { Asked, Drafted, Drafter } from './drafter.js';
import { BudgetStore } from './persistence/budget.store.js';
import { PromptsService, type PromptVersion } from './prompts.service.js';
import { costOf, mostOf, type Spending, type Usage } from './rules/budget.js';
import { confidenceOf } from './rules/confidence.js';
import type { Failure } from './rules/failure.js';
import { type ModelRequest, modelRequest } from './rules/model-request.js';
import { nextAttempt } from './rules/next-attempt.js';
import type { Price } from './rules/prompt.js';
import { readResponse, usageOf } from './rules/read-response.js';

/** What the calls for one draft have come to so far. */
interface Progress {
  model: string;
  attempts: number;
  tokens: Usage | null;
  costMicros: bigint;
}

const CENT_MICROS = 10_000n;

/** Drafts by a model. Whatever goes wrong with it is a draft that failed, never an error. */
@Injectable()
export class ModelDrafter implements Drafter {
  private readonly connector: OpenAiConnector;
  private readonly limit: Spending;

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly prompts: PromptsService,
    private readonly rulebook: Rulebook,
    private readonly budget: BudgetStore,
  ) {
    this.connector = new OpenAiConnector(environment.openaiApiKey!, environment.openaiBaseUrl);
    const { draftTokensPerDay: tokens, draftCentsPerDay: cents } = environment;
    this.limit = { tokens, costMicros: BigInt(cents) * CENT_MICROS };
  }

  async draft(asked: Asked, hungUp: AbortSignal): Promise<Drafted> {
    const [version, rules] = await Promise.all([this.prompts.inForce(), this.rulebook.now()]);
    const { tools: scope } = asked.agent;
    const tools = rules.tools.filter(({ name }) => scope === null || scope.includes(name));
    const progress: Progress = { model: version.prompt.model, attempts: 0, tokens: null, costMicros: 0n };
    const answer = await this.ask(asked, version, tools, progress, hungUp);
    const read =
      'failure' in answer
        ? answer
        : readResponse(answer.response, {
            passages: asked.passages.map(({ id }) => id),
            check: (name, args) => tools.find((tool) => tool.name === name)?.check(args) ?? null,
          });
    return drafted(read, version, progress);
  }

  /** Asks until there is an answer, the faults say to stop, or the time is over. */
  private async ask(
    asked: Asked,
    { prompt }: PromptVersion,
    tools: readonly CheckedTool[],
    progress: Progress,
    hungUp: AbortSignal,
  ): Promise<{ response: unknown } | { failure: Failure }> {
    const until = performance.now() + this.environment.draftTotalMs;
    const { text, conversation = [] } = asked.request;
    for (let calls = 1; ; ) {
      const request = modelRequest(prompt, progress.model, { text, conversation, passages: asked.passages }, tools);
      const price = prompt.prices.find(({ model }) => model === progress.model)!;
      const left = Math.floor(until - performance.now());
      try {
        if (left <= 0) throw new ModelFault({ kind: 'timeout' });
        const response = await this.call(asked, request, price, progress, left, hungUp);
        return response === null ? { failure: BUDGET_SPENT } : { response };
      } catch (error) {
        if (!(error instanceof ModelFault)) throw error;
        const hasFallback = prompt.fallbackModel !== null && progress.model !== prompt.fallbackModel;
        const next = nextAttempt(error.fault, calls, hasFallback, until - performance.now());
        if ('failure' in next) return next;
        calls = next.retry === 'same' ? calls + 1 : 1;
        if (next.retry === 'fallback') progress.model = prompt.fallbackModel!;
        await delay(next.afterMs, undefined, { signal: hungUp });
      }
    }
  }

  /** One call, reserved before and settled after. @returns null when the day has not enough left */
  private async call(
    { agent, stream }: Asked,
    request: ModelRequest,
    price: Price,
    progress: Progress,
    leftMs: number,
    hungUp: AbortSignal,
  ): Promise<unknown> {
    const most = mostOf(Buffer.byteLength(JSON.stringify(request)), request.max_output_tokens, price);
    const day = await this.budget.reserve(agent.id, most, this.limit);
    if (day === null) return null;
    // Of what broke off nobody knows what it took, so it keeps what was reserved.
    let spent = most;
    progress.attempts += 1;
    try {
      const timeoutMs = Math.min(this.environment.draftAttemptMs, leftMs);
      const response = await this.connector.ask(request, stream, timeoutMs, hungUp);
      const usage = usageOf(response);
      if (usage) {
        progress.tokens = usage;
        spent = { tokens: usage.input + usage.output, costMicros: costOf(usage, price) };
      }
      return response;
    } catch (error) {
      const isFree = error instanceof ModelFault && ['status', 'open_circuit'].includes(error.fault.kind);
      if (isFree) spent = { tokens: 0, costMicros: 0n };
      throw error;
    } finally {
      progress.costMicros += spent.costMicros;
      await this.budget.settle(agent.id, day, most, spent);
    }
  }
}

const BUDGET_SPENT: Failure = { kind: 'budget_spent', because: 'what this agent may draft today is spent' };

function drafted(
  read: ReturnType<typeof readResponse>,
  { version }: PromptVersion,
  { model, attempts, tokens, costMicros }: Progress,
): Drafted {
  const made = { by: 'model' as const, model, promptVersion: version, attempts, tokens, costMicros };
  if ('failure' in read) {
    const nothing = {
      answer: '',
      citations: [],
      citationsDropped: 0,
      confidence: null,
      estimates: null,
      toolCall: null,
    };
    return { ...made, ...nothing, failure: read.failure };
  }
  const { estimates, ...draft } = read.draft;
  return { ...made, ...draft, confidence: confidenceOf(estimates), estimates: { ...estimates }, failure: null };
}
