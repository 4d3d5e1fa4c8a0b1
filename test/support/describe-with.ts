import { describe, test } from '@jest/globals';
import { findChromium } from './chromium.js';
import { findRedis } from './redis.js';
import { findServerPrograms } from './system-postgres.js';

const PROGRAMS = {
  redis: { find: findRedis, install: 'Redis: apt-get install redis-server' },
  'PostgreSQL and its tools': { find: findServerPrograms, install: 'a PostgreSQL server: apt-get install postgresql' },
  chromium: { find: findChromium, install: 'Chromium: apt-get install chromium, or set CHROMIUM_PATH' },
};

/**
 * `describe` for tests that need a program this machine may lack. Without it they are skipped, under a name that says
 * what to install, which `npm test` repeats at its end; with `CI=true` they fail.
 */
export function describeWith(program: keyof typeof PROGRAMS, name: string, define: () => void): void {
  const { find, install } = PROGRAMS[program];
  if (find()) {
    describe(name, define);
  } else if (process.env.CI === 'true') {
    describe(name, () => {
      test(`finds ${program}`, () => {
        throw new Error(`With CI=true nothing is skipped, but this needs ${install}`);
      });
    });
  } else {
    process.stderr.write(`!! SKIPPED: ${name}. It needs ${install}\n`);
    describe.skip(`${name} (needs ${install})`, define);
  }
}
