import type { Call } from './call.js';
import { Problem } from './problem.js';

const MODES = ['slow', 'fail', 'apply_then_drop', 'drop_before', 'error_after_apply'] as const;
export type FaultMode = (typeof MODES)[number];

const MATCHABLE = ['executionId', 'ticketId', 'tool', 'paymentId', 'accountId', 'sellerId'] as const;
type Match = Partial<Record<(typeof MATCHABLE)[number], string>>;

/** A misbehaviour that the ledger was told to show. `times: null` means until it is switched off. */
export interface Fault {
  mode: FaultMode;
  delayMs: number;
  times: number | null;
  match: Match;
}

/** The faults in force. They live in memory: a restarted ledger behaves. */
export class Faults {
  private faults: Fault[] = [];

  list(): readonly Fault[] {
    return this.faults;
  }

  /** Takes `{mode, delayMs?, times?, match?}`; mode `off` ends every fault, or those with exactly that `match`. */
  set(order: Record<string, unknown>): void {
    const match = parseMatch(order.match);
    if (order.mode === 'off') {
      this.faults =
        Object.keys(match).length === 0 ? [] : this.faults.filter((fault) => !sameMatch(fault.match, match));
      return;
    }
    const mode = MODES.find((known) => known === order.mode);
    if (!mode) throw new Problem(400, 'unknown_fault', `mode is one of ${MODES.join(', ')}, off.`);
    const delayMs = whole(order.delayMs ?? (mode === 'slow' ? 10_000 : 0), 'delayMs', 0);
    const times = order.times === undefined ? null : whole(order.times, 'times', 1);
    this.faults.push({ mode, delayMs, times, match });
  }

  /** The first fault that fits `call`, used up by one. */
  take(call: Call): Fault | undefined {
    const fault = this.faults.find(({ match }) => fits(match, call));
    if (fault && fault.times !== null) {
      fault.times -= 1;
      if (fault.times === 0) this.faults = this.faults.filter((other) => other !== fault);
    }
    return fault;
  }
}

function fits(match: Match, call: Call): boolean {
  const seen: Record<keyof Match, unknown> = {
    executionId: call.executionId,
    ticketId: call.ticketId,
    tool: call.tool,
    paymentId: call.arguments.payment_id,
    accountId: call.arguments.account_id,
    sellerId: call.arguments.seller_id,
  };
  return MATCHABLE.every((key) => match[key] === undefined || match[key] === seen[key]);
}

const sameMatch = (one: Match, other: Match): boolean => MATCHABLE.every((key) => one[key] === other[key]);

function parseMatch(value: unknown): Match {
  if (value === undefined) return {};
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : null;
  if (!entries?.every(([key, text]) => MATCHABLE.some((known) => known === key) && typeof text === 'string')) {
    throw new Problem(400, 'unknown_match', `match is an object of strings with keys out of ${MATCHABLE.join(', ')}.`);
  }
  return Object.fromEntries(entries);
}

function whole(value: unknown, name: string, least: number): number {
  if (Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= 3_600_000)
    return value as number;
  throw new Problem(400, 'unknown_fault', `${name} must be a whole number from ${least} to 3600000.`);
}
