#!/usr/bin/env node
import { isUtf8 } from 'node:buffer';
/**
 * Checks what Countersign says it did, without Countersign. One file, Node's standard library only (20.12 or later), no line
 * shared with the product: whoever doubts the product reads this, or writes their own from docs/verify.md.
 *
 *   verify  <export.jsonl | -> --key <key> [--since <note file>]… [--receipt <entry id>:<hash>]… [--witness-key <key>]…
 *           [--require-witness <key>]… [--unwitnessed <entries>] [--json]
 *   proof   <proof.json> --key <key> [--entry <entry.json>] [--receipt <entry id>:<hash>] [--json]
 *   witness init   --state <folder> --name <name> --log-key <key>
 *   witness cosign --state <folder> --log <export.jsonl | https://…> [--post] [--out <note file>] [--json]
 *
 * --witness-key looks for a cosignature anywhere; --require-witness wants every sealed entry under a checkpoint that this witness
 * cosigned, but for the last --unwitnessed ones. --post hands the cosignature to the service. A key is a PEM file, or a verifier key (`name+hash+base64`, C2SP signed-note) itself or in a file. Exit status: 0 all that was
 * looked at holds; 1 something does not; 2 it could not be looked at.
 */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash as hashWith,
  sign as signWith,
  verify as verifyWith,
} from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const FORMAT = 'countersign-export/1';
const LOG_SIGNATURE = 0x01;
const COSIGNATURE = 0x04;
const SHOWN = 20;
const LONGEST_LINE = 16 * 1024 * 1024;
/** An entry that is this much older than the checkpoint before the one that seals it is pointed out. */
const LATE_MS = 10 * 60_000;

/** What could not be looked at: a wrong option, a file that is not there. */
class Unusable extends Error {}
/** What was looked at and is wrong; `layer` says what caught it. */
class Wrong extends Error {
  constructor(layer, message) {
    super(message);
    this.layer = layer;
  }
}

// ---------------------------------------------------------------------------------------------------------------- hashes

/** SHA-256 of one piece of bytes or UTF-8 text: 32 bytes. */
const sha256 = (data) => hashWith('sha256', data, 'buffer');

const PREFIX = Buffer.from([0, 1]);
const leafOf = (bytes) => sha256(Buffer.concat([PREFIX.subarray(0, 1), bytes]));
const interiorOf = (left, right) => sha256(Buffer.concat([PREFIX.subarray(1, 2), left, right]));
const EMPTY_ROOT = sha256('');

/** A Merkle tree (RFC 9162 §2.1.1) that is only ever added to: the roots of its complete subtrees, the largest first. */
class Tree {
  size = 0;
  #subtrees = [];

