import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createMissingKeys, loadSigningKeys } from './signing-keys.js';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'countersign-keys-'));
});
afterEach(() => rm(dir, { recursive: true }));

describe('signing keys', () => {
  it('makes what is missing, for the owner’s eyes only, and never a second time', async () => {
    expect(await createMissingKeys(dir)).toEqual(['audit', 'grant', 'widget']);
    const first = await readFile(join(dir, 'audit.pem'), 'utf8');
    expect((await stat(join(dir, 'audit.pem'))).mode & 0o777).toBe(0o600);
    expect(await createMissingKeys(dir)).toEqual([]);
    expect(await readFile(join(dir, 'audit.pem'), 'utf8')).toBe(first);
  });

  it('signs what the public key verifies', async () => {
    await createMissingKeys(dir);
    const { privateKey, publicKey } = loadSigningKeys(dir, 'grant');
    const signature = sign(null, Buffer.from('a grant'), privateKey);
    expect(verify(null, Buffer.from('a grant'), publicKey, signature)).toBe(true);
  });

  it('still knows the public keys of its predecessors', async () => {
    await createMissingKeys(dir);
    const { publicKey } = generateKeyPairSync('ed25519');
    await writeFile(join(dir, 'audit-2025.pub'), publicKey.export({ type: 'spki', format: 'pem' }));
    expect(loadSigningKeys(dir, 'audit').retired.map((key) => key.equals(publicKey))).toEqual([true]);
    expect(loadSigningKeys(dir, 'grant').retired).toEqual([]);
  });

  it('says which file is missing and how to make it', () => {
    expect(() => loadSigningKeys(dir, 'audit')).toThrow(/audit\.pem is missing.*create-keys/);
  });

  it('refuses another kind of key, and never quotes what it read', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await writeFile(join(dir, 'audit.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    expect(() => loadSigningKeys(dir, 'audit')).toThrow(/not Ed25519/);
    await writeFile(join(dir, 'audit.pem'), 'hunter2');
    expect(() => loadSigningKeys(dir, 'audit')).toThrow(/can’t be read as a PEM key/);
    expect(() => loadSigningKeys(dir, 'audit')).not.toThrow(/hunter2/);
  });
});
