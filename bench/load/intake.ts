import type { Access } from '../ground/furnish.js';
import type { Measured } from './cells.js';
import { type ClosedLoop, now, runClosedLoop, secondsOf, within } from './closed-loop.js';
import { HttpClient } from './http.js';

/** Propose, until it is durably routed and acknowledged; again and again. */
export async function measureIntake(cell: ClosedLoop & { url: string; access: Access }): Promise<Measured> {
  const http = new HttpClient(cell.url, cell.access, cell.concurrency);
  const answers: { at: number; took: number }[] = [];
  const window = await runClosedLoop(cell, async () => {
    const sent = now();
    await http.propose();
    answers.push({ at: now(), took: now() - sent });
  });
  await http.close();
  const counted = answers.filter(({ at }) => within(window, at)).map(({ took }) => took);
  return { done: counted.length, seconds: secondsOf(window), latencies: { intake: counted } };
}