  add(leaf) {
    let hash = leaf;
    for (let n = this.size; n % 2 === 1; n = (n - 1) / 2) hash = interiorOf(this.#subtrees.pop(), hash);
    this.#subtrees.push(hash);
    this.size += 1;
  }

  root() {
    if (this.size === 0) return EMPTY_ROOT;
    return this.#subtrees.reduceRight((right, left) => interiorOf(left, right));
  }
}

const half = (n) => Math.floor(n / 2);

/** RFC 9162 §2.1.3.2. */
function provesInclusion(root, size, seq, leaf, path) {
  if (!(Number.isSafeInteger(seq) && seq >= 0 && seq < size)) return false;
  let [fn, sn, hash] = [seq, size - 1, leaf];
  for (const sibling of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = interiorOf(sibling, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      hash = interiorOf(hash, sibling);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && hash.equals(root);
}

/** RFC 9162 §2.1.4.2: whether the tree of `first` leaves is the beginning of that of `second`. */
function provesConsistency(first, firstRoot, second, secondRoot, path) {
  if (first > second) return false;
  if (first === 0) return path.length === 0 && firstRoot.equals(EMPTY_ROOT);
  if (first === second) return path.length === 0 && firstRoot.equals(secondRoot);
  if (path.length === 0) return false;
  let power = first;
  while (power % 2 === 0) power /= 2;
  const [seed, ...rest] = power === 1 ? [firstRoot, ...path] : path;
  let [fn, sn] = [first - 1, second - 1];
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  let [fr, sr] = [seed, seed];
  for (const sibling of rest) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      [fr, sr] = [interiorOf(sibling, fr), interiorOf(sibling, sr)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      sr = interiorOf(sr, sibling);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && fr.equals(firstRoot) && sr.equals(secondRoot);
}

/** RFC 8785 text of a value that JSON.parse made. */
function canonicalOf(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalOf).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalOf(value[key])}`);
  return `{${members.join(',')}}`;
}

function hashFromHex(text, layer, what) {
  if (typeof text !== 'string' || !/^[0-9a-f]{64}$/.test(text)) {
    throw new Wrong(layer, `${what} is not 64 hexadecimal digits in lower case`);
  }
  return Buffer.from(text, 'hex');
}

// ----------------------------------------------------------------------------------------------------------------- notes

/** Ed25519 keys in the DER form that Node reads: this prefix, then 32 bytes. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

const rawOf = (publicKey) => publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI.length);

const keyHashOf = (name, algorithm, raw) =>
  sha256(Buffer.concat([Buffer.from(`${name}\n`), Buffer.from([algorithm]), raw])).subarray(0, 4);

function verifierKey(name, algorithm, publicKey) {
  const raw = rawOf(publicKey);
  const encoded = Buffer.concat([Buffer.from([algorithm]), raw]).toString('base64');
  return `${name}+${keyHashOf(name, algorithm, raw).toString('hex')}+${encoded}`;
}

/**
 * Reads a key from a file or from the argument itself.
 * @returns {{name: string | undefined, key: import('node:crypto').KeyObject}} a PEM key has no name and is believed under any
 */
function readKey(argument, algorithm) {
  const text = (existsSync(argument) ? readFileSync(argument, 'utf8') : argument).trim();
  if (text.startsWith('-----BEGIN')) {
    const key = usable(() => createPublicKey(text), `${argument} holds no PEM key`);
    if (key.asymmetricKeyType !== 'ed25519') throw new Unusable(`${argument} holds a key that is not Ed25519`);
    return { name: undefined, key };
  }
  const [, name, hash, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text) ?? [];
  if (!name) throw new Unusable(`${argument} is neither a PEM file nor a key of the form name+hash+base64`);
  const bytes = Buffer.from(encoded, 'base64');
  const raw = bytes.subarray(1);
  if (bytes.length !== 33 || bytes[0] !== algorithm || keyHashOf(name, algorithm, raw).toString('hex') !== hash) {
    throw new Unusable(`the key of ${name} is not what its own hash says, or not of this kind`);
  }
  return { name, key: createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' }) };
}

const NOTE =
  /^([^\s+]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\nn ([1-9]\d{0,15})\nat (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\nprev ([0-9a-f]{64})\nids ([0-9a-f]{64})\n$/;
const SIGNATURE = /^\u2014 (\S+) ([A-Za-z0-9+/]+={0,2})$/;

/** Reads a checkpoint: a C2SP signed note, its body exactly of our seven lines. */
function readNote(text) {
  const end = typeof text === 'string' ? text.indexOf('\n\n') : -1;
  const body = end < 0 ? '' : text.slice(0, end + 1);
  const [, origin, size, root, n, at, prev, ids] = NOTE.exec(body) ?? [];
  if (origin === undefined || !text.endsWith('\n')) throw new Wrong('checkpoint', 'this is not a checkpoint note');
  const signatures = text
    .slice(end + 2, -1)
    .split('\n')
    .map((line) => {
      const [, name, encoded] = SIGNATURE.exec(line) ?? [];
      if (!name) throw new Wrong('checkpoint', 'a line under the checkpoint is no signature line');
      const bytes = Buffer.from(encoded, 'base64');
      return { name, keyHash: bytes.subarray(0, 4), bytes: bytes.subarray(4) };
    });
  return {
    text,
    body,
    origin,
    size: Number(size),
    root: Buffer.from(root, 'base64'),
    n: Number(n),
    at,
    prev,
    ids,
    signatures,
  };
}

/** Whether one of the keys signed the note as the log. */
function signedByLog(note, keys) {
  return keys.some(({ name, key }) => {
    if (name !== undefined && name !== note.origin) return false;
    const keyHash = keyHashOf(note.origin, LOG_SIGNATURE, rawOf(key));
    return note.signatures.some(
      (line) =>
        line.name === note.origin &&
        line.keyHash.equals(keyHash) &&
        line.bytes.length === 64 &&
        verifyWith(null, Buffer.from(note.body), key, line.bytes),
    );
  });
}

const cosigned = (time, body) => Buffer.from(`cosignature/v1\ntime ${time}\n${body}`);

/**
 * The time of a witness's cosignature (C2SP tlog-cosignature), in seconds; undefined without one.
 * @throws Wrong when there is one that is not good
 */
function cosignatureTime(note, { name, key }) {
  const keyHash = keyHashOf(name, COSIGNATURE, rawOf(key));
  const line = note.signatures.find((one) => one.name === name && one.keyHash.equals(keyHash));
  if (!line) return undefined;
  const time = line.bytes.length === 72 ? line.bytes.readBigUInt64BE(0) : undefined;
  if (time === undefined || !verifyWith(null, cosigned(time, note.body), key, line.bytes.subarray(8))) {
    throw new Wrong('cosignature', `checkpoint ${note.n} bears a cosignature of ${name} that is not good`);
  }
  return Number(time);
}

// --------------------------------------------------------------------------------------------------------------- an export

const COLUMNS = ['at', 'actor', 'action', 'subject'];

/** Looks at one export, line by line. What it keeps does not grow with the log. */
class ExportCheck {
  findings = [];
  byLayer = {};
  failed = 0;
  checked = {
    entries: 0,
    leaves: 0,
    roots: 0,
    signatures: 0,
    links: 0,
    proofs: 0,
    kept: 0,
    cosignatures: 0,
    receipts: 0,
  };
  warnings = [];
  /** The newest checkpoint that held. */
  latest;

  #line = 0;
  #header;
  #end;
  #tree = new Tree();
  #ids = Buffer.alloc(32);
  #lastId = -1n;
  #unsealed = 0;
  #late = 0;
  #lateBefore = '';
  #kept;
  #keys;
  #witnesses;
  #required;
  #unwitnessed;
  #covered = new Map();
  #receipts;

  /**
   * @param kept notes that the user kept: each must be one of the export's checkpoints
   * @param required those of the witnesses who must have seen all that is sealed, but for the last so many entries
   */
  constructor({ keys, witnesses = [], required = [], unwitnessed = 0, kept = [], receipts = new Map() }) {
    this.#keys = keys;
    this.#witnesses = [...witnesses, ...required];
    this.#required = required;
    this.#unwitnessed = unwitnessed;
    this.#kept = kept.map((note) => ({ note, found: false, compared: false }));
    this.#receipts = new Map(receipts);
    for (const note of kept) {
      this.#guard({}, () => {
        if (!signedByLog(note, keys)) {
          throw new Wrong(
            'checkpoint signature',
            `the kept checkpoint ${note.n} is not signed by a key that was given`,
          );
        }
        this.#look(note);
      });
    }
  }

  take(bytes) {
    this.#line += 1;
    this.#guard({}, () => {
      if (!isUtf8(bytes)) throw new Wrong('line', 'is not UTF-8');
      const text = bytes.toString('utf8');
      const line = parsed(text);
      if (JSON.stringify(line) !== text) throw new Wrong('line', 'is not written as an export writes it');
      if (this.#end) throw new Wrong('line', 'comes after the end');
      if (this.#line === 1 || line.type === 'header') this.#takeHeader(line);
      else if (line.type === 'entry') this.#takeEntry(line);
      else if (line.type === 'checkpoint') this.#takeCheckpoint(line);
      else if (line.type === 'end') this.#takeEnd(line);
      else throw new Wrong('line', 'is of no known type');
    });
  }

  /** @returns what was looked at and what was found */
  finish() {
    this.#guard({ line: null }, () => {
      if (!this.#end) throw new Wrong('completeness', 'the export is cut off: it has no end line');
    });
    if (this.#header?.full) this.#finishWhole();
    else this.#finishFiltered();
    for (const [id] of this.#receipts) {
      this.#guard({ line: null, entryId: id }, () => {
        throw new Wrong('receipt', 'the entry of this receipt is not in the export');
      });
    }
    for (const { name } of this.#witnesses) {
      this.#guard({ line: null }, () => {
        if (this.#covered.has(name)) return;
        throw new Wrong(
          'cosignature',
          `no checkpoint here bears a cosignature of ${name}; give the cosigned one with --since`,
        );
      });
    }
    for (const { name } of this.#required) this.#guard({ line: null }, () => this.#checkCovered(name));
    if (this.#unsealed > 0)
      this.warnings.push(`${this.#unsealed} entries are under no checkpoint yet: nothing proves them`);
    if (this.#late > 0) {
      this.warnings.push(
        `${this.#late} entries say a time more than ten minutes before the checkpoint before theirs: sealed late, or dated back`,
      );
    }
    return {
      ok: this.failed === 0,
      origin: this.latest?.origin ?? this.#header?.origin ?? null,
      full: this.#header?.full ?? null,
      filters: this.#header?.filters ?? null,
      sealed: this.#header?.full ? this.#tree.size : this.checked.proofs,
      unsealed: this.#unsealed,
      latest: this.latest
        ? { n: this.latest.n, size: this.latest.size, root: this.latest.root.toString('base64'), at: this.latest.at }
        : null,
      checked: this.checked,
      witnessed: Object.fromEntries(this.#covered),
      failed: this.failed,
      byLayer: this.byLayer,
      findings: this.findings,
      warnings: this.warnings,
    };
  }

  /** Whether a required witness saw far enough. */
  #checkCovered(name) {
    const [seen, size] = [this.#covered.get(name)?.size, this.latest?.size ?? 0];
    if (seen === undefined || seen >= size - this.#unwitnessed) return;
    throw new Wrong(
      'cosignature',
      `${name} cosigned the first ${seen} entries of ${size}: ${size - seen} are sealed and unwitnessed, ${this.#unwitnessed} may be`,
    );
  }

  #takeHeader(line) {
    if (this.#line !== 1) throw new Wrong('line', 'is a second header');
    if (line.type !== 'header' || line.format !== FORMAT) throw new Wrong('line', `is no header of ${FORMAT}`);
    if (typeof line.full !== 'boolean') throw new Wrong('line', 'does not say whether the export is whole');
    this.#header = line;
  }

  #takeEntry(line) {
    const { seq, id, canonical, hash, leaf, proof } = line;
    this.checked.entries += 1;
    const about = { entryId: String(id), seq };
    const known = `${['type', 'seq', 'id', ...COLUMNS, 'canonical', 'hash', 'leaf']}${proof === undefined ? '' : ',proof'}`;
    if (String(Object.keys(line)) !== known || typeof canonical !== 'string' || !/^\d{1,19}$/.test(id)) {
      this.#guard(about, () => {
        throw new Wrong('line', 'is not an entry as an export writes it');
      });
      return;
    }
    const bytes = Buffer.from(canonical, 'utf8');
    const computed = leafOf(bytes);
    this.#guard(about, () => {
      if (sha256(bytes).toString('hex') !== hash) throw new Wrong('entry hash', 'hash is not SHA-256 of canonical');
    });
    this.#guard(about, () => checkContent(line));
    this.#guard(about, () => this.#checkReceipt(id, hash));
    // With a filter all that is sealed comes after the newest checkpoint, which says nothing of when it was sealed.
    if (seq === null || this.#header?.full) this.#noteLate(line.at);
    if (seq === null) this.#guard(about, () => this.#takeUnsealed(line));
    else if (this.#header?.full) this.#takeSealed(line, computed, about);
    else this.#guard(about, () => this.#takeProven(line, computed));
    if (seq !== null) {
      this.#guard(about, () => {
        if (computed.toString('hex') !== leaf) throw new Wrong('leaf', 'leaf is not SHA-256 of 0x00 and canonical');
      });
    }
  }

  #takeUnsealed({ id, leaf }) {
    this.#unsealed += 1;
    if (leaf !== null) throw new Wrong('line', 'has a leaf, but no place in the tree');
    this.#rise(id);
  }

  #takeSealed({ seq, id }, computed, about) {
    this.#guard(about, () => {
      if (this.#unsealed > 0) throw new Wrong('sequence', 'a sealed entry comes after those that are not');
      if (seq !== this.#tree.size) throw new Wrong('sequence', `is at place ${this.#tree.size}, and says ${seq}`);
    });
    this.#tree.add(computed);
    const number = Buffer.alloc(8);
    number.writeBigUInt64BE(BigInt.asUintN(64, BigInt(id)));
    this.#ids = sha256(Buffer.concat([this.#ids, number]));
    this.checked.leaves += 1;
    this.#compareKept();
  }

  #takeProven({ seq, id, proof }, computed) {
    this.#rise(id);
    const under = this.latest;
    if (!under) throw new Wrong('root', 'no checkpoint precedes it');
    if (!Array.isArray(proof)) throw new Wrong('root', 'has no proof');
    const path = proof.map((hash) => hashFromHex(hash, 'root', 'a hash of its proof'));
    if (!provesInclusion(under.root, under.size, seq, computed, path)) {
      throw new Wrong('root', `its proof does not lead to the root of checkpoint ${under.n}`);
    }
    this.checked.proofs += 1;
  }

  /** Entries that no tree orders come by rising id, so that none comes twice. */
  #rise(id) {
    if (BigInt(id) <= this.#lastId) throw new Wrong('sequence', 'comes twice, or out of order');
    this.#lastId = BigInt(id);
  }

  #checkReceipt(id, hash) {
    const expected = this.#receipts.get(id);
    if (expected === undefined) return;
    this.#receipts.delete(id);
    this.checked.receipts += 1;
    if (expected !== hash) throw new Wrong('receipt', `the receipt says ${expected}, the export ${hash}`);
  }

  #noteLate(at) {
    if (at < this.#lateBefore) this.#late += 1;
  }

  #takeCheckpoint({ note: text }) {
    const note = readNote(text);
    const before = this.latest;
    const about = { checkpoint: note.n };
    this.#guard(about, () => {
      if (!signedByLog(note, this.#keys)) {
        throw new Wrong('checkpoint signature', `checkpoint ${note.n} is not signed by a key that was given`);
      }
      this.checked.signatures += 1;
    });
    this.#guard(about, () => this.#look(note));
    this.#guard(about, () => {
      if (note.origin !== (this.#header?.origin ?? note.origin)) {
        throw new Wrong('checkpoint', `checkpoint ${note.n} is of another log: ${note.origin}`);
      }
    });
    if (this.#header?.full) {
      this.#guard(about, () => this.#checkLink(before, note));
      this.#guard(about, () => this.#checkRoot(note));
      for (const kept of this.#kept) if (kept.note.body === note.body) kept.found = true;
    } else if (before) {
      this.#guard(about, () => {
        throw new Wrong('checkpoint', 'an export with a filter has one checkpoint');
      });
    }
    this.latest = note;
    this.#lateBefore = new Date(Date.parse(note.at) - LATE_MS).toISOString();
  }

  #checkLink(before, note) {
    const prev = before ? sha256(before.body).toString('hex') : '0'.repeat(64);
    if (note.prev !== prev) throw new Wrong('prev chain', `checkpoint ${note.n} does not follow the one before it`);
    const rises = before ? note.n === before.n + 1 && note.size > before.size && note.at >= before.at : note.n === 1;
    if (!rises) throw new Wrong('prev chain', `checkpoint ${note.n} has a number, size or time that does not follow`);
    this.checked.links += 1;
  }

  #checkRoot(note) {
    if (note.size !== this.#tree.size) {
      throw new Wrong('root', `checkpoint ${note.n} is over ${note.size} entries and stands after ${this.#tree.size}`);
    }
    if (!note.root.equals(this.#tree.root())) {
      throw new Wrong('root', `the entries up to here do not have the root that checkpoint ${note.n} signed`);
    }
    if (note.ids !== this.#ids.toString('hex')) {
      throw new Wrong('ids', `the ids of the entries up to here are not those that checkpoint ${note.n} signed`);
    }
    this.checked.roots += 1;
  }

  /** Compares with the checkpoints that the user kept, where the tree has just their size. */
  #compareKept() {
    for (const kept of this.#kept) {
      if (kept.note.size !== this.#tree.size || kept.compared) continue;
      kept.compared = true;
      this.#guard({ checkpoint: kept.note.n }, () => {
        if (!kept.note.root.equals(this.#tree.root())) {
          throw new Wrong(
            'consistency',
            `the first ${kept.note.size} entries are not those of the kept checkpoint ${kept.note.n}`,
          );
        }
        this.checked.kept += 1;
      });
    }
  }

  #finishWhole() {
    this.#guard({ line: null }, () => {
      const size = this.latest?.size ?? 0;
      if (this.#tree.size !== size) {
        throw new Wrong(
          'root',
          `${this.#tree.size} entries say they are sealed, and the last checkpoint is over ${size}`,
        );
      }
    });
    for (const { note, found, compared } of this.#kept) {
      this.#guard({ line: null, checkpoint: note.n }, () => {
        if (!compared) {
          throw new Wrong(
            'consistency',
            `the kept checkpoint ${note.n} is over ${note.size} entries; the log went back to ${this.#tree.size}`,
          );
        }
        if (!found) throw new Wrong('consistency', `the kept checkpoint ${note.n} is not among those of the export`);
      });
    }
  }

  #finishFiltered() {
    for (const { note } of this.#kept) {
      this.#guard({ line: null, checkpoint: note.n }, () => {
        if (note.body === this.latest?.body) return;
        throw new Wrong(
          'consistency',
          'only a whole export can be compared with a kept checkpoint, or one under that very checkpoint',
        );
      });
    }
  }

  /** Remembers how far a witness has seen the log. */
  #look(note) {
    for (const witness of this.#witnesses) {
      const time = cosignatureTime(note, witness);
      if (time === undefined) continue;
      this.checked.cosignatures += 1;
      const before = this.#covered.get(witness.name);
      if (!before || before.size < note.size) {
        this.#covered.set(witness.name, { size: note.size, time: new Date(time * 1000).toISOString() });
      }
    }
  }

  #takeEnd(line) {
    this.#end = line;
    if (line.entries !== this.checked.entries) {
      throw new Wrong('completeness', `the end says ${line.entries} entries; there are ${this.checked.entries}`);
    }
  }

  #guard(about, check) {
    try {
      check();
    } catch (error) {
      if (error instanceof Unusable) throw error;
      const layer = error instanceof Wrong ? error.layer : 'line';
      this.failed += 1;
      this.byLayer[layer] = (this.byLayer[layer] ?? 0) + 1;
      if (this.findings.length < SHOWN) {
        this.findings.push({ layer, line: this.#line || null, ...about, message: error.message });
      }
    }
  }
}

