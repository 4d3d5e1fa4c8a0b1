import { describe, expect, test } from '@jest/globals';
import { BuiltProcess } from '../support/built-process.js';

/** Around the writes that matter most, and the call itself. `npm run verify:faults` takes every point there is. */
const POINTS = [
  'API sent:take-in',
  'API answered:commit-ticket-changes',
  'worker sent:write-intents',
  'worker answered:write-intents',
  'worker sent:call',
  'worker sent:write-outcomes',
];

const CLEAN =
  'effects without approval 0 · double effects 0 · acknowledged approvals lost 0 · tickets stuck 0 · records untrue 0';

const PATIENCE_MS = 300_000;

/** Runs `npm run verify:faults` with a seed of its own, which stands in what a failure shows. */
async function verify(...args: string[]): Promise<string> {
  const run = BuiltProcess.start('scripts/verify-faults.js', { args });
  const { code } = await run.ended;
  const said = run.stdout + run.stderr;
  // All of it is shown when it fails: it names the seed, and what went wrong.
  if (code !== 0) throw new Error(`verify-faults ended with ${code}:\n${said}`);
  expect(said).toContain(`\n${CLEAN}\n`);
  return said;
}

describe('an approved call runs once, and nothing else runs', () => {
  test(
    'when API and worker are killed around the writes that matter, for every retry class',
    async () => {
      const points = POINTS.flatMap((point) => ['--point', point]);
      const said = await verify('--only', 'crash-points', ...points);
      expect(said).toContain(`crash points ${POINTS.length} · crashes at a point ${3 * POINTS.length} `);
    },
    PATIENCE_MS,
  );

  test(
    'when APIs, workers and the tool are killed at random moments',
    async () => {
      expect(await verify('--only', 'random-kills', '--kills', '20')).toContain('random kills 20 ');
    },
    PATIENCE_MS,
  );
});
