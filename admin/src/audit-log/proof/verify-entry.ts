/** What the server claims of an entry (`GET /v1/audit-entries/{id}/proof`, once it is sealed). Hashes are hexadecimal. */
export interface ClaimedProof {
  entryHash: string;
  canonical: string;
  seq: number;
  leafHash: string;
  treeSize: number;
  inclusion: string[];
  checkpoint: string;
}

/** A key of the log as it is published: base64 of 32 bytes, and the 8 hex digits that its signatures begin with. */
export interface LogKey {
  keyHash: string;
  name: string;
  publicKey: string;
}

/** The entry as it is on screen. */
export interface ShownEntry {
  at: string;
  action: string;
  subject: string;
  payload: unknown;
  canonical: string;
  hash: string;
}

/** What does not hold, from the screen up to the signature. */
export type Failure = 'shown' | 'hash' | 'leaf' | 'inclusion' | 'checkpoint' | 'signature';

export type Verdict = { status: 'proved' } | { status: 'fails'; because: Failure } | { status: 'unchecked' };

type Bytes = Uint8Array<ArrayBuffer>;

const utf8 = (text: string): Bytes => new TextEncoder().encode(text);
const fromHex = (text: string): Bytes =>
  Uint8Array.from(/^([0-9a-f]{2})*$/.test(text) ? (text.match(/../g) ?? []) : [], (two) => Number.parseInt(two, 16));
const toHex = (bytes: Bytes): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

function fromBase64(text: string): Bytes | null {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}

async function sha256(...parts: Bytes[]): Promise<Bytes> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
}

/**
 * Checks in this browser that what is shown is what the log holds, and that the log was signed: the bytes and their hash, the leaf, the
 * path to the root (RFC 9162 §2.1.3.2), and the checkpoint's signature (C2SP signed note, Ed25519) by one of the published keys.
 * `unchecked` where this browser can't: no secure context, or no Ed25519.
 */
export async function verifyEntry(entry: ShownEntry, proof: ClaimedProof, keys: readonly LogKey[]): Promise<Verdict> {
  if (typeof crypto === 'undefined' || crypto.subtle === undefined) return { status: 'unchecked' };
  const fails = (because: Failure): Verdict => ({ status: 'fails', because });
  if (proof.canonical !== entry.canonical || proof.entryHash !== entry.hash || !isOf(entry)) return fails('shown');
  const bytes = utf8(proof.canonical);
  if (toHex(await sha256(bytes)) !== proof.entryHash) return fails('hash');
  const leaf = await sha256(Uint8Array.of(0), bytes);
  if (toHex(leaf) !== proof.leafHash) return fails('leaf');
  const note = readNote(proof.checkpoint);
  if (!note || note.size !== proof.treeSize) return fails('checkpoint');
  const root = await rootFrom(leaf, proof.seq, proof.treeSize, proof.inclusion.map(fromHex));
  if (!root || toHex(root) !== toHex(note.root)) return fails('inclusion');
  return verifySignature(note, keys);
}

/** Whether what is on screen is what the bytes say. */
function isOf({ canonical, at, action, subject, payload }: ShownEntry): boolean {
  try {
    const said = JSON.parse(canonical) as Record<string, unknown>;
    const same = said.at === at && said.action === action && said.subject === subject;
    return same && JSON.stringify(said.payload) === JSON.stringify(payload);
  } catch {
    return false;
  }
}

/** The root that a leaf and its path come to; null where the path has another length than the place asks for. */
async function rootFrom(leaf: Bytes, seq: number, size: number, path: Bytes[]): Promise<Bytes | null> {
  if (!Number.isSafeInteger(seq) || !Number.isSafeInteger(size) || seq < 0 || seq >= size) return null;
  let [node, last, hash] = [seq, size - 1, leaf];
  const half = (n: number) => Math.floor(n / 2);
  for (const beside of path) {
    if (last === 0 || beside.length !== 32) return null;
    if (node % 2 === 1 || node === last) {
      hash = await sha256(Uint8Array.of(1), beside, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = await sha256(Uint8Array.of(1), hash, beside);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 ? hash : null;
}

interface Note {
  body: Bytes;
  origin: string;
  size: number;
  root: Bytes;
  /** Four bytes of the key's hash, then the signature. */
  signatures: Bytes[];
}

function readNote(text: string): Note | null {
  const end = text.indexOf('\n\n') + 1;
  if (end === 0) return null;
  const [origin = '', size = '', rootText = ''] = text.slice(0, end).split('\n');
  const root = fromBase64(rootText);
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || root?.length !== 32) return null;
  const begins = `\u2014 ${origin} `;
  const signatures = text
    .slice(end + 1)
    .split('\n')
    .filter((line) => line.startsWith(begins))
    .flatMap((line) => fromBase64(line.slice(begins.length)) ?? []);
  return { body: utf8(text.slice(0, end)), origin, size: Number(size), root, signatures };
}

async function verifySignature({ body, origin, signatures }: Note, keys: readonly LogKey[]): Promise<Verdict> {
  for (const { name, keyHash, publicKey } of keys) {
    const raw = fromBase64(publicKey);
    if (name !== origin || raw?.length !== 32) continue;
    let key: CryptoKey;
    try {
      key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
    } catch {
      return { status: 'unchecked' };
    }
    for (const signature of signatures) {
      if (toHex(signature.slice(0, 4)) !== keyHash) continue;
      if (await crypto.subtle.verify('Ed25519', key, signature.slice(4), body)) return { status: 'proved' };
    }
  }
  return { status: 'fails', because: 'signature' };
}