function parsed(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Wrong('line', 'is not JSON');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new Wrong('line', 'is not a JSON object');
  return value;
}

/** What an entry's columns say is what its canonical text says. @throws Wrong */
function checkContent(line) {
  if (!line.canonical.isWellFormed()) throw new Wrong('canonical', 'canonical holds half a character');
  let said;
  try {
    said = JSON.parse(line.canonical);
  } catch {
    throw new Wrong('canonical', 'canonical is not JSON');
  }
  if (canonicalOf(said) !== line.canonical) throw new Wrong('canonical', 'canonical is not RFC 8785 text');
  if (String(Object.keys(said)) !== 'action,actor,at,payload,subject,v') {
    throw new Wrong('canonical', 'canonical has not the members of an entry');
  }
  const differ = COLUMNS.filter((column) => line[column] !== said[column]);
  if (differ.length > 0) throw new Wrong('columns', `${differ} differ from what canonical says`);
}

/** The lines of a file, in bunches, without their line breaks. A last line without a break counts as one. */
async function* bunchesOfLines(path) {
  const stream = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: 1 << 20 });
  let rest = Buffer.alloc(0);
  for await (const chunk of stream) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const lines = [];
    let from = 0;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
      lines.push(bytes.subarray(from, at));
      from = at + 1;
    }
    rest = bytes.subarray(from);
    if (rest.length > LONGEST_LINE) throw new Unusable(`a line is longer than ${LONGEST_LINE} bytes`);
    yield lines;
  }
  if (rest.length > 0) yield [rest];
}

