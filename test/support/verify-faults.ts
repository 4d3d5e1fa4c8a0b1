import { BuiltProcess } from './built-process.js';

const CLEAN =
  'effects without approval 0 · double effects 0 · acknowledged approvals lost 0 · tickets stuck 0 · records untrue 0 · logs unproved 0';

export const PATIENCE_MS = 300_000;

/**
 * Runs `npm run verify:faults` with a seed of its own.
 * @returns what it said
 * @throws Error with all of that, the seed among it, unless it ended clean
 */
export async function verifyFaults(...args: string[]): Promise<string> {
  const run = BuiltProcess.start('scripts/verify-faults.js', { args });
  const { code } = await run.ended;
  const said = run.stdout + run.stderr;
  if (code !== 0 || !said.includes(`\n${CLEAN}\n`)) throw new Error(`verify-faults ended with ${code}:\n${said}`);
  return said;
}
