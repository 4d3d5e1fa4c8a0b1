import type { Installation } from './installation.js';
import { ok } from './installation-http.js';
import { question } from './installation-proposals.js';
import { moveInTime } from './moved-in-time.js';

const DAY_MS = 86_400_000;
const PER_WINDOW = 24;

/** Confident answers of a domain: two weeks ago all was well, this week every third was corrected. */
export async function failLately(installation: Installation, domain: string): Promise<void> {
  const { agent } = installation;
  const shown = async (at: number, wrong: boolean): Promise<string> => {
    const { id } = await agent.submit({ ...question(), domain, request: { text: `How is it, ${at}?` } });
    await ok(agent.tell(id, { type: 'shown' }));
    if (wrong) await ok(agent.tell(id, { type: 'corrected' }));
    return id;
  };
  const taken = new Date(Date.now() - 14 * DAY_MS).toISOString();
  for (let at = 0; at < PER_WINDOW; at += 1) {
    await moveInTime(installation, await shown(at, false), { taken });
    await shown(at, at % 3 === 0);
  }
}
