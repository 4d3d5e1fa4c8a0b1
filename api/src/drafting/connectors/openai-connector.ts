import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel';
import { APIConnectionError, APIError, type OpenAI } from 'openai';
import { openAiClient } from '../../knowledge/connectors/openai-client.js';
import { bounded } from '../../platform/http/bounded-fetch.js';
import type { ModelRequest } from '../rules/model-request.js';
import type { Fault } from '../rules/next-attempt.js';
import { ModelFault } from './model-fault.js';

/** Calls of one model that come to nothing, in a row, until it is left alone; and for how long. */
const SILENCES = 5;
const PROBE_AFTER_MS = 10_000;

/**
 * What an answer may be long: so much for each token that it may have, which comes up to three times with its log-probability, and so much
 * besides.
 */
const BYTES_PER_TOKEN = 1_024;
const BYTES_BESIDES = 1_048_576;

/** What tells that the stream of events is over, each with the whole response. */
const ENDS = ['response.completed', 'response.incomplete', 'response.failed'];

/**
 * One call to a model, by the Responses API of OpenAI or of any server that speaks it. Whether to ask again is decided
 * elsewhere, so the client of the library never does; nor does it log, because what it would log is what customers wrote.
 */
export class OpenAiConnector {
  private readonly client: OpenAI;
  private readonly circuits = new Map<string, CircuitBreakerPolicy>();

  constructor(apiKey: string, baseURL?: string) {
    this.client = openAiClient(apiKey, baseURL);
  }

  /**
   * @param stream asks for events, so that an answer that stands still is noticed and can be ended
   * @param ended aborted when the caller has hung up; `timeoutMs` is for the whole call
   * @returns the response as it came, whatever it is
   * @throws ModelFault; the reason of `ended` when it was that
   */
  async ask(request: ModelRequest, stream: boolean, timeoutMs: number, ended: AbortSignal): Promise<unknown> {
    const late = AbortSignal.timeout(timeoutMs);
    const signal = AbortSignal.any([ended, late]);
    try {
      return await this.circuitOf(request.model).execute(async () => {
        try {
          const most = BYTES_BESIDES + BYTES_PER_TOKEN * request.max_output_tokens;
          const client = this.client.withOptions({ fetch: bounded(globalThis.fetch, most, tooLong) });
          return await (stream ? follow(client, request, signal) : client.responses.create(request, { signal }));
        } catch (error) {
          ended.throwIfAborted();
          throw late.aborted ? new ModelFault({ kind: 'timeout' }) : faultOf(error);
        }
      });
    } catch (error) {
      if (error instanceof BrokenCircuitError) throw new ModelFault({ kind: 'open_circuit' });
      throw error;
    }
  }

  /** Of each model that was called, whether it is left alone for now. */
  openCircuits(): ReadonlyMap<string, boolean> {
    return new Map([...this.circuits].map(([model, { state }]) => [model, state === CircuitState.Open]));
  }

  private circuitOf(model: string): CircuitBreakerPolicy {
    const known = this.circuits.get(model);
    if (known) return known;
    const circuit = circuitBreaker(
      handleWhen((error) => error instanceof ModelFault && isSilence(error.fault)),
      { breaker: new ConsecutiveBreaker(SILENCES), halfOpenAfter: PROBE_AFTER_MS },
    );
    this.circuits.set(model, circuit);
    return circuit;
  }
}

const tooLong = (): ModelFault => new ModelFault({ kind: 'oversized' });

async function follow(client: OpenAI, request: ModelRequest, signal: AbortSignal): Promise<unknown> {
  const events = await client.responses.create({ ...request, stream: true }, { signal });
  for await (const event of events) {
    if (ENDS.includes(event.type)) return (event as { response: unknown }).response;
  }
  // An iteration that was aborted ends without an error.
  signal.throwIfAborted();
  throw new ModelFault({ kind: 'cut' });
}

/** What says that the model is away, and not that it did not like the question. */
function isSilence(fault: Fault): boolean {
  return fault.kind !== 'status' || fault.status >= 500;
}

function faultOf(error: unknown): ModelFault {
  if (error instanceof ModelFault) return error;
  if (error instanceof APIConnectionError) return new ModelFault({ kind: 'connection' });
  if (error instanceof APIError) return new ModelFault(statusOf(error));
  // A body that broke off is no answer; whatever else the client fell over is one that can't be read.
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  const said = [message, cause?.code, cause?.message].join(' ');
  const isCut =
    name !== 'SyntaxError' && /\b(terminated|socket|reset|aborted|premature)\b/i.test(said.replaceAll('_', ' '));
  return new ModelFault({ kind: isCut ? 'cut' : 'unreadable' });
}

/** An error that came as an event has no status: it is one of the server's, unless its code says otherwise. */
function statusOf({ status, code, headers }: APIError): Fault {
  const word = typeof code === 'string' && /^[\w.-]{1,60}$/.test(code) ? code : null;
  const ofEvent = word === 'insufficient_quota' || word === 'rate_limit_exceeded' ? 429 : 500;
  return { kind: 'status', status: status ?? ofEvent, code: word, retryAfterMs: retryAfter(headers) };
}

/** `Retry-After` in milliseconds (RFC 9110 §10.2.3: seconds or a date), and the finer `retry-after-ms` that OpenAI sends. */
function retryAfter(headers: Headers | undefined): number | null {
  const fine = Number(headers?.get('retry-after-ms') || Number.NaN);
  if (fine >= 0) return fine;
  const text = headers?.get('retry-after');
  if (!text) return null;
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