async function checkExport(path, given) {
  const check = new ExportCheck(given);
  for await (const lines of bunchesOfLines(path)) for (const line of lines) check.take(line);
  return { report: check.finish(), latest: check.latest };
}

// --------------------------------------------------------------------------------------------------------------- one proof

/** Looks at an answer of GET /v1/audit-entries/{id}/proof. */
function checkProof(proof, entry, keys, receipts) {
  const canonical = entry?.canonical ?? proof.canonical;
  if (typeof canonical !== 'string') {
    throw new Unusable(
      'a proof is for the bytes of an entry: give the entry with --entry, or put its canonical text into the proof',
    );
  }
  const findings = [];
  const attempt = (check) => {
    try {
      check();
    } catch (error) {
      findings.push({ layer: error.layer ?? 'line', entryId: String(proof.entryId), message: error.message });
    }
  };
  const bytes = Buffer.from(canonical, 'utf8');
  const hash = sha256(bytes).toString('hex');
  const leaf = leafOf(bytes);
  attempt(() => {
    if (entry && String(entry.id) !== String(proof.entryId))
      throw new Wrong('line', 'entry and proof are of different entries');
    const said = entry?.hash ?? proof.entryHash;
    if (said !== undefined && said !== hash) throw new Wrong('entry hash', 'hash is not SHA-256 of canonical');
  });
  attempt(() => {
    if (proof.leafHash !== leaf.toString('hex'))
      throw new Wrong('leaf', 'leafHash is not SHA-256 of 0x00 and canonical');
  });
  attempt(() => {
    const note = readNote(proof.checkpoint);
    if (!signedByLog(note, keys))
      throw new Wrong('checkpoint signature', 'the checkpoint is not signed by a key that was given');
    const path = proof.inclusion.map((one) => hashFromHex(one, 'root', 'a hash of the proof'));
    if (note.size !== proof.treeSize || !provesInclusion(note.root, note.size, proof.seq, leaf, path)) {
      throw new Wrong('root', `the proof does not lead to the root of checkpoint ${note.n}`);
    }
  });
  for (const [id, expected] of receipts) {
    attempt(() => {
      if (id !== String(proof.entryId) || expected !== hash)
        throw new Wrong('receipt', `the receipt for ${id} is not for this entry`);
    });
  }
  return { ok: findings.length === 0, entryId: String(proof.entryId), hash, failed: findings.length, findings };
}

