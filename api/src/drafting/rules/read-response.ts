import { JsonRefused, readJson } from '../../platform/json/read-json.js';
import type { Usage } from './budget.js';
import type { Estimates } from './confidence.js';
import type { Failure } from './failure.js';

/** What a model's answer comes to. */
export interface ModelDraft {
  answer: string;
  citations: string[];
  /** Those that were none of the passages it was given. */
  citationsDropped: number;
  estimates: Estimates;
  /** `arguments` is the JSON text as it came. */
  toolCall: { name: string; arguments: string } | null;
}

/** What it was given, to hold its answer against. */
export interface Given {
  passages: readonly string[];
  /** @returns what is wrong with the arguments of a call; null when the tool was not offered */
  check(tool: string, args: unknown): readonly { path: string; message: string }[] | null;
}

type Item = Record<string, unknown>;

const LIMITS = { depth: 32, keys: 20_000 };
const MOST_OF_ANSWER = 100_000;
const MOST_LOGPROBS = 8_192;

/** The tokens that a response says it took; null when it does not say. */
export function usageOf(response: unknown): Usage | null {
  const usage = asItem(asItem(response)?.usage);
  const [input, output] = [usage?.input_tokens, usage?.output_tokens];
  return isCount(input) && isCount(output) ? { input, output } : null;
}

/** Reads a response of the Responses API that has come to its end, and trusts none of it. */
export function readResponse(response: unknown, given: Given): { draft: ModelDraft } | { failure: Failure } {
  const whole = asItem(response);
  if (!whole || !Array.isArray(whole.output)) return fail('malformed', 'what the model’s server sent is no response');
  const items = whole.output.map(asItem).filter((item) => item !== null);
  const parts = items.filter(({ type }) => type === 'message').flatMap(partsOf);
  const ended = endOf(whole);
  if (ended) return ended;
  if (parts.some(({ type }) => type === 'refusal')) return fail('refused', 'the model declined to answer');
  const calls = items.filter(({ type }) => type === 'function_call');
  if (calls.length > 1) {
    const names = calls.map(({ name }) => String(name).slice(0, 64)).join(', ');
    return fail(
      'schema_mismatch',
      `the model called ${calls.length} tools at once (${names}), and a proposal is one call`,
    );
  }
  const call = calls[0] ? readCall(calls[0], given) : { toolCall: null };
  if ('failure' in call) return call;
  const texts = parts.filter(({ type, text }) => type === 'output_text' && typeof text === 'string');
  if (texts.length === 0 && call.toolCall) {
    const estimates = { verbal: null, logprobs: null };
    return { draft: { answer: '', citations: [], citationsDropped: 0, estimates, toolCall: call.toolCall } };
  }
  const answer = readAnswer(texts.map(({ text }) => text as string).join(''), given);
  if ('failure' in answer) return answer;
  const { verbal, ...said } = answer;
  return { draft: { ...said, estimates: { verbal, logprobs: logprobsOf(texts) }, toolCall: call.toolCall } };
}

function endOf({ status, incomplete_details: details, error }: Item): { failure: Failure } | null {
  if (status === 'completed') return null;
  const reason = asItem(details)?.reason;
  if (status === 'incomplete' && reason === 'content_filter')
    return fail('filtered', 'a content filter ended the draft');
  if (status === 'incomplete') return fail('truncated', 'the draft came to the end of its tokens');
  return fail('model_unavailable', `the model failed${codeOf(asItem(error)?.code)}`);
}

function readCall(
  { name, arguments: text }: Item,
  given: Given,
): { toolCall: ModelDraft['toolCall'] } | { failure: Failure } {
  if (typeof name !== 'string' || typeof text !== 'string')
    return fail('malformed', 'the model called no tool by name');
  const args = readText(text);
  if ('failure' in args) return args;
  const faults = given.check(name, args.value);
  if (faults === null)
    return fail('schema_mismatch', `the model called ${name.slice(0, 64)}, which it was not offered`);
  if (faults[0]) {
    const { path, message } = faults[0];
    return fail(
      'schema_mismatch',
      `the model called ${name} with arguments that it does not take: ${`${path} ${message}`.trim()}`,
    );
  }
  return { toolCall: { name, arguments: text } };
}

function readAnswer(
  text: string,
  { passages }: Given,
): (Omit<ModelDraft, 'estimates' | 'toolCall'> & { verbal: number }) | { failure: Failure } {
  const read = readText(text);
  if ('failure' in read) return read;
  const { answer, citations, confidence } = asItem(read.value) ?? {};
  const fits =
    typeof answer === 'string' &&
    answer.length <= MOST_OF_ANSWER &&
    Array.isArray(citations) &&
    citations.every((one) => typeof one === 'string') &&
    typeof confidence === 'number' &&
    confidence >= 0 &&
    confidence <= 1;
  if (!fits) return fail('schema_mismatch', 'the draft has not the form that was asked for');
  const cited = [...new Set(citations as string[])];
  const known = cited.filter((one) => passages.includes(one));
  return { answer, citations: known, citationsDropped: cited.length - known.length, verbal: confidence };
}

/** JSON that a model wrote, as strictly as what anybody else sends. */
function readText(text: string): { value: unknown } | { failure: Failure } {
  try {
    return { value: readJson(new TextEncoder().encode(text), LIMITS).value };
  } catch (error) {
    if (error instanceof JsonRefused) return fail('malformed', 'what the model wrote is no JSON that can be kept');
    throw error;
  }
}

function partsOf({ content }: Item): Item[] {
  return Array.isArray(content) ? content.map(asItem).filter((part) => part !== null) : [];
}

function logprobsOf(texts: readonly Item[]): number[] | null {
  const all = texts.flatMap(({ logprobs }) => (Array.isArray(logprobs) ? logprobs : []));
  const numbers = all.map((one) => asItem(one)?.logprob).filter((one): one is number => Number.isFinite(one));
  return numbers.length === 0 ? null : numbers.slice(0, MOST_LOGPROBS);
}

const fail = (kind: Failure['kind'], because: string): { failure: Failure } => ({ failure: { kind, because } });

/** A server's own word for why, as far as it is one. */
export const codeOf = (code: unknown): string =>
  typeof code === 'string' && /^[\w.-]{1,60}$/.test(code) ? ` (${code})` : '';

const asItem = (value: unknown): Item | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Item) : null;

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
