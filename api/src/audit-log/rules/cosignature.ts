import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { keyHashOf, SIGNED } from './checkpoint.js';

/** The algorithm byte of C2SP tlog-cosignature: Ed25519 with a time. */
const COSIGNATURE = 0x04;

/** DER of an Ed25519 public key: this, then its 32 bytes. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

const LINE = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/;
const VERIFIER_KEY = /^([A-Za-z0-9._/:-]{1,100})\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/;

/** How far a witness's clock may be from the database's, in seconds. */
const CLOCK_S = 300n;

/** Whom a witness is known as. */
export interface WitnessKey {
  name: string;
  /** 4 bytes: what its signature lines begin with, decoded. */
  keyHash: Buffer;
  /** 32 bytes. */
  publicKey: Buffer;
}

/** One signature line of a witness, decoded. */
export interface Cosignature {
  name: string;
  keyHash: Buffer;
  /** Seconds since 1970 by the witness's clock. */
  time: bigint;
  /** 64 bytes. */
  signature: Buffer;
}

/** Reads `name+hash+base64` of the kind that cosigns (C2SP signed-note, tlog-cosignature); null when it is none. */
export function readWitnessKey(text: string): WitnessKey | null {
  const [, name, hash, encoded] = VERIFIER_KEY.exec(text.trim()) ?? [];
  if (name === undefined || hash === undefined || encoded === undefined) return null;
  const bytes = Buffer.from(encoded, 'base64');
  const publicKey = bytes.subarray(1);
  if (bytes.length !== 33 || bytes[0] !== COSIGNATURE || bytes.toString('base64') !== encoded) return null;
  const keyHash = keyHashOf(name, keyObject(publicKey), COSIGNATURE);
  return keyHash.toString('hex') === hash ? { name, keyHash, publicKey } : null;
}

/** The other way: `name+hash+base64`. */
export function witnessVerifierKey({ name, keyHash, publicKey }: WitnessKey): string {
  const key = Buffer.concat([Uint8Array.of(COSIGNATURE), publicKey]);
  return `${name}+${keyHash.toString('hex')}+${key.toString('base64')}`;
}

/**
 * Takes a note apart: its body, and those of its signature lines that have the form of a cosignature. Lines of other kinds, the
 * log's own among them, are passed over, as C2SP signed-note asks.
 * @returns null when it is no signed note
 */
export function readCosigned(note: string): { body: string; cosignatures: Cosignature[] } | null {
  const end = note.indexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return null;
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.some((line) => !LINE.test(line))) return null;
  return { body: note.slice(0, end + 1), cosignatures: lines.flatMap((line) => readLine(line) ?? []) };
}

function readLine(line: string): Cosignature | null {
  const [, name, encoded] = LINE.exec(line)!;
  const bytes = Buffer.from(encoded!, 'base64');
  if (bytes.length !== 76 || bytes.toString('base64') !== encoded) return null;
  return {
    name: name!,
    keyHash: bytes.subarray(0, 4),
    time: bytes.readBigUInt64BE(4),
    signature: bytes.subarray(12),
  };
}

/** Whether this key gave the cosignature for this very body. */
export function isCosigned(body: string, { time, signature }: Cosignature, publicKey: Buffer): boolean {
  const said = Buffer.from(`cosignature/v1\ntime ${time}\n${body}`);
  return verify(null, said, keyObject(publicKey), signature);
}

/**
 * Whether the time of a cosignature can be true: not before its checkpoint was made, and not after now, but for clocks that differ.
 * @param at when the checkpoint was made, @param now both by the database's clock
 */
export function isTimely({ time }: Cosignature, at: Date, now: Date): boolean {
  const seconds = (date: Date) => BigInt(Math.floor(date.getTime() / 1000));
  return time >= seconds(at) - CLOCK_S && time <= seconds(now) + CLOCK_S;
}

/** The note of a checkpoint with cosignatures under the log's own signature. */
export function withCosignatures(note: string, cosignatures: readonly Cosignature[]): string {
  return note + cosignatures.map(cosignatureLine).join('');
}

function cosignatureLine({ name, keyHash, time, signature }: Cosignature): string {
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64BE(time);
  return `${SIGNED}${name} ${Buffer.concat([keyHash, stamp, signature]).toString('base64')}\n`;
}

function keyObject(publicKey: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
}
