import { setTimeout as delay } from 'node:timers/promises';
import { Dice } from '../dice.js';
import { type Verdict, withRun } from '../run.js';
import type { PartOptions } from './part.js';

/** How long a process works at most before it is killed. */
const LONGEST_LIFE_MS = 4_000;

/** Of all kills so many come while the process is still starting, perhaps. */
const AT_START = 0.3;

/** Kills APIs, workers and the tool at random moments, while agents and people work on. */
export async function randomKills({ seed, kills, minutes, say }: PartOptions): Promise<Verdict> {
  return withRun({ seed, apis: 2, workers: 3 }, async (run) => {
    const dice = Dice.of(seed, 'random kills');
    const until = Date.now() + minutes * 60_000;
    let killed = 0;
    const over = () => killed >= kills || Date.now() > until;
    const lives = async (keeper: (typeof run.workers)[number], longest: number) => {
      while (!over()) {
        if (!dice.chance(AT_START)) await keeper.ready();
        await delay(dice.whole(0, longest));
        if (over()) return;
        killed += 1;
        if (killed % 100 === 0) say(`  ${killed} kills`);
        await keeper.kill();
      }
    };
    await Promise.all([
      ...[...run.apis, ...run.workers].map((keeper) => lives(keeper, LONGEST_LIFE_MS)),
      lives(run.ground.tool, 4 * LONGEST_LIFE_MS),
      run.playUntil(over, 6, 100),
    ]);
    return run.verdict({ 'random kills': killed });
  });
}
