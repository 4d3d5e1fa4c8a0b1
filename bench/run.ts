import { writeFile } from 'node:fs/promises';
import { cpus, type as systemType } from 'node:os';
import { fileURLToPath } from 'node:url';
import { openArchive } from './archive/archive.js';
import { measureExports } from './archive/measure-export.js';
import { measureArchives } from './archive/measure-pages.js';
import { measureEvaluator } from './evaluator.js';
import { withClient } from './ground/database.js';
import { openGround } from './ground/ground.js';
import { measureLayouts } from './layouts.js';
import { type Options, readOptions, USAGE } from './options.js';
import { exportTable, pageTable, report, sealingTable } from './report/report.js';
import type { Results } from './report/results.js';
import { measureSealing } from './sealing.js';
import { measureStartUp } from './start-up.js';

/** Beside this file's source, two folders up from where it was built to. */
const RESULTS = fileURLToPath(new URL('../../bench/results.md', import.meta.url));

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(options: Options): Promise<void> {
  const started = performance.now();
  if (options.only) return onlyOne(options.only, options);
  const decisionsPerSecond = measureEvaluator(options.turnSeconds);
  say(`${(decisionsPerSecond / 1e6).toFixed(2)} million decisions/s`);
  const ground = await openGround(say);
  try {
    const startUp = await measureStartUp(await ground.folder('start'));
    say(`npm start was ready after ${startUp.first.toFixed(1)} s, then after ${startUp.second.toFixed(1)} s`);
    const { throughput, memory, skipped } = await measureLayouts(ground, options, say);
    const sealing = await measureSealing(ground, options, say);
    const { pages, exports } = await measureArchives(ground, options, say);
    const results: Results = {
      at: new Date(),
      machine: await machine(ground.postgres.url),
      throughput,
      skipped,
      sealing,
      decisionsPerSecond,
      archives: options.archives,
      pages,
      exports,
      memory,
      startUp,
      minutes: (performance.now() - started) / 60_000,
    };
    const text = report(results);
    process.stdout.write(text);
    if (!options.quick) await writeFile(RESULTS, text);
  } finally {
    await ground.close();
  }
}

async function onlyOne(what: NonNullable<Options['only']>, options: Options): Promise<void> {
  const ground = await openGround(say);
  try {
    if (what === 'sealing')
      return void process.stdout.write(`${sealingTable(await measureSealing(ground, options, say))}\n`);
    if (what === 'pages') {
      return void process.stdout.write(`${pageTable(await measureArchives(ground, options, say))}\n`);
    }
    const archive = await openArchive(ground, 'archive_large', options.archives.large, say);
    const exports = await measureExports(archive, ground.access, say).finally(archive.stop);
    process.stdout.write(`${exportTable(exports)}\n`);
  } finally {
    await ground.close();
  }
}

async function machine(databaseUrl: string): Promise<Results['machine']> {
  const { rows } = await withClient(databaseUrl, (client) =>
    client.query<{ version: string }>(`SELECT current_setting('server_version') AS version`),
  );
  return {
    cores: cpus().length,
    processor: cpus()[0]?.model.trim() ?? 'unknown processor',
    node: process.versions.node,
    postgres: rows[0]!.version,
    system: systemType(),
  };
}

try {
  await main(readOptions(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${(error as Error).stack}\n\n${USAGE}\n`);
  process.exitCode = 1;
}
