import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { type ClaimedProof, type LogKey, type ShownEntry, verifyEntry } from './verify-entry';

// The tree by its definition (RFC 9162 §2.1.1), which shares nothing with what is tested.
const hash = (...parts: (string | Uint8Array)[]): Buffer =>
  parts.reduce<ReturnType<typeof createHash>>((sum, part) => sum.update(part), createHash('sha256')).digest();
const split = (n: number) => 2 ** Math.ceil(Math.log2(n) - 1);

function rootOf(leaves: Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0]!;
  const k = split(leaves.length);
  return hash(Uint8Array.of(1), rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

function pathOf(m: number, leaves: Buffer[]): Buffer[] {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return m < k ? [...pathOf(m, left), rootOf(right)] : [...pathOf(m - k, right), rootOf(left)];
}

const origin = 'countersign.example/log';
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const raw = (key: KeyObject) => Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url');
const keyHash = (key: KeyObject) => hash(origin, '\n', Uint8Array.of(1), raw(key)).subarray(0, 4);
const keyOf = (key: KeyObject): LogKey => ({
  name: origin,
  keyHash: keyHash(key).toString('hex'),
  publicKey: raw(key).toString('base64'),
});
const keys = [keyOf(publicKey)];

function entry(n: number, payload: unknown = { n }): ShownEntry {
  const told = { action: 'ticket.approved', at: '2026-11-05T09:41:07.000Z', payload, subject: `ticket:${n}` };
  const canonical = JSON.stringify(told);
  return { ...told, canonical, hash: hash(canonical).toString('hex') };
}

function proofOf(m: number, entries: ShownEntry[], signer = privateKey, as = publicKey): ClaimedProof {
  const leaves = entries.map(({ canonical }) => hash(Uint8Array.of(0), canonical));
  const body = `${origin}\n${entries.length}\n${rootOf(leaves).toString('base64')}\nn 1\n`;
  const signature = Buffer.concat([keyHash(as), sign(null, Buffer.from(body), signer)]).toString('base64');
  return {
    entryHash: entries[m]!.hash,
    canonical: entries[m]!.canonical,
    seq: m,
    leafHash: leaves[m]!.toString('hex'),
    treeSize: entries.length,
    inclusion: pathOf(m, leaves).map((one) => one.toString('hex')),
    checkpoint: `${body}\n\u2014 ${origin} ${signature}\n`,
  };
}

const log = (size: number) => Array.from({ length: size }, (_, n) => entry(n));

describe('an entry is proved in the browser', () => {
  test.each([1, 2, 3, 5, 8, 13])('wherever it stands in a log of %d', async (size) => {
    const entries = log(size);
    for (let m = 0; m < size; m += 1) {
      expect(await verifyEntry(entries[m]!, proofOf(m, entries), keys)).toEqual({ status: 'proved' });
    }
  });

  test('by a key that has retired, too', async () => {
    const next = keyOf(generateKeyPairSync('ed25519').publicKey);
    expect(await verifyEntry(entry(3), proofOf(3, log(7)), [next, ...keys])).toEqual({ status: 'proved' });
  });
});

describe('a forged answer is caught', () => {
  const entries = log(7);
  const honest = proofOf(3, entries);
  const other = generateKeyPairSync('ed25519');
  const forgedLog = entries.map((one, n) => (n === 3 ? entry(3, { n: 'forged' }) : one));
  const cases: [string, string, ShownEntry, ClaimedProof][] = [
    ['another payload on screen than in the bytes', 'shown', { ...entries[3]!, payload: { n: 4 } }, honest],
    ['another time on screen', 'shown', { ...entries[3]!, at: '2026-11-06T09:41:07.000Z' }, honest],
    ['the proof of another entry', 'shown', entries[3]!, proofOf(4, entries)],
    [
      'bytes that do not have the hash',
      'hash',
      { ...forgedLog[3]!, hash: honest.entryHash },
      { ...honest, canonical: forgedLog[3]!.canonical },
    ],
    ['a leaf of something else', 'leaf', entries[3]!, { ...honest, leafHash: '0'.repeat(64) }],
    [
      'an entry that was rewritten, hashes and all',
      'inclusion',
      forgedLog[3]!,
      { ...proofOf(3, forgedLog), checkpoint: honest.checkpoint },
    ],
    ['another place', 'inclusion', entries[3]!, { ...honest, seq: 2 }],
    ['a path that is cut short', 'inclusion', entries[3]!, { ...honest, inclusion: honest.inclusion.slice(1) }],
    ['a path that goes on', 'inclusion', entries[3]!, { ...honest, inclusion: [...honest.inclusion, '0'.repeat(64)] }],
    ['a path that is no hash', 'inclusion', entries[3]!, { ...honest, inclusion: ['x', ...honest.inclusion.slice(1)] }],
    ['another size than was signed', 'checkpoint', entries[3]!, { ...honest, treeSize: 8 }],
    ['no checkpoint', 'checkpoint', entries[3]!, { ...honest, checkpoint: 'sealed, trust me' }],
    [
      'a whole log that somebody else signed',
      'signature',
      forgedLog[3]!,
      proofOf(3, forgedLog, other.privateKey, other.publicKey),
    ],
    ['another signature under the key’s name', 'signature', forgedLog[3]!, proofOf(3, forgedLog, other.privateKey)],
  ];
  test.each(cases)('%s', async (_, because, shown, proof) => {
    expect(await verifyEntry(shown, proof, keys)).toEqual({ status: 'fails', because });
  });

  test('and where nobody published a key, nothing is proved', async () => {
    expect(await verifyEntry(entries[3]!, honest, [])).toEqual({ status: 'fails', because: 'signature' });
  });
});
