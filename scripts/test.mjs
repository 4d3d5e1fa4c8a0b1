#!/usr/bin/env node
/**
 * Builds, then runs the tests; further arguments go to Jest.
 *
 *     node scripts/test.mjs [--full] [jest arguments]
 *
 * `--full` runs what is too long for every run, the specs named `*.full.spec.ts`, and nothing else.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './build/inputs.mjs';
import { summary } from './test/summary.mjs';

/** More would crowd PostgreSQL, which all of them share. */
const MOST_PROCESSORS = 4;

const full = process.argv.includes('--full');
const passedOn = process.argv.slice(2).filter((arg) => arg !== '--full');
const selection = full ? ['--testMatch', '**/*.full.spec.ts'] : ['--testPathIgnorePatterns', '\\.full\\.spec\\.ts$'];

function run(program, args, env = {}) {
  const { status, error } = spawnSync(process.execPath, [...program, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (error) throw error;
  return status ?? 1;
}

function runJest() {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-test-results-'));
  const results = join(folder, 'results.json');
  const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
  const reporters = ['--reporters', 'default', '--reporters', './scripts/test/reporter.mjs'];
  const order = ['--testSequencer', './scripts/test/sequencer.mjs'];
  // Specs wait for processes, leases and clocks nearly half of their time: one worker more than there are processors.
  const workers = ['--maxWorkers', String(Math.min(availableParallelism(), MOST_PROCESSORS) + 1)];
  // A path after an option that takes many would be one more of those.
  const status = run(jest, [...reporters, ...selection, ...order, ...workers, ...passedOn], {
    COUNTERSIGN_TEST_RESULTS: results,
  });
  try {
    return { status, tests: JSON.parse(readFileSync(results, 'utf8')) };
  } catch {
    return { status: status || 1, tests: [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = run(['scripts/build.mjs'], []);
if (process.exitCode === 0) {
  const { status, tests } = runJest();
  const { lines, failed } = summary(tests);
  console.log(lines.join('\n'));
  process.exitCode = status || (failed ? 1 : 0);
}
