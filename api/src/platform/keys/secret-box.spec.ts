import { mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createMissingBox, loadSecretBox } from './secret-box.js';

const SECRET = Buffer.from('twenty bytes exactly');

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'countersign-keys-'));
});
afterEach(() => rm(dir, { recursive: true }));

describe('a secret box', () => {
  it('is not there without its key, which is made once and for the owner’s eyes only', async () => {
    expect(loadSecretBox(dir, 'totp')).toBeNull();
    expect(await createMissingBox(dir, 'totp')).toBe(true);
    expect((await stat(join(dir, 'totp.key'))).mode & 0o777).toBe(0o600);
    expect(await createMissingBox(dir, 'totp')).toBe(false);
  });

  it('gives back what it was given, to whom it belongs', async () => {
    await createMissingBox(dir, 'totp');
    const box = loadSecretBox(dir, 'totp')!;
    const sealed = box.seal(SECRET, 'ada');
    expect(sealed.includes(SECRET)).toBe(false);
    expect(sealed.equals(box.seal(SECRET, 'ada'))).toBe(false);
    expect(loadSecretBox(dir, 'totp')!.open(sealed, 'ada')).toEqual(SECRET);
    expect(() => box.open(sealed, 'bob')).toThrow(/can’t be opened/);
  });

  it('opens nothing that a bit was changed in', async () => {
    await createMissingBox(dir, 'totp');
    const box = loadSecretBox(dir, 'totp')!;
    const sealed = box.seal(SECRET, 'ada');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(() => box.open(changed, 'ada')).toThrow(/can’t be opened/);
    }
    expect(() => box.open(Buffer.alloc(3), 'ada')).toThrow(/can’t be opened/);
  });

  it('still opens what an earlier key closed', async () => {
    await createMissingBox(dir, 'totp');
    const sealed = loadSecretBox(dir, 'totp')!.seal(SECRET, 'ada');
    await rename(join(dir, 'totp.key'), join(dir, 'totp-2025.key'));
    await createMissingBox(dir, 'totp');
    expect(loadSecretBox(dir, 'totp')!.open(sealed, 'ada')).toEqual(SECRET);
  });

  it('refuses a file that holds something else, and never quotes it', async () => {
    await writeFile(join(dir, 'totp.key'), 'hunter2');
    expect(() => loadSecretBox(dir, 'totp')).toThrow(/totp\.key does not hold/);
    expect(() => loadSecretBox(dir, 'totp')).not.toThrow(/hunter2/);
  });
});
