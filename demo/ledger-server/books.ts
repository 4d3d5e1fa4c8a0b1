import { createHash } from 'node:crypto';
import type { Call } from './call.js';
import { type Account, changeAccountState } from './rules/change-account-state.js';
import { issueRefund, type Payment } from './rules/issue-refund.js';
import { notifyPayoutPartner } from './rules/notify-payout-partner.js';
import type { Ruling } from './rules/ruling.js';

/** What really happened, once. `at` is ISO 8601 UTC. */
export interface Effect {
  executionId: string;
  ticketId: string;
  revision: number;
  tool: string;
  arguments: Record<string, unknown>;
  fingerprint: string;
  at: string;
  result: object;
}

interface Tool {
  /** Whether a repeated key gets the recorded answer, and whether that answer can be looked up. */
  honoursKeys: boolean;
  run(books: Books, args: Record<string, unknown>, id: string): Ruling<object, unknown>;
}

export const TOOLS: Readonly<Record<string, Tool>> = {
  issue_refund: {
    honoursKeys: true,
    run(books, args, id) {
      const ruling = issueRefund(books.payments.get(String(args.payment_id)), args, `re_${id}`);
      if (ruling.ok) books.payments.set(ruling.next.paymentId, ruling.next);
      return ruling;
    },
  },
  change_account_state: {
    honoursKeys: true,
    run(books, args) {
      const ruling = changeAccountState(books.accounts.get(String(args.account_id)), args);
      if (ruling.ok) books.accounts.set(ruling.next.accountId, ruling.next);
      return ruling;
    },
  },
  notify_payout_partner: {
    honoursKeys: false,
    run: (books, args, id) => notifyPayoutPartner(args, `ntf_${id}_${books.effects.length + 1}`),
  },
};

/** The ledger's state in memory: a fold over its effects, never anything else. */
export class Books {
  readonly payments = new Map<string, Payment>();
  readonly accounts = new Map<string, Account>();
  readonly effects: Effect[] = [];
  private readonly byExecution = new Map<string, Effect[]>();

  /** Applies `call` at once and says what came of it. The caller makes the effect durable before it answers. */
  apply(call: Call, fingerprint: string, at: string): Ruling<object, Effect> {
    const ruling = TOOLS[call.tool]!.run(this, call.arguments, shortId(call.executionId));
    if (!ruling.ok) return ruling;
    const effect = { ...call, fingerprint, at, result: ruling.result };
    this.record(effect);
    return { ok: true, result: ruling.result, next: effect };
  }

  /** Takes in an effect read back from the journal. Running its rule again brings the balances along. */
  replay(effect: Effect): void {
    const ruling = TOOLS[effect.tool]!.run(this, effect.arguments, shortId(effect.executionId));
    if (!ruling.ok) throw new Error(`Journal disagrees with the rules: ${ruling.refusal.detail}`);
    this.record(effect);
  }

  /** Every effect of one execution, oldest first. */
  effectsOf(executionId: string): readonly Effect[] {
    return this.byExecution.get(executionId) ?? [];
  }

  private record(effect: Effect): void {
    this.effects.push(effect);
    this.byExecution.set(effect.executionId, [...this.effectsOf(effect.executionId), effect]);
  }
}

const shortId = (executionId: string): string => createHash('sha256').update(executionId).digest('hex').slice(0, 16);
