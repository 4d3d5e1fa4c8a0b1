import { setTimeout as delay } from 'node:timers/promises';
import type { Cut } from '../ground/proxy.js';
import { type Verdict, withRun } from '../run.js';
import type { PartOptions } from './part.js';

const CRASHES = 5;
const CUTS: Cut[] = ['request lost', 'answer lost'];

/** Each statement is cut so often in either way, so that it meets every retry class. */
const TURNS = 3;

/** How often a statement comes in the first seconds of the work if it is to be cut. */
const OFTEN = 4;

/** A statement that is not sent within this is not part of the work. */
const PATIENCE_MS = 10_000;

/** Kills PostgreSQL with SIGKILL, in the middle of the work. */
export async function databaseCrashes({ seed, say }: PartOptions): Promise<Verdict> {
  return withRun({ seed, workers: 2 }, async (run) => {
    await run.whilePlaying(async () => {
      for (let crash = 1; crash <= CRASHES; crash += 1) {
        await delay(1_500);
        await run.ground.server.crash();
        say(`  PostgreSQL came back ${crash} of ${CRASHES} times`);
      }
      await delay(1_500);
    });
    return run.verdict({ 'PostgreSQL killed': CRASHES });
  });
}

/**
 * Cuts connections around every named statement of the work: before the server has it, or once it is committed and before anybody
 * hears of it.
 */
export async function cutConnections({ seed, say }: PartOptions): Promise<Verdict> {
  return withRun({ seed, workers: 2 }, async (run) => {
    await run.whilePlaying(() => delay(3_000));
    const seen = await Promise.all([...run.apis, ...run.workers].map((keeper) => keeper.count()));
    const statements = [...new Set(seen.flatMap((counts) => Object.keys(counts)))]
      .filter((point) => /^sent:[a-z-]+$/.test(point) && point !== 'sent:call')
      // Not what a process reads once, when it is new.
      .filter((point) => seen.some((counts) => counts[point]! >= OFTEN))
      .map((point) => point.slice('sent:'.length));
    let cuts = 0;
    await run.whilePlaying(async () => {
      for (const statement of statements) {
        for (const cut of CUTS) {
          for (let turn = 0; turn < TURNS; turn += 1) {
            const done = run.ground.server.proxy.cutAt(statement, cut).then(() => true);
            if (await Promise.race([done, delay(PATIENCE_MS, false)])) cuts += 1;
            else say(`  ${statement} was not sent`);
          }
        }
      }
    });
    run.ground.server.proxy.forget();
    return run.verdict({ 'statements cut': statements.length, 'connections cut': cuts });
  });
}
