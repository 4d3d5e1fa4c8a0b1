import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { raceFor } from './batch.js';
import { Ground } from './ground.js';

const HISTORIES = Number(process.env.COUNTERSIGN_RACES ?? 10_000);

/** Other ones each time; a failure names its own. */
const SEED = Number(process.env.COUNTERSIGN_RACES_SEED ?? Math.floor(Math.random() * 1e9));

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

test(`${HISTORIES} histories from seed ${SEED} could have happened one thing after the other`, async () => {
  const start = Date.now();
  const tally = await raceFor(await Ground.over(installation), SEED, HISTORIES);
  const seconds = ((Date.now() - start) / 1000).toFixed(0);
  process.stdout.write(
    `races: ${tally.histories} histories, ${tally.operations} operations, ${seconds} s, seed ${SEED}: ${tally.failures.length} fit no order\n`,
  );
  expect(tally.failures.slice(0, 5).join('\n\n')).toBe('');
  expect(tally.failures).toHaveLength(0);
}, 1_800_000);
