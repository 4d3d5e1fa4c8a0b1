import { createHash, generateKeyPairSync, sign } from 'node:crypto';

/** A witness that cosigns whatever it is given, right or wrong: by C2SP tlog-cosignature, without any code of the product. */
export class TestWitness {
  private readonly keys = generateKeyPairSync('ed25519');

  constructor(readonly name = 'witness.test/w1') {}

  /** `name+hash+base64`. */
  get verifierKey(): string {
    const encoded = Buffer.concat([Uint8Array.of(4), this.raw]).toString('base64');
    return `${this.name}+${this.keyHash.toString('hex')}+${encoded}`;
  }

  get keyHash(): Buffer {
    const of = Buffer.concat([Buffer.from(`${this.name}\n`), Uint8Array.of(4), this.raw]);
    return createHash('sha256').update(of).digest().subarray(0, 4);
  }

  /** The note with this witness's cosignature under it. @param time seconds since 1970 */
  cosign(note: string, time = Math.floor(Date.now() / 1000)): string {
    return note + this.line(note, time);
  }

  /** The signature line for a note's body, with its line break. */
  line(note: string, time = Math.floor(Date.now() / 1000)): string {
    const body = note.slice(0, note.indexOf('\n\n') + 1);
    const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${body}`), this.keys.privateKey);
    const stamp = Buffer.alloc(8);
    stamp.writeBigUInt64BE(BigInt(time));
    return `\u2014 ${this.name} ${Buffer.concat([this.keyHash, stamp, signature]).toString('base64')}\n`;
  }

  private get raw(): Buffer {
    return Buffer.from(this.keys.publicKey.export({ format: 'jwk' }).x!, 'base64url');
  }
}
