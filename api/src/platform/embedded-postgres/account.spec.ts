import type { Stats } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { MAY_ENTER, MAY_READ_AND_EXECUTE, permits } from './account.js';

const postgres = { uid: 101, gid: 104 };
const entry = (uid: number, gid: number, mode: number) => ({ uid, gid, mode }) as Stats;

describe('what mode bits permit', () => {
  test.each([
    ['a home that is closed to others', entry(0, 0, 0o700), MAY_ENTER, false],
    ['a home that others may pass through', entry(0, 0, 0o711), MAY_ENTER, true],
    ['a program that others may pass but not read', entry(0, 0, 0o711), MAY_READ_AND_EXECUTE, false],
    ['a directory of its own', entry(101, 0, 0o700), MAY_READ_AND_EXECUTE, true],
    ['a directory of its group', entry(0, 104, 0o750), MAY_READ_AND_EXECUTE, true],
    ['a directory that shuts its own group out', entry(0, 104, 0o705), MAY_ENTER, false],
    ['a directory that shuts its owner out', entry(101, 104, 0o077), MAY_ENTER, false],
  ])('%s', (_what, stats, wanted, permitted) => {
    expect(permits(stats, postgres, wanted)).toBe(permitted);
  });
});
