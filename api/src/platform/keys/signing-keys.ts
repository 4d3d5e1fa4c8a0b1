import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivate } from '../private-file.js';

/** What Countersign signs with: checkpoints of the audit log, execution grants, and tokens for answer cards. */
export const KEY_NAMES = ['audit', 'grant', 'widget'] as const;
export type KeyName = (typeof KEY_NAMES)[number];

export interface SigningKeys {
  privateKey: KeyObject;
  publicKey: KeyObject;
  /** Public keys that signed before this one and are still believed, from `<name>-*.pub`. */
  retired: KeyObject[];
}

export class KeyError extends Error {}

/**
 * Reads an Ed25519 key from `<dir>/<name>.pem` (PKCS #8) and its predecessors from `<dir>/<name>-*.pub` (SPKI, PEM).
 * @throws KeyError naming the file, and how to make it
 */
export function loadSigningKeys(dir: string, name: KeyName): SigningKeys {
  const path = join(dir, `${name}.pem`);
  if (!existsSync(path)) {
    throw new KeyError(
      `${path} is missing. Make it with "npm run admin -- create-keys", and give every process the same COUNTERSIGN_KEYS_DIR.`,
    );
  }
  const privateKey = ed25519(path, createPrivateKey);
  const retired = readdirSync(dir)
    .filter((file) => file.startsWith(`${name}-`) && file.endsWith('.pub'))
    .sort()
    .map((file) => ed25519(join(dir, file), createPublicKey));
  return { privateKey, publicKey: createPublicKey(privateKey), retired };
}

/** Makes the keys that are missing, each readable by its owner only. @returns their names */
export async function createMissingKeys(dir: string): Promise<KeyName[]> {
  const missing = KEY_NAMES.filter((name) => !existsSync(join(dir, `${name}.pem`)));
  for (const name of missing) {
    const { privateKey } = generateKeyPairSync('ed25519');
    await writePrivate(join(dir, `${name}.pem`), privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  }
  return missing;
}

function ed25519(path: string, read: (pem: string) => KeyObject): KeyObject {
  const key = readOr(path, read);
  if (key.asymmetricKeyType !== 'ed25519') throw new KeyError(`${path} holds a key that is not Ed25519.`);
  return key;
}

function readOr(path: string, read: (pem: string) => KeyObject): KeyObject {
  try {
    return read(readFileSync(path, 'utf8'));
  } catch (error) {
    // The parser's message may quote the file; its code says enough.
    throw new KeyError(`${path} can’t be read as a PEM key (${(error as { code?: string }).code ?? 'not a key'}).`);
  }
}
