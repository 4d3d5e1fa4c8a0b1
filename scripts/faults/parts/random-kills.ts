import { setTimeout as delay } from 'node:timers/promises';
import { Dice } from '../dice.js';
import { findRedis } from '../ground/programs.js';
import { type Run, together, type Verdict, withRun } from '../run.js';
import type { PartOptions } from './part.js';

/** How long a process works at most before it is killed. */
const LONGEST_LIFE_MS = 4_000;

/** The tool and Redis live longer: without them nothing happens, or nothing that is rung for. */
const LONGEST_OF_OTHERS_MS = 4 * LONGEST_LIFE_MS;

/** How long Redis stays away. */
const LONGEST_WITHOUT_REDIS_MS = 2_000;

/** Of all kills so many come while the process is still starting, perhaps. */
const AT_START = 0.3;

/** So many kills an installation goes through before it is judged and the next one begins. */
const KILLS_EACH = 250;

/**
 * Kills APIs, workers, the tool and Redis at random moments, while agents and people work on. Installations take turns, one without
 * Redis and one with it; the seed says which is first.
 */
export async function randomKills({ seed, kills, minutes, say }: PartOptions): Promise<Verdict> {
  const until = Date.now() + minutes * 60_000;
  let all: Verdict = { violations: [], counts: { 'random kills': 0 } };
  for (let turn = 0; all.counts['random kills']! < kills && Date.now() < until; turn += 1) {
    const most = Math.min(KILLS_EACH, kills - all.counts['random kills']!);
    const redis = (seed + turn) % 2 === 1 && findRedis();
    const verdict = await withRun({ seed: seed + turn, apis: 2, workers: 3, redis }, (run) => kill(run, most, until));
    say(`  seed ${seed + turn}, ${redis ? 'with' : 'without'} Redis: ${JSON.stringify(verdict.counts)}`);
    all = together(all, verdict);
  }
  return all;
}

/** @param until milliseconds since 1970 after which nothing more is killed */
async function kill(run: Run, most: number, until: number): Promise<Verdict> {
  const dice = Dice.of(run.seed, 'random kills');
  let killed = 0;
  /** @returns false when there were enough */
  const mayKill = async (longest: number): Promise<boolean> => {
    await delay(dice.whole(0, longest));
    if (over()) return false;
    killed += 1;
    return true;
  };
  const over = () => killed >= most || Date.now() > until;
  const lives = async (keeper: Run['ground']['tool'], longest: number) => {
    while (!over()) {
      if (!dice.chance(AT_START)) await keeper.ready();
      if (await mayKill(longest)) await keeper.kill();
    }
  };
  const { tool, redis } = run.ground;
  const livesOfRedis = async () => {
    while (redis && (await mayKill(LONGEST_OF_OTHERS_MS))) {
      await redis.kill();
      await delay(dice.whole(0, LONGEST_WITHOUT_REDIS_MS));
      await redis.restart();
    }
  };
  await Promise.all([
    ...[...run.apis, ...run.workers].map((keeper) => lives(keeper, LONGEST_LIFE_MS)),
    lives(tool, LONGEST_OF_OTHERS_MS),
    livesOfRedis(),
    run.playUntil(over, 6, 100),
  ]);
  return run.verdict({ 'random kills': killed });
}
