import { type CircuitBreakerPolicy, ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel';
import type OpenAI from 'openai';
import { bounded } from '../../platform/http/bounded-fetch.js';
import { openAiClient } from './openai-client.js';

/** Calls that come to nothing, in a row, until the server is left alone; and for how long. */
const FAILURES = 5;
const PROBE_AFTER_MS = 10_000;

/** Enough for 4,096 numbers as text, which no published model exceeds. */
const BYTES_PER_TEXT = 131_072;
const BYTES_BESIDES = 65_536;

/** Where texts stand by meaning: each a list of numbers, all of one length. */
export class Embedder {
  private readonly client: OpenAI;
  private readonly circuit: CircuitBreakerPolicy = circuitBreaker(handleAll, {
    breaker: new ConsecutiveBreaker(FAILURES),
    halfOpenAfter: PROBE_AFTER_MS,
  });

  /** @param baseURL OpenAI's own when not given; any server that has `POST /embeddings` as OpenAI's has */
  constructor(
    apiKey: string,
    baseURL: string | undefined,
    readonly model: string,
  ) {
    this.client = openAiClient(apiKey, baseURL);
  }

  /**
   * One call for all of these texts, none of them empty.
   * @throws Error when it came to no answer in time, or to one that is not what was asked for; its message holds none of the texts
   */
  async embed(texts: readonly string[], timeoutMs: number): Promise<number[][]> {
    const signal = AbortSignal.timeout(timeoutMs);
    return this.circuit.execute(async () => {
      const most = BYTES_BESIDES + BYTES_PER_TEXT * texts.length;
      const client = this.client.withOptions({ fetch: bounded(globalThis.fetch, most, tooLong) });
      const asked = { model: this.model, input: [...texts], encoding_format: 'float' as const };
      const answer = await client.embeddings.create(asked, { signal }).catch((error: Error & { status?: number }) => {
        throw new Error(`no embeddings: ${signal.aborted ? 'too late' : (error.status ?? error.name)}`);
      });
      return vectorsIn(answer, texts.length);
    });
  }
}

const tooLong = (): Error => new Error('the answer is too long');

/** What a server says is looked at before it is relied on: one vector a text, in their order, finite and not all zero. */
function vectorsIn(answer: unknown, texts: number): number[][] {
  const data = (answer as { data?: { index?: unknown; embedding?: unknown }[] } | null)?.data;
  const vectors = Array.from({ length: texts }, (_, n) => {
    const found = Array.isArray(data) ? data.find((one) => one?.index === n)?.embedding : undefined;
    return Array.isArray(found) && found.every(Number.isFinite) && found.some((x) => x !== 0)
      ? (found as number[])
      : null;
  });
  const length = vectors[0]?.length;
  if (!vectors.every((vector) => vector !== null && vector.length === length))
    throw new Error('no embeddings: malformed');
  return vectors as number[][];
}