// ----------------------------------------------------------------------------------------------------------------- witness

function witnessInit({ state, name, 'log-key': logKey }) {
  if (!state || !name || !logKey) throw new Unusable('witness init takes --state, --name and --log-key');
  if (!/^[^\s+]+$/.test(name)) throw new Unusable('a name has neither spaces nor plus signs');
  const { key } = readKey(logKey, LOG_SIGNATURE);
  mkdirSync(state, { recursive: true, mode: 0o700 });
  if (existsSync(join(state, 'state.json'))) throw new Unusable(`${state} is a witness already`);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeDurably(join(state, 'witness.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const witnessKey = verifierKey(name, COSIGNATURE, publicKey);
  writeDurably(join(state, 'witness.key'), `${witnessKey}\n`);
  writeDurably(join(state, 'log.pem'), key.export({ type: 'spki', format: 'pem' }));
  writeDurably(join(state, 'state.json'), JSON.stringify({ name, note: null }));
  return { ok: true, witnessKey };
}

async function witnessCosign(options) {
  const { state, log } = options;
  if (!state || !log) throw new Unusable('witness cosign takes --state and --log');
  if (options.post && !isService(log)) throw new Unusable('--post takes the address of a service as --log');
  const unlock = lock(join(state, 'lock'));
  try {
    const { name, note: seen } = JSON.parse(
      usable(() => readFileSync(join(state, 'state.json'), 'utf8'), `${state} is no witness`),
    );
    const keys = [readKey(join(state, 'log.pem'), LOG_SIGNATURE)];
    const before = seen === null ? null : readNote(seen);
    const note = isService(log) ? await ofService(log, keys, before) : await ofExport(log, keys, before);
    refuseStepBack(before, note);
    // On record before the cosignature exists: what was cosigned is never forgotten.
    writeDurably(join(state, 'state.json'), JSON.stringify({ name, note: note.text }));
    const text = cosign(note, name, createPrivateKey(readFileSync(join(state, 'witness.pem'))));
    if (options.out) writeDurably(options.out, text);
    if (options.post) await post(log, note.size, text);
    return { ok: true, from: before?.size ?? 0, size: note.size, n: note.n, posted: options.post, note: text };
  } finally {
    unlock();
  }
}

function refuseStepBack(before, note) {
  if (!before) return;
  if (note.origin !== before.origin)
    throw new Wrong('consistency', `this is another log: ${note.origin}, not ${before.origin}`);
  if (note.size < before.size) {
    throw new Wrong('consistency', `the log went back from ${before.size} to ${note.size} entries: entries are gone`);
  }
  const same = note.size === before.size;
  if (same ? note.body !== before.body : note.n <= before.n || note.at < before.at) {
    throw new Wrong(
      'consistency',
      `the log forked: checkpoint ${note.n} is not after the one that was seen, ${before.n}`,
    );
  }
}

async function ofExport(path, keys, before) {
  const { report, latest } = await checkExport(path, { keys, kept: before ? [before] : [] });
  if (!report.ok) {
    const [first] = report.findings;
    throw new Wrong(first.layer, `${first.message} (${report.failed} findings; "verify" tells all)`);
  }
  if (!report.full) throw new Unusable('a witness looks at whole exports');
  if (!latest) throw new Unusable('nothing is sealed yet');
  return latest;
}

async function ofService(base, keys, before) {
  const answer = await fetchJson(new URL('/v1/audit-log/checkpoints/latest', base));
  const note = readNote(answer.note);
  if (!signedByLog(note, keys))
    throw new Wrong('checkpoint signature', 'the checkpoint is not signed by the log’s key');
  if (before && note.size > before.size) {
    const { proof } = await fetchJson(new URL(`/v1/audit-log/consistency?from=${before.size}&to=${note.size}`, base));
    const path = (Array.isArray(proof) ? proof : []).map((one) =>
      hashFromHex(one, 'consistency', 'a hash of the proof'),
    );
    if (!provesConsistency(before.size, before.root, note.size, note.root, path)) {
      throw new Wrong(
        'consistency',
        `the log forked: its ${note.size} entries do not begin with the ${before.size} that were seen`,
      );
    }
  }
  return note;
}

const isService = (log) => /^https?:\/\//.test(log);

/** Hands a cosigned note to the service, which publishes the cosignature with its checkpoint. */
async function post(base, size, note) {
  await fetchJson(new URL(`/v1/audit-log/checkpoints/${size}/cosignatures`, base), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ note }),
  });
}

