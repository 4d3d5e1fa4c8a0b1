import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivate } from '../private-file.js';
import { KeyError } from './signing-keys.js';

/** What is encrypted before it is stored: secrets of one-time codes, which have to be known to be checked. */
export type BoxName = 'totp';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** Encrypts small secrets with AES-256-GCM, bound to whom they belong to, so that rows can't be swapped. */
export class SecretBox {
  /** @param keys the one in use first, then its predecessors, which still open what they closed */
  constructor(private readonly keys: readonly [Buffer, ...Buffer[]]) {}

  /** @returns nonce, ciphertext and tag */
  seal(secret: Buffer, belongsTo: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.keys[0], nonce).setAAD(Buffer.from(belongsTo));
    return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws KeyError when no key opens it, or it belongs to somebody else */
  open(sealed: Buffer, belongsTo: string): Buffer {
    for (const key of this.keys) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES))
          .setAAD(Buffer.from(belongsTo))
          .setAuthTag(sealed.subarray(-TAG_BYTES));
        return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
      } catch {
        // Not this key's; the next one may have closed it.
      }
    }
    throw new KeyError('A stored secret can’t be opened with the keys in COUNTERSIGN_KEYS_DIR.');
  }
}

/**
 * Reads the key in `<dir>/<name>.key` (32 bytes in base64) and its predecessors in `<dir>/<name>-*.key`.
 * @returns null when there is none
 * @throws KeyError naming the file that holds something else
 */
export function loadSecretBox(dir: string, name: BoxName): SecretBox | null {
  const path = join(dir, `${name}.key`);
  if (!existsSync(path)) return null;
  const earlier = readdirSync(dir)
    .filter((file) => file.startsWith(`${name}-`) && file.endsWith('.key'))
    .sort();
  return new SecretBox([readKey(path), ...earlier.map((file) => readKey(join(dir, file)))]);
}

/** Makes the key if it is missing, readable by its owner only. @returns whether it was */
export async function createMissingBox(dir: string, name: BoxName): Promise<boolean> {
  const path = join(dir, `${name}.key`);
  if (existsSync(path)) return false;
  await writePrivate(path, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
  return true;
}

function readKey(path: string): Buffer {
  const text = readFileSync(path, 'utf8').trim();
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES || key.toString('base64') !== text)
    throw new KeyError(`${path} does not hold 32 bytes in base64.`);
  return key;
}
