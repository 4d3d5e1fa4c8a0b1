import type { RecordedProposal } from './recording.js';
import type { Reply } from './sender.js';

/** What came of a group of proposals. `takenIn` is the sum of the states below it. */
export interface Counts {
  takenIn: number;
  autoAllowed: number;
  toReview: number;
  blocked: number;
  /** Taken in, in any other state: answers to a replay that people have worked on since. */
  otherState: number;
  duplicates: number;
  refused: number;
}

const none = (): Counts => ({
  takenIn: 0,
  autoAllowed: 0,
  toReview: 0,
  blocked: 0,
  otherState: 0,
  duplicates: 0,
  refused: 0,
});

/** Counts replies as they come. */
export class Tally {
  readonly total = none();
  /** By `domain` and `model`. */
  readonly groups = new Map<string, { domain: string; model: string; counts: Counts }>();
  /** How often each `status code` refused. */
  readonly refusals = new Map<string, number>();
  /** How often each other `status code`, or error on the way, kept a proposal from being judged. */
  readonly failures = new Map<string, number>();
  readonly latenciesMs: number[] = [];
  shortened = 0;

  add(recorded: RecordedProposal, reply: Reply): void {
    if (reply.kind === 'answered') this.addAnswer(recorded, reply);
    if (reply.kind === 'unsent') bump(this.failures, `not sent: ${reply.why}`);
  }

  private addAnswer(recorded: RecordedProposal, { status, body, ms }: Extract<Reply, { kind: 'answered' }>): void {
    this.latenciesMs.push(ms);
    const outcome = `${status} ${typeof body.code === 'string' ? body.code : 'without a code'}`;
    if (status >= 200 && status < 300) {
      this.count(recorded, (counts) => takeIn(counts, body));
    } else if (isVerdict(status)) {
      bump(this.refusals, outcome);
      this.count(recorded, (counts) => {
        counts.refused += 1;
      });
    } else {
      bump(this.failures, outcome);
    }
  }

  private count({ domain, modelName: model }: RecordedProposal, change: (counts: Counts) => void): void {
    const name = JSON.stringify([domain, model]);
    const group = this.groups.get(name) ?? { domain, model, counts: none() };
    this.groups.set(name, group);
    change(this.total);
    change(group.counts);
  }
}

/** Whether `status` says something about the proposal; 401 does of the key, and 429 of the hour. */
const isVerdict = (status: number): boolean => status >= 400 && status < 500 && status !== 401 && status !== 429;

function takeIn(counts: Counts, body: Record<string, unknown>): void {
  const { state, flags } = (body.ticket ?? {}) as { state?: string; flags?: string[] };
  counts.takenIn += 1;
  if (state === 'auto_allowed') counts.autoAllowed += 1;
  else if (state === 'pending_review') counts.toReview += 1;
  else if (state === 'blocked') counts.blocked += 1;
  else counts.otherState += 1;
  if (flags?.includes('duplicate')) counts.duplicates += 1;
}

function bump(counters: Map<string, number>, name: string): void {
  counters.set(name, (counters.get(name) ?? 0) + 1);
}
