import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { sha256 } from '../../platform/json/canonical.js';

/** What one checkpoint says of the log. Hashes are 32 bytes each. */
export interface Checkpoint {
  /** Which log this is; also the name of the key that signs. */
  origin: string;
  /** How many entries are sealed. */
  size: number;
  root: Buffer;
  /** 1, 2, 3 … */
  n: number;
  /** ISO 8601 by the database's clock. */
  at: string;
  /** SHA-256 of the body of the checkpoint before; zeros before the first. */
  prev: Buffer;
  /** Running digest of the sealed entries' ids (`digestIds`), which the leaves do not bind. */
  ids: Buffer;
}

/** What comes before the first checkpoint. */
export const NOTHING: Buffer = Buffer.alloc(32);

/** An algorithm byte of C2SP signed-note: Ed25519. */
const ED25519 = 0x01;

/** An em dash and a space begin a signature line. */
export const SIGNED = '\u2014 ';

/** Binds the ids of entries to their order: SHA-256 of the digest so far and the id as eight bytes, for each in turn. */
export function digestIds(before: Buffer, ids: readonly bigint[]): Buffer {
  const id = Buffer.alloc(8);
  return ids.reduce((digest, next) => {
    id.writeBigUInt64BE(next);
    return sha256(digest, id);
  }, before);
}

/** The text that is signed: a C2SP tlog-checkpoint with four extension lines. Ends in a line break. */
export function bodyOf({ origin, size, root, n, at, prev, ids }: Checkpoint): string {
  const lines = [origin, size, root.toString('base64'), `n ${n}`, `at ${at}`];
  return `${[...lines, `prev ${prev.toString('hex')}`, `ids ${ids.toString('hex')}`].join('\n')}\n`;
}

/** The hash by which the next checkpoint names this one. */
export function hashOfBody(body: string): Buffer {
  return sha256(body);
}

/** A body with the log's signature under it: a C2SP signed note, the name of whose key is the origin. */
export function signedNote(body: string, origin: string, privateKey: KeyObject): string {
  const signature = sign(null, Buffer.from(body), privateKey);
  const keyHash = keyHashOf(origin, createPublicKey(privateKey));
  return `${body}\n${SIGNED}${origin} ${Buffer.concat([keyHash, signature]).toString('base64')}\n`;
}

/**
 * Reads a note that we wrote.
 * @throws Error when it is not one; it was changed
 */
export function readNote(note: string): Checkpoint & { body: string } {
  const body = note.slice(0, note.indexOf('\n\n') + 1);
  const [origin, size, root, ...more] = body.split('\n');
  const said = new Map(more.map((line) => line.split(' ') as [string, string]));
  const hash = (name: string) => Buffer.from(said.get(name) ?? '', 'hex');
  const read = {
    origin: origin!,
    size: Number(size),
    root: Buffer.from(root ?? '', 'base64'),
    n: Number(said.get('n')),
    at: said.get('at') ?? '',
    prev: hash('prev'),
    ids: hash('ids'),
  };
  if (bodyOf(read) !== body) throw new Error('a checkpoint of the log is not as it was written');
  return { ...read, body };
}

/** Whether one of these keys signed the note under its own name. */
export function isSigned(note: string, publicKeys: readonly KeyObject[]): boolean {
  const { body, origin } = readNote(note);
  const lines = note.slice(body.length + 1).split('\n');
  return publicKeys.some((key) => {
    const begins = keyHashOf(origin, key);
    return lines.some((line) => {
      if (!line.startsWith(`${SIGNED}${origin} `)) return false;
      const bytes = Buffer.from(line.slice(SIGNED.length + origin.length + 1), 'base64');
      return bytes.subarray(0, 4).equals(begins) && verify(null, Buffer.from(body), key, bytes.subarray(4));
    });
  });
}

/** The first four bytes of SHA-256 of name, line break, algorithm and key: what a signature line begins with. */
export function keyHashOf(name: string, publicKey: KeyObject, algorithm = ED25519): Buffer {
  return sha256(name, '\n', Uint8Array.of(algorithm), rawKey(publicKey)).subarray(0, 4);
}

/** A public key as C2SP signed-note writes it: `name+hash+base64`. */
export function verifierKey(name: string, publicKey: KeyObject): string {
  const key = Buffer.concat([Uint8Array.of(ED25519), rawKey(publicKey)]);
  return `${name}+${keyHashOf(name, publicKey).toString('hex')}+${key.toString('base64')}`;
}

/** The 32 bytes of an Ed25519 public key. */
export function rawKey(publicKey: KeyObject): Buffer {
  return Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url');
}
