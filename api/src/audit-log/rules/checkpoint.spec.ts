import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import {
  bodyOf,
  type Checkpoint,
  digestIds,
  hashOfBody,
  isSigned,
  keyHashOf,
  NOTHING,
  readNote,
  signedNote,
  verifierKey,
} from './checkpoint.js';

const ORIGIN = 'countersign/audit-log';

/** The Ed25519 key of RFC 8032 §7.1, TEST 1: everybody knows it, and what it signs is always the same. */
const privateKey = createPrivateKey({
  key: Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex'),
  ]),
  format: 'der',
  type: 'pkcs8',
});
const publicKey = createPublicKey(privateKey);
const stranger = generateKeyPairSync('ed25519');

const checkpoint: Checkpoint = {
  origin: ORIGIN,
  size: 12,
  root: createHash('sha256').update('root').digest(),
  n: 3,
  at: '2026-11-24T06:00:00.000Z',
  prev: createHash('sha256').update('prev').digest(),
  ids: digestIds(NOTHING, [1n, 2n, 5n]),
};

describe('a checkpoint', () => {
  test('is the text that others read', () => {
    expect(bodyOf(checkpoint)).toBe(
      [
        'countersign/audit-log',
        '12',
        checkpoint.root.toString('base64'),
        'n 3',
        'at 2026-11-24T06:00:00.000Z',
        `prev ${checkpoint.prev.toString('hex')}`,
        `ids ${checkpoint.ids.toString('hex')}`,
        '',
      ].join('\n'),
    );
  });

  test('is read as it was written', () => {
    const note = signedNote(bodyOf(checkpoint), ORIGIN, privateKey);
    expect(readNote(note)).toEqual({ ...checkpoint, body: bodyOf(checkpoint) });
  });

  test.each([
    ['a line is gone', (note: string) => note.replace(/^n 3\n/m, '')],
    ['a number is written otherwise', (note: string) => note.replace('\n12\n', '\n012\n')],
    ['the root is short', (note: string) => note.replace(/=\n/, '\n')],
    ['a line came in', (note: string) => note.replace('n 3\n', 'n 3\nm 3\n')],
    ['it is empty', () => ''],
  ])('in which %s is not read', (_, change) => {
    expect(() => readNote(change(signedNote(bodyOf(checkpoint), ORIGIN, privateKey)))).toThrow('not as it was written');
  });
});

describe('the signature', () => {
  const note = signedNote(bodyOf(checkpoint), ORIGIN, privateKey);

  test('stands under the body, behind an empty line, with the name and the hash of its key', () => {
    const [body, signatures] = note.split('\n\n');
    expect(`${body}\n`).toBe(bodyOf(checkpoint));
    const [, base64] = /^\u2014 countersign\/audit-log ([A-Za-z0-9+/]+=*)\n$/.exec(signatures!)!;
    const bytes = Buffer.from(base64!, 'base64');
    expect(bytes).toHaveLength(4 + 64);
    expect(bytes.subarray(0, 4)).toEqual(keyHashOf(ORIGIN, publicKey));
  });

  test('is that of its key, and of no other', () => {
    expect(isSigned(note, [publicKey])).toBe(true);
    expect(isSigned(note, [stranger.publicKey])).toBe(false);
    expect(isSigned(note, [stranger.publicKey, publicKey])).toBe(true);
    expect(isSigned(note, [])).toBe(false);
  });

  test('is of these words, and of no others', () => {
    expect(isSigned(note.replace('\n12\n', '\n13\n'), [publicKey])).toBe(false);
    expect(isSigned(note.replaceAll(ORIGIN, 'other/log'), [publicKey])).toBe(false);
  });
});

describe('a key', () => {
  test('is named by the first four bytes of a hash over its name, its algorithm and itself', () => {
    const raw = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex');
    const whole = createHash('sha256')
      .update(Buffer.concat([Buffer.from(`${ORIGIN}\n\u0001`), raw]))
      .digest();
    expect(keyHashOf(ORIGIN, publicKey)).toEqual(whole.subarray(0, 4));
    const hash = whole.subarray(0, 4).toString('hex');
    const key = Buffer.concat([Buffer.of(1), raw]).toString('base64');
    expect(verifierKey(ORIGIN, publicKey)).toBe(`countersign/audit-log+${hash}+${key}`);
  });

  /** The example of golang.org/x/mod/sumdb/note, where the format comes from. */
  test('is written and named as the implementation in Go does', () => {
    const vkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    const x = Buffer.from(vkey.split('+').slice(2).join('+'), 'base64').subarray(1).toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    expect(keyHashOf('PeterNeumann', key).toString('hex')).toBe('c74f20a3');
    expect(verifierKey('PeterNeumann', key)).toBe(vkey);
  });
});

describe('the digest of ids', () => {
  test('is the hash of the digest before and each id in eight bytes, most significant first', () => {
    const step = (before: Buffer, id: string) =>
      createHash('sha256').update(before).update(Buffer.from(id, 'hex')).digest();
    expect(digestIds(NOTHING, [1n, 258n])).toEqual(
      step(step(Buffer.alloc(32), '0000000000000001'), '0000000000000102'),
    );
    expect(digestIds(NOTHING, [])).toEqual(Buffer.alloc(32));
  });

  test('goes on where it stopped, and tells orders apart', () => {
    expect(digestIds(digestIds(NOTHING, [7n]), [9n, 8n])).toEqual(digestIds(NOTHING, [7n, 9n, 8n]));
    expect(digestIds(NOTHING, [8n, 9n])).not.toEqual(digestIds(NOTHING, [9n, 8n]));
  });
});

test('the next checkpoint names this one by the hash of its body', () => {
  expect(hashOfBody(bodyOf(checkpoint))).toEqual(createHash('sha256').update(bodyOf(checkpoint)).digest());
});
