import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { type Books, type Effect, TOOLS } from './books.js';
import { type Call, fingerprintOf, parseCall } from './call.js';
import type { Faults } from './faults.js';
import type { Journal } from './journal.js';
import { Problem } from './problem.js';
import { ArgumentError } from './rules/ruling.js';

/** Thrown to say: hang up without a word. */
export class Dropped extends Error {}

/** Takes calls of tools: proves who sent them, applies each once, and misbehaves when told to. */
export class ToolCalls {
  private readonly webhook: Webhook;

  constructor(
    private readonly books: Books,
    private readonly journal: Journal<Effect>,
    private readonly faults: Faults,
    signingSecret: string,
  ) {
    this.webhook = new Webhook(signingSecret);
  }

  /** Runs `tool` as `body` says and gives its answer, or throws a Problem or Dropped. */
  async run(tool: string, body: Buffer, headers: IncomingHttpHeaders): Promise<object> {
    this.verify(body, headers);
    const call = parseCall(body.toString('utf8'), tool, headers['idempotency-key']?.toString());
    const fault = this.faults.take(call);
    if (fault) await sleep(fault.delayMs, undefined, { ref: false });
    if (fault?.mode === 'fail') throw new Problem(503, 'unavailable', 'The ledger was told to fail; nothing happened.');
    if (fault?.mode === 'drop_before') throw new Dropped();

    const answer = await this.apply(call);
    if (fault?.mode === 'apply_then_drop') throw new Dropped();
    if (fault?.mode === 'error_after_apply') throw new Problem(500, 'broken', 'The ledger was told to break here.');
    return answer;
  }

  /** The recorded answer of `executionId`, for whoever lost it; a Problem 404 when nothing was done under that id. */
  async lookUp(tool: string, executionId: string): Promise<object> {
    const effect = this.books.effectsOf(executionId).find((done) => done.tool === tool);
    if (!effect) throw new Problem(404, 'no_such_execution', 'Nothing was done under this executionId.');
    await this.journal.settled();
    return effect.result;
  }

  private async apply(call: Call): Promise<object> {
    const fingerprint = fingerprintOf(call);
    const [done] = TOOLS[call.tool]!.honoursKeys ? this.books.effectsOf(call.executionId) : [];
    if (done && done.fingerprint !== fingerprint) {
      throw new Problem(409, 'idempotency_key_reused', 'This key belongs to a different call; use a new one.');
    }
    if (done) {
      await this.journal.settled();
      return done.result;
    }
    const ruling = this.ruled(call, fingerprint);
    if (!ruling.ok) throw new Problem(422, ruling.refusal.code, ruling.refusal.detail);
    await this.journal.append(ruling.next);
    return ruling.result;
  }

  private ruled(call: Call, fingerprint: string) {
    try {
      return this.books.apply(call, fingerprint, new Date().toISOString());
    } catch (error) {
      if (error instanceof ArgumentError) throw new Problem(422, 'arguments_invalid', `${error.message}.`);
      throw error;
    }
  }

  private verify(body: Buffer, headers: IncomingHttpHeaders): void {
    try {
      this.webhook.verify(body, headers as Record<string, string>, { jsonParse: false });
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      throw new Problem(401, 'signature_invalid', `${error.message}; sign the raw body with the shared secret.`);
    }
  }
}
