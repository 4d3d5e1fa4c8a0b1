#!/usr/bin/env node
/**
 * Builds, plays the demo and takes the pictures of the README from it, into docs/pictures/. It needs Chromium.
 *
 *     npm run pictures
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './build/inputs.mjs';

const run = (args, env = {}) =>
  spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1;

const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
const only = ['--selectProjects', 'system', '--maxWorkers', '1', '--', 'test/journeys/pictures.full.spec.ts'];
process.exitCode =
  run(['scripts/build.mjs']) || run([...jest, ...only], { COUNTERSIGN_PICTURES: join('docs', 'pictures') });
