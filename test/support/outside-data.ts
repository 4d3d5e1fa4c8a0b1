import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from '@jest/globals';

const root = resolve(import.meta.dirname, '..', '..');

/** The path of a file or folder of the outside data (`COUNTERSIGN_TEST_DATA`); `null` when it is not there. */
export function outsideData(name: string): string | null {
  const path = join(resolve(root, process.env.COUNTERSIGN_TEST_DATA || '../shared/data'), name);
  return existsSync(path) ? path : null;
}

/**
 * `describe` for tests over outside data, which a clone does not bring. Without it they are skipped, everywhere and
 * without failing, under a name that says so; `npm test` repeats that once at its end.
 *
 * @param define gets the absolute path of `data`
 */
export function describeWithOutsideData(data: string, name: string, define: (path: string) => void): void {
  const path = outsideData(data);
  if (path) describe(name, () => define(path));
  else {
    describe.skip(`${name} (needs outside data: set COUNTERSIGN_TEST_DATA)`, () => {
      // Jest refuses a file without tests, and the real ones cannot be listed without the data.
      test(data, () => {});
    });
  }
}