async function fetchJson(url, request = {}) {
  const response = await fetch(url, { ...request, signal: AbortSignal.timeout(30_000) }).catch((error) => {
    throw new Unusable(`${url.origin} did not answer: ${error.message}`);
  });
  if (!response.ok) {
    throw new Unusable(`${url.pathname} answered ${response.status} ${(await response.text()).slice(0, 500)}`);
  }
  return response.json();
}

/** The note with this witness's cosignature under it, in place of an older one. */
function cosign(note, name, privateKey) {
  const raw = rawOf(createPublicKey(privateKey));
  const time = BigInt(Math.floor(Date.now() / 1000));
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64BE(time);
  const signature = signWith(null, cosigned(time, note.body), privateKey);
  const line = Buffer.concat([keyHashOf(name, COSIGNATURE, raw), stamp, signature]).toString('base64');
  const others = note.text
    .split('\n')
    .filter((one) => one !== '' && one.startsWith('\u2014 ') && !one.startsWith(`\u2014 ${name} `));
  return `${note.body}\n${others.join('\n')}\n\u2014 ${name} ${line}\n`;
}

/** Writes a file so that after a crash either the old one or the new one is there. */
function writeDurably(path, content) {
  const beside = `${path}.new`;
  const file = openSync(beside, 'w', 0o600);
  writeSync(file, content);
  fsyncSync(file);
  closeSync(file);
  renameSync(beside, path);
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** Holds a witness for one process at a time. The lock of a process that is gone is taken over. */
function lock(path) {
  for (;;) {
    try {
      const file = openSync(path, 'wx');
      writeSync(file, String(process.pid));
      closeSync(file);
      return () => unlinkSync(path);
    } catch (error) {
      if (error.code !== 'EEXIST') throw new Unusable(`${path}: ${error.message}`);
      const holder = Number(readFileSync(path, 'utf8'));
      if (isAlive(holder)) throw new Unusable(`process ${holder} is at work on this witness`);
      unlinkSync(path);
    }
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

// ------------------------------------------------------------------------------------------------------------ command line

function usable(read, message) {
  try {
    return read();
  } catch (error) {
    throw new Unusable(`${message} (${error.message})`);
  }
}

const OPTIONS = {
  key: { type: 'string', multiple: true, default: [] },
  since: { type: 'string', multiple: true, default: [] },
  'witness-key': { type: 'string', multiple: true, default: [] },
  'require-witness': { type: 'string', multiple: true, default: [] },
  unwitnessed: { type: 'string', default: '0' },
  post: { type: 'boolean', default: false },
  receipt: { type: 'string', multiple: true, default: [] },
  entry: { type: 'string' },
  state: { type: 'string' },
  name: { type: 'string' },
  log: { type: 'string' },
  'log-key': { type: 'string' },
  out: { type: 'string' },
  json: { type: 'boolean', default: false },
};

const readJson = (path) => usable(() => JSON.parse(readFileSync(path, 'utf8')), `${path} is no JSON file`);

function readReceipts(texts) {
  return new Map(
    texts.map((text) => {
      const [, id, hash] = /^(\d{1,19}):([0-9a-f]{64})$/.exec(text) ?? [];
      if (!id) throw new Unusable(`${text} is no receipt: <entry id>:<64 hexadecimal digits>`);
      return [id, hash];
    }),
  );
}

function readWitnessKey(argument) {
  const witness = readKey(argument, COSIGNATURE);
  if (witness.name === undefined) throw new Unusable('a witness’s key is of the form name+hash+base64');
  return witness;
}

async function run(command, subject, options) {
  const keys = options.key.map((key) => readKey(key, LOG_SIGNATURE));
  const receipts = readReceipts(options.receipt);
  if (command === 'verify' || command === 'proof') {
    if (!subject) throw new Unusable(`${command} takes a file`);
    if (keys.length === 0) throw new Unusable('give the log’s public key with --key, from somewhere you trust');
  }
  if (command === 'verify') {
    const kept = options.since.map((path) =>
      usable(() => readNote(readFileSync(path, 'utf8')), `${path} is no checkpoint`),
    );
    const witnesses = options['witness-key'].map(readWitnessKey);
    const required = options['require-witness'].map(readWitnessKey);
    if (!/^\d{1,15}$/.test(options.unwitnessed)) throw new Unusable('--unwitnessed takes a number of entries');
    const unwitnessed = Number(options.unwitnessed);
    return (await checkExport(subject, { keys, witnesses, required, unwitnessed, kept, receipts })).report;
  }
  if (command === 'proof')
    return checkProof(readJson(subject), options.entry && readJson(options.entry), keys, receipts);
  if (command === 'witness' && subject === 'init') return witnessInit(options);
  if (command === 'witness' && subject === 'cosign') return await witnessCosign(options);
  throw new Unusable('there are verify, proof, witness init and witness cosign; the head of this file tells how');
}

/** A report for people: what was looked at first, then what is wrong with it. */
function inWords(report) {
  const { checked, latest } = report;
  const lines = [];
  if (checked) {
    const number = (n) => n.toLocaleString('en');
    lines.push(
      `log          ${report.origin ?? 'without a name'}, ${report.full ? 'whole' : 'with a filter: what it leaves out is not proved absent'}`,
    );
    lines.push(`entries      ${number(report.sealed)} sealed, ${number(report.unsealed)} not sealed yet`);
    lines.push(
      `checkpoints  ${number(checked.signatures)} with a good signature${latest ? `; the last is ${latest.n}, over ${number(latest.size)} entries, of ${latest.at}` : ''}`,
    );
    lines.push(
      `looked at    ${Object.entries(checked)
        .map(([what, n]) => `${number(n)} ${what}`)
        .join(', ')}`,
    );
    for (const [name, { size, time }] of Object.entries(report.witnessed))
      lines.push(`witness      ${name} saw ${number(size)} entries at ${time}`);
    for (const warning of report.warnings) lines.push(`note         ${warning}`);
  }
  if (report.witnessKey) lines.push(`witness key  ${report.witnessKey}`);
  if (report.note) lines.push(report.note);
  for (const { layer, line, entryId, seq, checkpoint, message } of report.findings ?? []) {
    const where = [
      entryId === undefined ? '' : `entry ${entryId}`,
      seq === undefined || seq === null ? '' : `at place ${seq}`,
      checkpoint === undefined ? '' : `checkpoint ${checkpoint}`,
      line ? `line ${line}` : '',
    ];
    lines.push(`WRONG        [${layer}] ${where.filter(Boolean).join(', ') || 'the whole'}: ${message}`);
  }
  if (report.failed > (report.findings?.length ?? 0))
    lines.push(`             and ${report.failed - report.findings.length} more`);
  lines.push(
    report.ok
      ? 'OK           all of this holds'
      : `FAILED       ${Object.entries(report.byLayer ?? {})
          .map(([layer, n]) => `${layer}: ${n}`)
          .join(', ')}`,
  );
  return lines.join('\n');
}

async function main() {
  let json = process.argv.includes('--json');
  try {
    const { values, positionals } = usable(
      () => parseArgs({ options: OPTIONS, allowPositionals: true }),
      'wrong arguments',
    );
    json = values.json;
    const report = await run(positionals[0], positionals[1], values);
    process.stdout.write(`${json ? JSON.stringify(report) : inWords(report)}\n`);
    return report.ok ? 0 : 1;
  } catch (error) {
    const report = { ok: false, failed: 1, findings: [{ layer: error.layer ?? 'unusable', message: error.message }] };
    if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
    process.stderr.write(
      error instanceof Wrong ? `REFUSED: [${error.layer}] ${error.message}\n` : `${error.message}\n`,
    );
    return error instanceof Wrong ? 1 : 2;
  }
}

process.exitCode = await main();
