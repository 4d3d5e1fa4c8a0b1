import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rawKey } from './checkpoint.js';
import {
  type Cosignature,
  isCosigned,
  isTimely,
  readCosigned,
  readWitnessKey,
  withCosignatures,
  witnessVerifierKey,
} from './cosignature.js';

/** The Ed25519 key of RFC 8032 §7.1, TEST 1: everybody knows it, and what it signs is always the same. */
const privateKey = createPrivateKey({
  key: Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex'),
  ]),
  format: 'der',
  type: 'pkcs8',
});
const publicKey = rawKey(createPublicKey(privateKey));

/** What `printf 'witness.example\n\x04<key>' | sha256sum` says of that key, and its base64 behind 0x04. */
const KEY = 'witness.example+82bca4dd+BNdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea';

const BODY = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
const LOG_LINE =
  '\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n';
/** The cosignature of the example in C2SP tlog-cosignature, whose key nobody has published. */
const EXAMPLE =
  '\u2014 witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n';

const witness = readWitnessKey(KEY)!;

function cosign(body: string, time: bigint): Cosignature {
  const { name, keyHash } = witness;
  return {
    name,
    keyHash,
    time,
    signature: sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${body}`), privateKey),
  };
}

describe('a witness’s key', () => {
  test('is read as it is written, and not with a name, a hash, a kind or a length that is not its own', () => {
    expect(witness).toMatchObject({ name: 'witness.example', publicKey });
    expect(witnessVerifierKey(witness)).toBe(KEY);
    for (const wrong of [
      KEY.replace('witness', 'Witness'),
      KEY.replace('+82', '+83'),
      KEY.replace('+BN', '+AN'),
      KEY.slice(0, -1),
      `${KEY}=`,
      KEY.replace('witness.example', 'two words'),
      '',
    ]) {
      expect([wrong, readWitnessKey(wrong)]).toEqual([wrong, null]);
    }
  });
});

describe('a cosigned note', () => {
  test('is read as C2SP tlog-cosignature shows it: the log’s own signature is passed over', () => {
    const { body, cosignatures } = readCosigned(`${BODY}\n${LOG_LINE}${EXAMPLE}`)!;
    expect(body).toBe(BODY);
    expect(cosignatures).toHaveLength(1);
    expect(cosignatures[0]).toMatchObject({ name: 'witness.example.com/w1', time: 1679315147n });
    expect(withCosignatures(`${BODY}\n${LOG_LINE}`, cosignatures)).toBe(`${BODY}\n${LOG_LINE}${EXAMPLE}`);
  });

  test.each(['', BODY, `${BODY}\n`, `${BODY}\n${LOG_LINE}`.slice(0, -1), `${BODY}\n${LOG_LINE}and more\n`])(
    'is nothing else: %j',
    (text) => expect(readCosigned(text)).toBeNull(),
  );

  test('survives being written and read, whatever the time', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), (time) => {
        const cosignature = cosign(BODY, time);
        const [read] = readCosigned(withCosignatures(`${BODY}\n${LOG_LINE}`, [cosignature]))!.cosignatures;
        expect(read).toEqual(cosignature);
        expect(isCosigned(BODY, read!, publicKey)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test('is cosigned for its very body and time, by that key', () => {
    const given = cosign(BODY, 1_700_000_000n);
    expect(isCosigned(BODY, given, publicKey)).toBe(true);
    expect(isCosigned(BODY.replace('20852163', '20852164'), given, publicKey)).toBe(false);
    expect(isCosigned(BODY, { ...given, time: given.time + 1n }, publicKey)).toBe(false);
    expect(isCosigned(BODY, given, Buffer.alloc(32, 9))).toBe(false);
  });
});

describe('the time of a cosignature', () => {
  const at = new Date('2026-11-24T12:00:00.500Z');
  const now = new Date('2026-11-24T13:00:00.000Z');
  test.each([
    [-301, false],
    [-300, true],
    [0, true],
    [3_600, true],
    [3_900, true],
    [3_901, false],
  ])('%i s after its checkpoint, an hour ago: %s', (seconds, expected) => {
    const time = BigInt(Date.parse('2026-11-24T12:00:00Z') / 1000 + seconds);
    expect(isTimely({ ...cosign(BODY, 0n), time }, at, now)).toBe(expected);
  });
});
