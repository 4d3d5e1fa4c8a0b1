import { randomInt } from 'node:crypto';
import { KINDS, type Violation } from './faults/judge/evidence.js';
import { type Options, readOptions, usage } from './faults/options.js';
import { blockedWorkers } from './faults/parts/blocked-workers.js';
import { crashPoints, redisCrashPoints } from './faults/parts/crash-points.js';
import { cutCommits } from './faults/parts/cut-commits.js';
import { cutConnections, databaseCrashes } from './faults/parts/database-faults.js';
import { fullDisk } from './faults/parts/full-disk.js';
import { movedClocks } from './faults/parts/moved-clocks.js';
import type { Part } from './faults/parts/part.js';
import { randomKills } from './faults/parts/random-kills.js';
import { redisFaults } from './faults/parts/redis-faults.js';
import { toolDown } from './faults/parts/tool-down.js';
import type { Verdict } from './faults/run.js';

const PARTS: Record<string, Part> = {
  'crash-points': crashPoints,
  'redis-crash-points': redisCrashPoints,
  'random-kills': randomKills,
  'blocked-workers': blockedWorkers,
  redis: redisFaults,
  postgres: databaseCrashes,
  connections: cutConnections,
  commits: cutCommits,
  'full-disk': fullDisk,
  clocks: movedClocks,
  'tool-down': toolDown,
};

const MOST_SHOWN = 20;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs the parts one after the other, each on an installation of its own. @returns the exit status */
async function main(options: Options): Promise<number> {
  const { only, ...told } = options;
  const { seed } = told;
  print(`seed ${seed}`);
  const found: Violation[] = [];
  const unfinished: string[] = [];
  for (const [name, part] of Object.entries(PARTS)) {
    if (only.length > 0 && !only.includes(name)) continue;
    const started = performance.now();
    print(`${name}:`);
    try {
      const verdict = await part({ ...told, say: print });
      const seconds = Math.round((performance.now() - started) / 1_000);
      report(name, verdict, seconds);
      found.push(...verdict.violations);
      if (verdict.violations.length > 0) print(again(seed, name, options));
    } catch (error) {
      print(`  UNFINISHED: ${(error as Error).stack}\n${again(seed, name, options)}`);
      unfinished.push(name);
    }
  }
  if (unfinished.length > 0) print(`unfinished: ${unfinished.join(', ')}`);
  print(KINDS.map((kind) => `${kind} ${found.filter((one) => one.kind === kind).length}`).join(' · '));
  return found.length === 0 && unfinished.length === 0 ? 0 : 1;
}

function report(name: string, { violations, counts, details, skipped }: Verdict, seconds: number): void {
  if (skipped !== undefined) {
    print(`  !! SKIPPED: ${name}: ${skipped}`);
    return;
  }
  const figures = Object.entries(counts).map(([what, count]) => `${what} ${count}`);
  print(`  ${figures.join(' · ')} · ${seconds} s · violations ${violations.length}`);
  for (const { kind, ticketId, because } of violations.slice(0, MOST_SHOWN))
    print(`  ${kind}: ${ticketId}: ${because}`);
  for (const line of details ?? []) print(`    ${line}`);
}

function again(seed: number, name: string, { kills }: Options): string {
  return `  run it again: npm run verify:faults -- --seed ${seed} --kills ${kills} --only ${name}`;
}

const parts = Object.keys(PARTS);
try {
  const options = readOptions(process.argv.slice(2), parts, randomInt(1_000_000));
  process.exitCode = await main(options);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n\n${usage(parts)}\n`);
  process.exitCode = 2;
}
