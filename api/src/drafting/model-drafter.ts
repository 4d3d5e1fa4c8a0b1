import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '../../../config/environment.js';
import { ENVIRONMENT } from '../platform/environment.token.js';
import { Rulebook } from '../rulebook/rulebook.js';
import { DraftMetrics } from './draft-metrics.js';
import type { Asked, Drafted, Drafter } from './drafter.js';
import { type Caller, ModelCalls, type Progress } from './model-calls.js';
import { BudgetStore } from './persistence/budget.store.js';
import { PromptsService, type PromptVersion } from './prompts.service.js';
import { confidenceOf } from './rules/confidence.js';
import type { Failure } from './rules/failure.js';
import { modelRequest, type OfferedTool } from './rules/model-request.js';
import { type Given, type ModelDraft, readResponse } from './rules/read-response.js';

type Read = { draft: ModelDraft } | { failure: Failure };

/** Drafts by a model. Whatever goes wrong with it is a draft that failed, never an error. */
@Injectable()
export class ModelDrafter implements Drafter {
  private readonly calls: ModelCalls;

  constructor(
    @Inject(ENVIRONMENT) environment: Environment,
    private readonly prompts: PromptsService,
    private readonly rulebook: Rulebook,
    budget: BudgetStore,
    metrics: DraftMetrics,
  ) {
    this.calls = new ModelCalls(environment, budget, metrics);
  }

  async draft(asked: Asked, hungUp: AbortSignal): Promise<Drafted> {
    const [version, rules] = await Promise.all([this.prompts.inForce(), this.rulebook.now()]);
    const { agent, stream } = asked;
    const tools = rules.tools.filter(({ name }) => agent.tools === null || agent.tools.includes(name));
    const progress = this.calls.begin(version.prompt.model);
    const given: Given = {
      passages: asked.passages.map(({ id }) => id),
      check: (name, args) => tools.find((tool) => tool.name === name)?.check(args) ?? null,
    };
    const caller = { agent, stream, hungUp };
    const read = await this.turn(caller, asked, version, tools, given, progress, null);
    if (!('draft' in read) || !isWordless(read.draft)) return drafted(read, version, progress);
    return drafted(await this.worded(read.draft, caller, asked, version, tools, given, progress), version, progress);
  }

  /** A model that calls a tool says nothing else: it is told that the call is proposed, and asked what the customer is told. */
  private async worded(
    { toolCall }: ModelDraft,
    caller: Caller,
    asked: Asked,
    version: PromptVersion,
    tools: readonly OfferedTool[],
    { passages }: Given,
    progress: Progress,
  ): Promise<Read> {
    // No second call: one is proposed already.
    const given: Given = { passages, check: () => null };
    const read = await this.turn(caller, asked, version, tools, given, progress, toolCall);
    if ('draft' in read && read.draft.answer !== '') return { draft: { ...read.draft, toolCall } };
    const nothing = { answer: '', citations: [], citationsDropped: 0, estimates: { verbal: null, logprobs: null } };
    return { draft: { ...nothing, toolCall } };
  }

  private async turn(
    caller: Caller,
    { request: { text, conversation = [] }, passages }: Asked,
    { prompt }: PromptVersion,
    tools: readonly OfferedTool[],
    given: Given,
    progress: Progress,
    proposed: ModelDraft['toolCall'],
  ): Promise<Read> {
    const question = { text, conversation, passages, proposed };
    const answer = await this.calls.ask(
      caller,
      prompt,
      (model) => modelRequest(prompt, model, question, tools),
      progress,
    );
    return 'failure' in answer ? answer : readResponse(answer.response, given);
  }
}

const isWordless = ({ answer, toolCall }: ModelDraft): boolean => answer === '' && toolCall !== null;

function drafted(read: Read, { version }: PromptVersion, { model, attempts, tokens, costMicros }: Progress): Drafted {
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
