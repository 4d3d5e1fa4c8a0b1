import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type GivenDocument, readDocument } from '../knowledge/rules/document-faults.js';
import { documentOfFile } from '../knowledge/rules/front-matter.js';
import { UsageError } from './flags.js';

/** Bytes of one row or file at most; more than any document may have. */
const MOST_BYTES = 4 * 1024 * 1024;
/** More is the same trouble again. */
const MOST_FAULTS = 100;
const NEWLINE = 0x0a;

/** A row or a file, with where it stands: `line 3`, `shipping/late.md`. Without bytes where it is too large. */
interface Source {
  where: string;
  bytes: Buffer | null;
  /** The path below the folder; `null` for a row of JSON Lines. */
  path: string | null;
}

/**
 * Reads everything and keeps nothing.
 * @returns a line for each thing that is wrong, a hundred at most; none when all can be imported
 * @throws UsageError when the path can't be read
 */
export async function faultsOf(path: string): Promise<string[]> {
  const faults: string[] = [];
  const firstAt = new Map<string, string>();
  let documents = 0;
  for await (const source of sourcesOf(path)) {
    const read = readSource(source);
    documents += 1;
    if ('faults' in read) faults.push(...read.faults.map((fault) => `${source.where}: ${fault}`));
    else {
      const { id } = read.document;
      const first = firstAt.get(id);
      if (first !== undefined) faults.push(`${source.where}: has the id ${id}, as ${first} has`);
      else firstAt.set(id, source.where);
    }
    if (faults.length >= MOST_FAULTS) return [...faults.slice(0, MOST_FAULTS), 'and what comes after was not read'];
  }
  return documents === 0 ? ['there is no document in it'] : faults;
}

/** The documents one by one. @throws when one is wrong, because the files changed after `faultsOf`; what came before may be in by then */
export async function* documentsOf(path: string): AsyncGenerator<GivenDocument> {
  for await (const source of sourcesOf(path)) {
    const read = readSource(source);
    if ('faults' in read) {
      const fault = `${source.where}: ${read.faults.join(', ')}`;
      throw new Error(`changed while it was imported, and what comes before this may be in:\n${fault}`);
    }
    yield read.document;
  }
}

function readSource({ bytes, path }: Source): ReturnType<typeof readDocument> {
  if (bytes === null) return { faults: [`is longer than ${MOST_BYTES} bytes`] };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { faults: ['is not UTF-8'] };
  }
  if (path !== null) return readDocument(documentOfFile(path, text));
  try {
    return readDocument(JSON.parse(text));
  } catch (error) {
    return { faults: [`is not JSON: ${(error as Error).message}`] };
  }
}

async function* sourcesOf(path: string): AsyncGenerator<Source> {
  const found = await stat(path).catch(() => {
    throw new UsageError(`${path} can’t be read`);
  });
  if (found.isDirectory()) yield* filesOf(path);
  else yield* rowsOf(path);
}

async function* filesOf(folder: string): AsyncGenerator<Source> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.(md|txt)$/i.test(entry.name));
  for (const file of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    const path = relative(folder, file).split(sep).join('/');
    const fits = (await stat(file)).size <= MOST_BYTES;
    yield { where: path, bytes: fits ? await readFile(file) : null, path };
  }
}

/** Lines that are not blank. Of one that is too long no more is kept than that it is. */
async function* rowsOf(path: string): AsyncGenerator<Source> {
  let line = 1;
  let parts: Buffer[] = [];
  let length = 0;
  const take = (part: Buffer) => {
    length += part.length;
    if (length <= MOST_BYTES) parts.push(part);
    else parts = [];
  };
  const row = (): Source => {
    const bytes = length > MOST_BYTES ? null : Buffer.concat(parts);
    parts = [];
    length = 0;
    return { where: `line ${line++}`, bytes, path: null };
  };
  const isBlank = ({ bytes }: Source) => bytes?.every((byte) => byte <= 0x20);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      take(chunk.subarray(from, at));
      from = at + 1;
      const made = row();
      if (!isBlank(made)) yield made;
    }
    take(chunk.subarray(from));
  }
  const last = row();
  if (!isBlank(last)) yield last;
}
