import { setTimeout as delay } from 'node:timers/promises';
import { Race } from './drive.js';
import type { Ground } from './ground.js';
import { linearize, shrink, type Verdict } from './linearizability.js';
import {
  changesNothing,
  type Input,
  newTicket,
  type Output,
  type Policy,
  type TicketModel,
  type TicketOperation,
  ticketModel,
} from './model.js';
import { dice, planOf } from './plan.js';
import { written } from './record.js';

/** Tickets that are raced for at the same time. */
const AT_ONCE = 60;

/** How far apart the clocks of this process and of the database may be, on one machine, in milliseconds. */
const CLOCKS_MS = 3;

/** What happens to every ticket of a batch at once, while each is asked for this and that. */
interface Weather {
  /** Another policy comes in force meanwhile. */
  policy: Policy | null;
  /** The tickets end by the database's clock, in the middle of it all. */
  clock: boolean;
}

export interface Tally {
  histories: number;
  operations: number;
  /** How often each input got each kind of answer. */
  answers: Map<string, number>;
  failures: string[];
}

/** Runs so many histories, from this seed on. */
export async function raceFor(ground: Ground, firstSeed: number, histories: number): Promise<Tally> {
  const tally = emptyTally();
  for (let done = 0; done < histories; done += AT_ONCE) {
    const seeds = Array.from({ length: Math.min(AT_ONCE, histories - done) }, (_, n) => firstSeed + done + n);
    await runBatch(ground, seeds, tally);
  }
  return tally;
}

const emptyTally = (): Tally => ({ histories: 0, operations: 0, answers: new Map(), failures: [] });

/** Lets the histories of these seeds happen at the same time, and holds each against the model. */
async function runBatch(ground: Ground, seeds: readonly number[], tally: Tally): Promise<void> {
  const roll = dice(seeds[0]! ^ 0x5bd1e995);
  const other: Policy = ground.policy === 'default' ? 'strict' : 'default';
  const weather: Weather = { policy: roll() < 0.25 ? other : null, clock: roll() < 0.1 };
  const races = seeds.map((seed) => new Race(ground, seed, planOf(seed)));
  const before = ground.policy;
  await Promise.all(races.map((race) => race.propose(weather.clock ? { expiresInSeconds: 1 } : {})));
  await happen(ground, races, weather, roll);
  for (const race of races) {
    await race.finish();
    if (weather.clock) noteClock(race);
    if (weather.policy !== null) notePolicies(race);
    judge(race, before, tally);
  }
}

async function happen(ground: Ground, races: Race[], weather: Weather, roll: () => number): Promise<void> {
  let over = false;
  const all = Promise.all(
    races.map(async (race) => {
      if (weather.clock) await delay(Math.max(0, race.expiresAt - Date.now() - roll() * 60));
      await race.run();
    }),
  ).finally(() => {
    over = true;
  });
  const sweeping = (async () => {
    if (weather.clock) await delay(Math.min(...races.map((race) => race.expiresAt)) - Date.now() - 20);
    while (!over) {
      await delay(40 + roll() * 200);
      await noteForAll(races, { verb: 'sweep' }, () => ground.installation.sweepDeadlines());
    }
  })();
  const { policy } = weather;
  if (policy !== null) {
    await delay(roll() * 30);
    await noteForAll(races, { verb: 'policy', policy }, () => ground.putInForce(policy));
  }
  await Promise.all([all, sweeping]);
}

async function noteForAll(races: Race[], input: Input, work: () => Promise<unknown>): Promise<void> {
  const called = performance.now();
  await work();
  const returned = performance.now();
  for (const { recorder } of races) recorder.note('system', input, { done: true }, called, returned);
}

/** Says of every operation whether the database's clock can have passed the end of the first revision. */
function noteClock({ recorder, expiresAt }: Race): void {
  const end = expiresAt - (Date.now() - performance.now());
  for (const { input, called, returned } of recorder.operations) {
    if (returned < end - CLOCKS_MS) input.clock = 'before';
    else input.clock = called > end + CLOCKS_MS ? 'after' : 'either';
  }
}

/** Says of every operation that overlaps with the change of policy that it may have read either one. */
function notePolicies({ recorder }: Race): void {
  const change = recorder.operations.find(({ input }) => input.verb === 'policy')!;
  for (const { input, called, returned } of recorder.operations) {
    if (input.verb !== 'policy' && called <= change.returned && returned >= change.called) input.eitherPolicy = true;
  }
}

function judge(one: Race, policy: Policy, tally: Tally): void {
  const operations = withoutIdleSweeps(one.recorder.operations);
  tally.histories += 1;
  tally.operations += operations.length;
  for (const { input, output } of operations) {
    const answer = output !== null && 'refused' in output ? output.refused : 'done';
    const key = `${input.verb} ${answer}`;
    tally.answers.set(key, (tally.answers.get(key) ?? 0) + 1);
  }
  if (one.troubles.length > 0) tally.failures.push(`Seed ${one.seed}: ${one.troubles.join('; ')}`);
  const model = ticketModel(newTicket(one.plan.kind, policy));
  if (linearize(model, operations).ok) return;
  const smallest = shrink(model, operations, changesNothing);
  const verdict = linearize(model, smallest);
  tally.failures.push(
    failure(
      one,
      smallest.sort((a, b) => a.called - b.called),
      verdict,
    ),
  );
}

/** A sweep that ended this ticket has left its entry. */
function withoutIdleSweeps(operations: TicketOperation[]): TicketOperation[] {
  const { output } = operations.at(-1)!;
  const expired = output !== null && 'settled' in output && output.settled.entries.includes('ticket.expired');
  return expired ? operations : operations.filter(({ input }) => input.verb !== 'sweep');
}

function failure(race: Race, operations: TicketOperation[], verdict: Verdict<TicketModel, Input, Output>): string {
  const head = `Seed ${race.seed}, a ${race.plan.kind}: these answers fit no order.\n${written(operations)}`;
  if (verdict.ok) return head;
  const { longest, state, stuck } = verdict;
  return [
    head,
    `As far as it goes:\n${written(longest)}`,
    `Then the ticket is ${JSON.stringify(state)}`,
    `and none of these can come next:\n${written(stuck)}`,
  ].join('\n');
}
