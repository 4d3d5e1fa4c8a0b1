#!/usr/bin/env node
/**
 * Builds what changed: the API (`dist/`), and the console (`dist/admin/`) with the answer card. Silent when nothing did.
 *
 *     node scripts/build.mjs [--api-only]
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { apiAssets, apiInputs, consoleInputs, root } from './build/inputs.mjs';
import { withBuildLock } from './build/lock.mjs';
import { copyInto, fingerprint, isCurrent, publish, runTool } from './build/steps.mjs';

/** Results gather here, as deep in the tree as `dist` so that source maps hold, and move over when they are whole. */
const workshop = join(root, '.building');

async function buildApi() {
  const print = fingerprint(apiInputs());
  if (isCurrent('api', print)) return;
  await step('API', async () => {
    await runTool('typescript/bin/tsc', ['-p', 'tsconfig.build.json', '--outDir', workshop]);
    copyInto(workshop, apiAssets());
    publish(workshop, 'api', print);
  });
}

async function buildConsole() {
  if (!existsSync(join(root, 'admin', 'index.html'))) {
    console.error('!! The console is NOT built: admin/index.html is missing.');
    return;
  }
  const print = fingerprint(consoleInputs());
  if (isCurrent('admin', print)) return;
  await step('console', async () => {
    const outDir = join(workshop, 'admin');
    await runTool('vite/bin/vite.js', ['build', 'admin', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn']);
    const widget = join(outDir, 'widget');
    await runTool('vite/bin/vite.js', ['build', 'sdk/answer-card', '--outDir', widget, '--logLevel', 'warn']);
    publish(workshop, 'admin', print);
  });
}

async function step(name, work) {
  const start = performance.now();
  rmSync(workshop, { recursive: true, force: true });
  try {
    await work();
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
  console.log(`built the ${name} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

try {
  await withBuildLock(join(root, 'dist', '.lock'), async () => {
    await buildApi();
    if (!process.argv.includes('--api-only')) await buildConsole();
  });
} catch (error) {
  console.error(`BUILD FAILED: ${error.message}`);
  process.exitCode = 1;
}
