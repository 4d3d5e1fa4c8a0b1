#!/usr/bin/env node
/**
 * Sends requests derived from api/openapi.json, half of them hostile, and holds every answer against the document.
 *
 *     npm run fuzz [-- --requests 1000000] [--seed 42]
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { root } from './build/inputs.mjs';

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '1000000' }, seed: { type: 'string' } },
});
for (const [name, value] of Object.entries(values)) {
  if (!/^[1-9]\d{0,8}$/.test(value)) {
    console.error(`--${name} is a whole number from 1 on.`);
    process.exit(2);
  }
}

const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
const only = ['--selectProjects', 'system', '--maxWorkers', '1', '--', 'test/security/fuzz.full.spec.ts'];
const { status } = spawnSync(process.execPath, [...jest, ...only], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    COUNTERSIGN_FUZZ_REQUESTS: values.requests,
    ...(values.seed ? { COUNTERSIGN_FUZZ_SEED: values.seed } : {}),
  },
});
process.exitCode = status ?? 1;
