import { mayMove, type TicketState } from '../../api/src/tickets/rules/lifecycle.js';
import { CAST, type Who } from '../support/installation-people.js';
import type { Model, Operation } from './linearizability.js';

/** What is proposed, which decides who has to sign. */
export type Kind = 'small_refund' | 'large_refund' | 'account';

/** The sign-off policy in force: the default one, or one that takes two people for everything. */
export type Policy = 'default' | 'strict';

type Running = 'not_begun' | 'intent' | 'succeeded' | 'revoked';

/** Whether the database's clock can have passed the end of the first revision when an operation read it. */
export type Clock = 'before' | 'either' | 'after';

/**
 * What is asked of one ticket. `shows` is the revision whose number and hash are sent; null for two that do not belong together.
 * `eitherPolicy`: it overlaps with a change of policy, so it may have read the old one or the new one.
 */
export type Input = { clock?: Clock; eitherPolicy?: true } & (
  | { verb: 'approve' | 'reject' | 'revoke'; who: Who; shows: number | null }
  | { verb: 'revise'; who: Who; shows: number | null; to: Kind }
  | { verb: 'claim' | 'release' | 'escalate'; who: Who }
  | { verb: 'look' | 'answer' | 'withdraw' }
  /** The time to sign this revision is over. */
  | { verb: 'time' }
  /** The sweep that ends what has expired; it may find itself busy and do nothing. */
  | { verb: 'sweep' }
  | { verb: 'policy'; policy: Policy }
  /** A worker takes an execution up; then its call has left, or it has not and never will by this one. */
  | { verb: 'begin'; revision: number }
  | { verb: 'finish'; revision: number }
  /** Everything there is about the ticket once nobody asks any more. */
  | { verb: 'settle' }
);

/** How a ticket shows itself. */
export interface View {
  state: TicketState;
  revision: number;
  execution: Running | null;
}

export interface FullView extends View {
  queue: string | null;
  claimedBy: Who | null;
  /** Who approved the current revision, by name. */
  approvedBy: Who[];
}

export interface Settled extends FullView {
  signOffs: string[];
  executions: string[];
  /** Audit actions in their order; refusals to sign come on record by themselves, so they are counted. */
  entries: string[];
  refusals: number;
}

export type Output =
  | { refused: string }
  | { done: true }
  | { view: Partial<FullView> }
  | { sent: boolean }
  | { settled: Settled };

/** Everything about one ticket that anybody can see, at one moment. */
export interface TicketModel extends Settled {
  kind: Kind;
  policy: Policy;
  timeIsOver: boolean;
  madeBy: Who | null;
}

export type TicketOperation = Operation<Input, Output>;

export function newTicket(kind: Kind, policy: Policy): TicketModel {
  return {
    kind,
    policy,
    state: 'pending_review',
    revision: 1,
    queue: 'human_review',
    claimedBy: null,
    approvedBy: [],
    execution: null,
    signOffs: [],
    executions: [],
    entries: ['proposal.received', 'ticket.routed'],
    refusals: 0,
    timeIsOver: false,
    madeBy: null,
  };
}

/**
 * One ticket, one operation at a time: which answer each verb may give in which state, and what it leaves behind. It says
 * again, in other words and without the product's code, what the product promises; only the table of the lifecycle is shared.
 */
export function ticketModel(initial: TicketModel): Model<TicketModel, Input, Output> {
  return {
    initial,
    apply(state, input, output) {
      const wants = (possible: Step) => output === null || matches(possible.output, output);
      return timesOf(state, input)
        .flatMap((seen) => policiesOf(seen, input))
        .flatMap((seen) => steps(seen, input))
        .filter(wants)
        .map(({ next }) => checked(state, forgetful(state, input, next)));
    },
  };
}

/**
 * The ticket as an operation sees it that reads the clock by itself. No clock is read in one step with what is written, so
 * near the end each operation finds for itself whether the time is over, at some moment between its call and its answer.
 */
function timesOf(state: TicketModel, { clock }: Input): TicketModel[] {
  if (clock === undefined || clock === 'before' || state.revision > 1 || state.timeIsOver) return [state];
  const over = { ...state, timeIsOver: true };
  return clock === 'after' ? [over] : [state, over];
}

/**
 * The ticket under each policy that an operation may have read. Like the clock, the policy is read before what it judges is
 * written: who signs while it changes is judged by one of the two, and the approval once more before its call is sent.
 */
function policiesOf(state: TicketModel, { eitherPolicy }: Input): TicketModel[] {
  if (!eitherPolicy) return [state];
  return [state, { ...state, policy: state.policy === 'default' ? 'strict' : 'default' }];
}

/** What one operation saw of the clock and of the policy is nothing that the next one is bound to. */
function forgetful(before: TicketModel, { verb }: Input, next: TicketModel): TicketModel {
  const policy = verb === 'policy' ? next.policy : before.policy;
  const timeIsOver = verb === 'time' || before.timeIsOver ? next.timeIsOver : false;
  return { ...next, policy, timeIsOver };
}

