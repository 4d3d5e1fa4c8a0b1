import { setTimeout as delay } from 'node:timers/promises';
import { RETRY_CLASSES, type RetryClass } from '../../../api/src/rulebook/rules/tool.js';
import type { Order, Point } from '../crash/points.js';
import { Dice } from '../dice.js';
import type { Keeper } from '../ground/keeper.js';
import { findRedis } from '../ground/programs.js';
import { type Run, type Verdict, withRun } from '../run.js';
import type { Fate } from '../tool/fates.js';
import { type Plot, type Story, storyOf } from '../workload/story.js';
import { type PartOptions, skipped } from './part.js';

/** The process that is to die. */
type Role = 'API' | 'worker';

interface Case {
  role: Role;
  point: Point;
  retryClass: RetryClass;
  /** How often the point comes in a clean run of the same stories, from the process's start on or only while they are played. */
  times: number;
  when: 'at work' | 'at start';
}

/** What is played for every case: every verb of the API, and every way an execution may go. */
const SCENES: [Plot, Fate[]][] = [
  ['approve', ['ok']],
  ['two sign', ['drop_after']],
  ['reject', ['ok']],
  ['revise, then approve', ['late']],
  ['withdraw', ['ok']],
  ['approve and withdraw at once', ['error_before']],
];

/** So long a case waits for its process to come to the point after its stories were told: the next attempts, a sweep. */
const WAIT_MS = 3_500;

/**
 * Kills the API and the worker at every point that a clean run comes to: before, while and after every statement and every call, for
 * each retry class. Statements that are new are found by themselves.
 */
export async function crashPoints({ seed, points, say }: PartOptions): Promise<Verdict> {
  return withRun({ seed }, async (run) => {
    const cases = await casesOf(run);
    return crashAll(run, points ? cases.filter((one) => points.includes(nameOf(one))) : cases, say);
  });
}

/**
 * The same with Redis, at the points that a clean run without it does not come to: among them each command to Redis. What a bell is
 * for hardly matters to it, so each point is met with one retry class: three seeds in a row meet it with all.
 */
export async function redisCrashPoints({ seed, points, say }: PartOptions): Promise<Verdict> {
  if (!findRedis()) return skipped('it needs Redis: apt-get install redis-server');
  let known: string[] = [];
  await withRun({ seed }, async (run) => {
    known = (await casesOf(run)).map(nameOf);
    return { violations: [], counts: {} };
  });
  return withRun({ seed, redis: true }, async (run) => {
    const turn = RETRY_CLASSES[seed % RETRY_CLASSES.length];
    const more = (await casesOf(run)).filter((one) => !known.includes(nameOf(one)) && one.retryClass === turn);
    return crashAll(run, points ? more.filter((one) => points.includes(nameOf(one))) : more, say);
  });
}

const nameOf = ({ role, point }: Case) => `${role} ${point}`;

async function crashAll(run: Run, cases: Case[], say: (line: string) => void): Promise<Verdict> {
  const points = new Set(cases.map(nameOf));
  say(`  ${points.size} points, ${cases.length} crashes`);
  const missed: string[] = [];
  const lane = async (role: Role) => {
    const own = cases.filter((any) => any.role === role);
    for (const [n, one] of own.entries()) {
      if (n % 30 === 29) say(`  ${role}: ${n + 1} of ${own.length}`);
      if (!(await crash(run, one, `${role}${n}`))) missed.push(`${nameOf(one)} ${one.retryClass}`);
    }
  };
  await Promise.all([lane('API'), lane('worker')]);
  for (const one of missed) say(`  never came to ${one}`);
  return run.verdict({
    'crash points': points.size,
    'crashes at a point': cases.length - missed.length,
    'points not reached': missed.length,
  });
}

/** Plays every scene once without a fault, and looks where the processes came by. */
async function casesOf(run: Run): Promise<Case[]> {
  const [api, worker] = [run.apis[0]!, run.workers[0]!];
  const start = { API: await api.count(), worker: await worker.count() };
  await Promise.all([api.forget(), worker.forget()]);
  await tell(run, 'clean', 'idempotent');
  await tell(run, 'clean', 'queryable');
  await delay(WAIT_MS);
  const atWork = { API: await api.count(), worker: await worker.count() };
  return (['API', 'worker'] as const).flatMap((role) => {
    const keysOnce = Object.keys(start[role]).filter((point) => !(point in atWork[role]));
    const every = [
      ...Object.entries(atWork[role]).map(([point, times]) => ({ point, times: times / 2, when: 'at work' as const })),
      ...keysOnce.map((point) => ({ point, times: start[role][point]!, when: 'at start' as const })),
    ];
    return every.flatMap(({ point, times, when }) =>
      RETRY_CLASSES.map((retryClass) => ({ role, point: point as Point, retryClass, times, when })),
    );
  });
}

/** @returns whether the process came to the point, and died there */
async function crash(run: Run, { role, point, retryClass, times, when }: Case, name: string): Promise<boolean> {
  const keeper = role === 'API' ? run.apis[0]! : run.workers[0]!;
  const dice = Dice.of(run.seed, name + point);
  // Half of what a clean run shows: batches and races make some of it fewer.
  const nth = when === 'at start' ? 1 : dice.whole(1, Math.max(1, Math.min(3, Math.floor(times / 2))));
  const order: Order = { point, nth, action: 'die' };
  const before = keeper.faults.length;
  await keeper.ready();
  if (when === 'at start') await keeper.kill('SIGKILL', { FAULTS_ORDER: JSON.stringify(order) });
  else await armed(keeper, order);
  const told = tell(run, name, retryClass);
  const reached = () => keeper.faults.length > before;
  for (const until = Date.now() + WAIT_MS; !reached() && Date.now() < until; await delay(25));
  // Stories go on through the crash, as their agents and people would.
  await told;
  for (const until = Date.now() + WAIT_MS; !reached() && Date.now() < until; await delay(25));
  if (!reached()) await keeper.kill();
  return reached();
}

async function armed(keeper: Keeper, order: Order): Promise<void> {
  for (;;) {
    try {
      await keeper.arm(order);
      return;
    } catch {
      // It was killed by its last order just now.
      await delay(20);
      await keeper.ready();
    }
  }
}

async function tell(run: Run, name: string, retryClass: RetryClass): Promise<void> {
  const stories: Story[] = SCENES.map(([plot, fates], n) =>
    storyOf(`${run.seed}_${name}_${retryClass}_${n}`, plot, retryClass, fates),
  );
  await Promise.all(stories.map((story) => run.play(story)));
}
