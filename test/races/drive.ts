import { setTimeout as delay } from 'node:timers/promises';
import type { TestAgent } from '../support/installation-agent.js';
import type { Answer, Reply } from '../support/installation-http.js';
import type { Who } from '../support/installation-people.js';
import type { TestPerson } from '../support/installation-person.js';
import { lockAccount, refund } from '../support/installation-proposals.js';
import type { Ground } from './ground.js';
import type { FullView, Input, Kind, Output, Policy } from './model.js';
import type { Move, Plan, Shows, Step } from './plan.js';
import { Recorder } from './record.js';
import { running, settle } from './settle.js';

const AMOUNT = { small_refund: '4200', large_refund: '60000' };

/** What a client was shown of a ticket. */
interface Seen {
  revision: number;
  contentHash: string;
}

/** One request: what it asks of the model, how it is sent, and what its answer says. */
interface Question {
  input: Input;
  send: () => Promise<Reply>;
  read: (reply: Reply) => Output | null;
}

/** One ticket, with all that is asked of it. */
export class Race {
  readonly recorder = new Recorder();
  /** What must not happen whatever the order. */
  readonly troubles: string[] = [];
  private first!: Seen;
  private readonly hashes = new Map<number, string>();
  private readonly runs: { executionId: string; revision: number; called: number; returned: number }[] = [];
  private edits = 0;
  private arguments: object = {};
  id!: string;
  expiresAt!: number;
  /** The policy in force when it began. */
  policy!: Policy;

  constructor(
    private readonly ground: Ground,
    readonly seed: number,
    readonly plan: Plan,
  ) {}

  /** Proposes what the race is about. @param more fields of the proposal, such as an early end */
  async propose(more: object = {}): Promise<void> {
    const { agent } = this.ground.installation;
    this.id = (await agent.submit({ ...proposalOf(this.plan.kind), ...more })).id;
    const ticket = await this.ground.person('operator', 0).ticket(this.id);
    this.first = ticket;
    this.expiresAt = Date.parse(ticket.expiresAt);
    this.arguments = ticket.toolCall.arguments;
    this.learn(ticket);
  }

  async run(): Promise<void> {
    const first: { seen: Seen } = { seen: this.first };
    for (const step of this.plan.prelude) await this.take('before', step, first);
    await Promise.all(
      this.plan.clients.map(async (steps, n) => {
        const known = { ...first };
        for (const step of steps) {
          if (step.pause > 0) await delay(step.pause);
          await this.take(`client ${n + 1}`, step, known);
        }
      }),
    );
  }

  /** Notes what workers did, and how everything ended. */
  async finish(): Promise<void> {
    this.noteRuns();
    const called = performance.now();
    const settled = await settle(this.ground, this.id, this.troubles);
    this.recorder.note('end', { verb: 'settle' }, { settled }, called, performance.now());
  }

  private async take(client: string, { move, process }: Step, known: { seen: Seen }): Promise<void> {
    switch (move.do) {
      case 'time':
        return this.endTime(client);
      case 'run':
        return this.work();
      case 'answer':
      case 'withdraw':
        await this.ask(client, this.askFor(this.ground.agent(process), move.do));
        return;
      default: {
        const reply = await this.ask(client, this.askAs(this.ground.person(move.who, process), move, known.seen));
        if (move.do === 'look') known.seen = reply.body;
      }
    }
  }

  private async ask(client: string, { input, send, read }: Question): Promise<Reply> {
    const reply = await this.recorder.during(client, input, send, read);
    if (reply.status >= 500) this.troubles.push(`${client}, ${input.verb}: HTTP ${reply.status} ${reply.text}`);
    return reply;
  }

  private askFor(agent: TestAgent, verb: 'answer' | 'withdraw'): Question {
    return verb === 'answer'
      ? { input: { verb }, send: () => agent.get(`/v1/proposals/${this.id}`), read: answered }
      : { input: { verb }, send: () => agent.withdraw(this.id), read: withdrawn };
  }

  private askAs(person: TestPerson, move: Extract<Move, { who: Who }>, seen: Seen): Question {
    const verb = (body?: object) => () => person.post(`/v1/tickets/${this.id}/${move.do}`, body);
    switch (move.do) {
      case 'look':
        return { input: { verb: 'look' }, send: () => person.get(`/v1/tickets/${this.id}`), read: this.viewed };
      case 'approve':
      case 'reject': {
        const { sent, shows } = this.show(move.shows, seen);
        const body = move.do === 'reject' ? { ...sent, reason: 'not_justified' } : sent;
        return { input: { verb: move.do, who: move.who, shows }, send: verb(body), read: this.viewed };
      }
      case 'revoke': {
        const { sent, shows } = this.show(move.shows, seen);
        const body = { ...sent, note: 'Something is wrong with it.' };
        return { input: { verb: move.do, who: move.who, shows }, send: verb(body), read: doneOrRefused };
      }
      case 'revise': {
        const { sent, shows } = this.show(move.shows, seen);
        const input: Input = { verb: move.do, who: move.who, shows, to: move.to };
        return { input, send: verb({ ...sent, ...this.edit(move.to) }), read: doneOrRefused };
      }
      default: {
        const body = move.do === 'escalate' ? { note: 'Please look at this.' } : undefined;
        return { input: { verb: move.do, who: move.who }, send: verb(body), read: doneOrRefused };
      }
    }
  }