/** Looks and refusals; a decision that was refused is counted, so it changes something. */
export function changesNothing({ input, output }: TicketOperation): boolean {
  if (input.verb === 'look' || input.verb === 'answer') return true;
  return output !== null && 'refused' in output && output.refused !== 'not_allowed_to_sign';
}

interface Step {
  output: Output;
  next: TicketModel;
}

/** Others were quicker six times over: always an answer, and nothing has happened. */
const BUSY: Output = { refused: 'busy' };

function steps(now: TicketModel, input: Input): Step[] {
  switch (input.verb) {
    case 'look':
      return [{ output: { view: fullView(now) }, next: now }];
    case 'answer':
      return [{ output: { view: view(now) }, next: now }];
    case 'settle':
      return [{ output: { settled: settled(now) }, next: now }];
    case 'policy':
      return [{ output: { done: true }, next: { ...now, policy: input.policy } }];
    case 'time': {
      const { state, revision } = now;
      return [{ output: { view: { state, revision } }, next: { ...now, timeIsOver: true } }];
    }
    case 'sweep': {
      const expires = now.state === 'pending_review' && now.timeIsOver;
      const idle = { output: { done: true } as const, next: now };
      return expires ? [idle, { output: { done: true }, next: ended(now, 'expired', 'ticket.expired') }] : [idle];
    }
    case 'begin':
      return beginning(now, input.revision);
    case 'finish':
      return finishing(now, input.revision);
    case 'withdraw':
      return [...withdrawing(now), { output: BUSY, next: now }];
    default:
      return [deciding(now, input), { output: BUSY, next: now }];
  }
}

function deciding(now: TicketModel, input: Extract<Input, { who: Who }>): Step {
  const { who } = input;
  if (input.verb === 'revoke') return revoking(now, who, input.shows);
  const refused = (code: string): Step => ({
    output: { refused: code },
    next: code === 'not_allowed_to_sign' ? { ...now, refusals: now.refusals + 1 } : now,
  });
  if (now.state !== 'pending_review') return refused('not_pending');
  if (now.timeIsOver) return refused('expired');
  switch (input.verb) {
    case 'claim':
      if (now.claimedBy !== null && now.claimedBy !== who) return refused('claimed_by_other');
      return done({ ...logged(now, 'ticket.claimed'), claimedBy: who });
    case 'release':
      if (now.claimedBy !== who) return refused('not_claimed');
      return done({ ...logged(now, 'ticket.released'), claimedBy: null });
    case 'escalate':
      if (now.queue === 'leads') return refused('already_escalated');
      return done({ ...unclaimed(logged(now, 'ticket.escalated'), who), queue: 'leads' });
    case 'revise':
      if (input.shows !== now.revision) return refused('stale_revision');
      return done(revised(logged(now, 'revision.made', 'ticket.routed'), who, input.to));
    default: {
      const refusal = maySign(now, who, input.verb);
      if (refusal !== null) return refused(refusal);
      if (input.shows !== now.revision) return refused('stale_revision');
      const next = input.verb === 'approve' ? approved(now, who) : rejected(now, who);
      return { output: { view: fullView(next) }, next };
    }
  }
}

/** An approval is taken back while its call has not begun; the ticket then waits for people as its next revision. */
function revoking(now: TicketModel, who: Who, shows: number | null): Step {
  const refused = (code: string, next = now): Step => ({ output: { refused: code }, next });
  if (now.madeBy === who) return refused('not_allowed_to_sign', { ...now, refusals: now.refusals + 1 });
  if (now.state !== 'approved' || now.execution !== 'not_begun') return refused('not_revocable');
  if (now.timeIsOver) return refused('expired');
  if (shows !== now.revision) return refused('stale_revision');
  const back = logged(withExecution(now, 'revoked'), 'ticket.revoked', 'execution.revoked', 'ticket.routed');
  return done(revised(back, now.madeBy, now.kind));
}

const done = (next: TicketModel): Step => ({ output: { done: true }, next });

/** Why this person may not sign; null when they may. */
function maySign(now: TicketModel, who: Who, verb: 'approve' | 'reject'): string | null {
  // Filled and still waiting: a loosened policy asks for no more than is there, so whoever fits a place ends it.
  if (verb === 'approve' && isSigned(now)) return now.madeBy === who ? 'not_allowed_to_sign' : null;
  if (now.approvedBy.includes(who)) return 'already_signed';
  if (now.madeBy === who) return 'not_allowed_to_sign';
  if (verb === 'reject') return null;
  const places = placesOf(now);
  return filled(places, [...now.approvedBy, who]) > filled(places, now.approvedBy) ? null : 'not_allowed_to_sign';
}

/** The signatures it takes, each with the roles that may give it. */
function placesOf({ kind, policy }: TicketModel): string[][] {
  const either = ['operator', 'support_lead'];
  if (kind === 'large_refund') return [['operator'], ['support_lead']];
  return kind === 'account' || policy === 'strict' ? [either, either] : [either];
}

