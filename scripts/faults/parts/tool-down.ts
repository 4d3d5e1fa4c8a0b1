import { setTimeout as delay } from 'node:timers/promises';
import { type Verdict, withRun } from '../run.js';
import type { PartOptions } from './part.js';

const TIMES = 3;
const DOWN_MS = 4_000;

/** The provider is away, and comes back. */
export async function toolDown({ seed }: PartOptions): Promise<Verdict> {
  return withRun({ seed, workers: 2 }, async (run) => {
    const { tool } = run.ground;
    await run.whilePlaying(async () => {
      for (let time = 0; time < TIMES; time += 1) {
        await delay(1_000);
        await tool.stop();
        await delay(DOWN_MS);
        tool.resume();
        await tool.ready();
      }
    });
    return run.verdict({ 'tool down': TIMES });
  });
}