  /** What is sent along, and the revision that it is of; none when number and hash do not belong together. */
  private show(shows: Shows, seen: Seen): { sent: Seen; shows: number | null } {
    const { revision, contentHash } = shows === 'first' ? this.first : seen;
    if (shows !== 'crossed') return { sent: { revision, contentHash }, shows: revision };
    return { sent: { revision: revision + 1, contentHash }, shows: null };
  }

  private edit(to: Kind): object {
    this.edits += 1;
    const draft = { answer: `Edited ${this.edits} times.` };
    if (to === 'account') return { draft };
    return { draft, toolCall: { name: 'issue_refund', arguments: { ...this.arguments, amount_minor: AMOUNT[to] } } };
  }

  /** As if the database's clock had come to the end of this revision. */
  private async endTime(client: string): Promise<void> {
    const statement = `UPDATE ticket SET expires_at = clock_timestamp(), lock_version = lock_version + 1 WHERE id = $1
      RETURNING state, revision`;
    const sql = () => this.ground.installation.sql(statement, [this.id]);
    await this.recorder.during(client, { verb: 'time' }, sql, ([row]) => ({ view: row }));
  }

  /** A worker takes up what is ready, as a bell would have it. */
  private async work(): Promise<void> {
    const { installation } = this.ground;
    const ready = await installation.sql(
      `SELECT id, revision FROM execution WHERE ticket_id = $1 AND state = 'ready'`,
      [this.id],
    );
    for (const { id, revision } of ready) {
      const called = performance.now();
      await installation.execute(id).catch((error: Error) => this.troubles.push(`a worker: ${error.message}`));
      this.runs.push({ executionId: id, revision, called, returned: performance.now() });
    }
  }

  /** A call that left tells when its intent was there at the latest; a run without one sent nothing. */
  private noteRuns(): void {
    for (const executionId of new Set(this.runs.map((run) => run.executionId))) {
      const runs = this.runs.filter((run) => run.executionId === executionId);
      const { revision } = runs[0]!;
      const calls = this.ground.installation.tools.requestsOf(executionId);
      if (calls.length > 1) this.troubles.push(`execution ${executionId} was called ${calls.length} times`);
      const [call] = calls;
      const note = this.recorder.note.bind(this.recorder, 'worker');
      if (!call) {
        for (const run of runs) note({ verb: 'begin', revision }, { sent: false }, run.called, run.returned);
        continue;
      }
      const called = Math.min(...runs.map((run) => run.called));
      const returned = Math.max(...runs.map((run) => run.returned));
      note({ verb: 'begin', revision }, { sent: true }, called, call.at);
      note({ verb: 'finish', revision }, { done: true }, call.at, returned);
    }
  }

  private readonly viewed = (reply: Reply): Output | null => {
    if (reply.status !== 200) return refused(reply);
    this.learn(reply.body);
    return { view: fullView(this.ground, reply.body) };
  };

  /** One revision has one hash, whoever asks. */
  private learn({ revision, contentHash }: Seen): void {
    const known = this.hashes.get(revision) ?? contentHash;
    if (known !== contentHash) this.troubles.push(`revision ${revision} was shown with two hashes`);
    this.hashes.set(revision, known);
  }
}

function proposalOf(kind: Kind): object {
  return kind === 'account' ? lockAccount() : refund({ amount: AMOUNT[kind] });
}

function fullView(ground: Ground, ticket: Answer): FullView {
  return {
    state: ticket.state,
    revision: ticket.revision,
    execution: running(ticket.execution?.state),
    queue: ticket.queue,
    claimedBy: ground.nameOf(ticket.claim?.personId ?? null),
    approvedBy: ticket.signatures.given.map((one: Answer) => ground.nameOf(one.personId)).sort(),
  };
}

function answered(reply: Reply): Output | null {
  if (reply.status !== 200) return refused(reply);
  const { ticket, execution } = reply.body;
  return { view: { state: ticket.state, revision: ticket.revision, execution: running(execution?.state) } };
}

function withdrawn(reply: Reply): Output | null {
  return reply.status === 200 ? { view: { state: reply.body.ticket.state } } : refused(reply);
}

function doneOrRefused(reply: Reply): Output | null {
  return reply.status === 200 ? { done: true } : refused(reply);
}

/** Of what broke nobody knows whether it took effect. */
function refused({ status, body }: Reply): Output | null {
  return status < 500 ? { refused: body.code } : null;
}
