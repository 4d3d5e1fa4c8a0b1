import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

const sha256 = (...parts: (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** One line of an export, `docs/verify.md`. */
export type Line = Record<string, unknown> & { type: string };

export interface Happening {
  at: string;
  actor: string;
  action: string;
  subject: string;
  payload: object;
}

/**
 * Keeps a log and exports it, by `docs/verify.md` alone: no code of the product. What the verifier is measured and tried on
 * without a database. What it holds does not grow with the log.
 */
export class LogKeeper {
  size = 0;
  number = 0;
  private id = 0n;
  private subtrees: Buffer[] = [];
  private ids: Buffer = Buffer.alloc(32);
  private prev: Buffer = Buffer.alloc(32);

  constructor(
    readonly origin = 'example.org/log',
    readonly keys: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync('ed25519'),
  ) {}

  /** PEM of the public key. */
  get pem(): string {
    return this.keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  }

  header(): Line {
    return { type: 'header', format: 'countersign-export/1', origin: this.origin, at: at(0), full: true, filters: {} };
  }

  /** An entry that is sealed by the next checkpoint. */
  entry(happening: Happening): Line {
    const line = this.unsealed(happening);
    const leaf = sha256(Uint8Array.of(0), line.canonical as string);
    const place = Buffer.alloc(8);
    place.writeBigUInt64BE(BigInt(line.id as string));
    this.ids = sha256(this.ids, place);
    let hash = leaf;
    for (let n = this.size; n % 2 === 1; n = (n - 1) / 2) hash = sha256(Uint8Array.of(1), this.subtrees.pop()!, hash);
    this.subtrees.push(hash);
    this.size += 1;
    return { ...line, seq: this.size - 1, leaf: leaf.toString('hex') };
  }

  /** An entry that no checkpoint covers yet. */
  unsealed({ at, actor, action, subject, payload }: Happening): Line {
    this.id += 1n;
    // Flat payloads whose members are given in order: the RFC 8785 text is what JSON.stringify writes.
    const canonical = JSON.stringify({ action, actor, at, payload, subject, v: 1 });
    const hash = sha256(canonical).toString('hex');
    return { type: 'entry', seq: null, id: String(this.id), at, actor, action, subject, canonical, hash, leaf: null };
  }

  /** A signed checkpoint over all entries so far. */
  checkpoint(time = at(this.size)): Line {
    this.number += 1;
    const root = this.subtrees.reduceRight((right, left) => sha256(Uint8Array.of(1), left, right));
    const prev = this.prev.toString('hex');
    const said = [this.origin, this.size, root.toString('base64'), `n ${this.number}`, `at ${time}`, `prev ${prev}`];
    const body = `${[...said, `ids ${this.ids.toString('hex')}`].join('\n')}\n`;
    this.prev = sha256(body);
    return { type: 'checkpoint', note: this.sign(body) };
  }

  /** A body with this log's signature under it. */
  sign(body: string): string {
    const raw = Buffer.from(this.keys.publicKey.export({ format: 'jwk' }).x!, 'base64url');
    const keyHash = sha256(this.origin, '\n', Uint8Array.of(1), raw).subarray(0, 4);
    const signature = Buffer.concat([keyHash, sign(null, Buffer.from(body), this.keys.privateKey)]).toString('base64');
    return `${body}\n\u2014 ${this.origin} ${signature}\n`;
  }

  end(entries: number): Line {
    return { type: 'end', entries };
  }
}

const at = (n: number): string => new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString();

/** The n-th thing that happens in a log of nothing special; its payload is as long as entries are. */
export function happening(n: number): Happening {
  const ticket = `0199${String(n).padStart(8, '0')}`;
  return {
    at: at(n),
    actor: n % 3 === 0 ? 'system' : `person:0199aaaa-0000-7000-8000-${String(n % 50).padStart(12, '0')}`,
    action: 'sign_off.given',
    subject: `ticket:${ticket.slice(0, 8)}-${ticket.slice(8)}-7000-8000-000000000000`,
    payload: {
      contentHash: sha256(String(n)).toString('hex'),
      knowingRepeat: false,
      noteDigest: null,
      reason: null,
      revision: 1,
      roles: ['operator'],
      verdict: 'approve',
    },
  };
}
