import { describe, test } from '@jest/globals';
import { findChromium } from './chromium.js';
import { findRedis } from './redis.js';
import { findPgvector, findServerPrograms } from './system-postgres.js';

interface Program {
  find: () => string | null;
  install: string;
  /** Of what not every distribution has: its absence fails nowhere. */
  rare?: boolean;
}

const PROGRAMS: Record<'redis' | 'PostgreSQL and its tools' | 'pgvector' | 'chromium', Program> = {
  redis: { find: findRedis, install: 'Redis: apt-get install redis-server' },
  'PostgreSQL and its tools': { find: findServerPrograms, install: 'a PostgreSQL server: apt-get install postgresql' },
  pgvector: {
    find: findPgvector,
    install: 'PostgreSQL with pgvector: apt-get install postgresql-17-pgvector',
    rare: true,
  },
  chromium: { find: findChromium, install: 'Chromium: apt-get install chromium, or set CHROMIUM_PATH' },
};

/**
 * `describe` for tests that need a program this machine may lack. Without it they are skipped, under a name that says
 * what to install, which `npm test` repeats at its end; with `CI=true` they fail, unless the program is rare.
 */
export function describeWith(program: keyof typeof PROGRAMS, name: string, define: () => void): void {
  const { find, install, rare = false } = PROGRAMS[program];
  if (find()) {
    describe(name, define);
  } else if (process.env.CI === 'true' && !rare) {
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