/** The most places that these people can fill, one each: tried out. */
function filled(places: readonly string[][], people: readonly Who[]): number {
  const [person, ...others] = people;
  if (person === undefined) return 0;
  const without = filled(places, others);
  const taken = places.flatMap((roles, n) =>
    roles.some((role) => (CAST[person] as readonly string[]).includes(role))
      ? [
          1 +
            filled(
              places.filter((_, other) => other !== n),
              others,
            ),
        ]
      : [],
  );
  return Math.max(without, ...taken);
}

const isSigned = (now: TicketModel) => filled(placesOf(now), now.approvedBy) === placesOf(now).length;

function approved(now: TicketModel, who: Who): TicketModel {
  const signed = now.approvedBy.includes(who) ? now : withApproval(now, who);
  if (!isSigned(signed)) return unclaimed(signed, who);
  const approval = logged(signed, 'ticket.approved');
  return withExecution({ ...approval, state: 'approved', queue: null, claimedBy: null }, 'not_begun');
}

function withApproval(now: TicketModel, who: Who): TicketModel {
  const approvedBy = [...now.approvedBy, who].sort();
  return { ...logged(now, 'sign_off.given'), approvedBy, signOffs: withSignOff(now, who, 'approve') };
}

function rejected(now: TicketModel, who: Who): TicketModel {
  return {
    ...ended(logged(now, 'sign_off.given'), 'rejected', 'ticket.rejected'),
    signOffs: withSignOff(now, who, 'reject'),
  };
}

function revised(now: TicketModel, who: Who | null, to: Kind): TicketModel {
  return {
    ...now,
    kind: to,
    state: 'pending_review',
    revision: now.revision + 1,
    queue: now.queue ?? 'human_review',
    madeBy: who,
    approvedBy: [],
    execution: null,
    timeIsOver: false,
  };
}

function withdrawing(now: TicketModel): Step[] {
  const taken = { view: { state: 'withdrawn' } } as const;
  if (now.state === 'withdrawn') return [{ output: taken, next: now }];
  if (now.state === 'pending_review') return [{ output: taken, next: ended(now, 'withdrawn', 'proposal.withdrawn') }];
  if (now.state === 'approved' && now.execution === 'not_begun') {
    const next = ended(now, 'withdrawn', 'proposal.withdrawn', 'execution.revoked');
    return [{ output: taken, next: withExecution(next, 'revoked') }];
  }
  return [{ output: { refused: 'not_withdrawable' }, next: now }];
}

/** A worker looks once more. It sends only what is still approved, in time and signed; else nothing has left, ever. */
function beginning(now: TicketModel, revision: number): Step[] {
  const idle: Step = { output: { sent: false }, next: now };
  if (now.state !== 'approved' || now.revision !== revision || now.execution !== 'not_begun') return [idle];
  const revoked = withExecution(logged(now, 'execution.revoked'), 'revoked');
  if (now.timeIsOver) return [idle, { output: { sent: false }, next: ended(revoked, 'expired', 'ticket.expired') }];
  if (!isSigned(now)) {
    const back = logged(revoked, 'ticket.returned', 'ticket.routed');
    return [idle, { output: { sent: false }, next: revised(back, now.madeBy, now.kind) }];
  }
  return [idle, { output: { sent: true }, next: withExecution(logged(now, 'execution.intended'), 'intent') }];
}

function finishing(now: TicketModel, revision: number): Step[] {
  if (now.execution !== 'intent' || now.revision !== revision) return [];
  return [done(withExecution(logged(now, 'execution.succeeded'), 'succeeded'))];
}

function ended(now: TicketModel, state: TicketState, ...entries: string[]): TicketModel {
  return { ...logged(now, ...entries), state, queue: null, claimedBy: null };
}

function logged(now: TicketModel, ...entries: string[]): TicketModel {
  return { ...now, entries: [...now.entries, ...entries] };
}

function unclaimed(now: TicketModel, who: Who): TicketModel {
  return now.claimedBy === who ? { ...now, claimedBy: null } : now;
}

function withSignOff(now: TicketModel, who: Who, verdict: string): string[] {
  return [...now.signOffs, `${now.revision} ${who} ${verdict}`].sort();
}

function withExecution(now: TicketModel, execution: Running): TicketModel {
  const others = now.executions.filter((one) => !one.startsWith(`${now.revision} `));
  return { ...now, execution, executions: [...others, `${now.revision} ${execution}`].sort() };
}

/** The lifecycle allows every move that the model makes. */
function checked(before: TicketModel, next: TicketModel): TicketModel {
  if (before.state !== next.state && !mayMove(before.state, next.state))
    throw new Error(`the model itself goes from ${before.state} to ${next.state}`);
  return next;
}

function view({ state, revision, execution }: TicketModel): View {
  return { state, revision, execution };
}

function fullView(now: TicketModel): FullView {
  const { queue, claimedBy, approvedBy } = now;
  return { ...view(now), queue, claimedBy, approvedBy };
}

function settled(now: TicketModel): Settled {
  const { signOffs, executions, entries, refusals } = now;
  return { ...fullView(now), signOffs, executions, entries, refusals };
}

/** Whether an answer is the possible one, as far as it says anything. */
function matches(possible: Output, seen: Output): boolean {
  return JSON.stringify(sorted(possible)) === JSON.stringify(sorted(seen));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
