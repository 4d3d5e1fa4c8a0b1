import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { readText, type ToldText } from '../behaviour/rules/support-text.js';
import { TIME } from '../platform/http/fields.js';
import { isId } from '../platform/ids.js';
import { UsageError } from './flags.js';

const COLUMNS = ['id', 'text', 'at', 'proposalId', 'domain'] as const;
const NEEDED: readonly string[] = ['id', 'text'];
/** More is the same trouble again. */
const MOST_FAULTS = 100;
/** Characters of one row at most: more than any text may have, with all its quotes doubled. */
const MOST_CHARACTERS = 20_000;

/** A row by the names of its columns, with the line it begins on. */
interface Row {
  line: number;
  cells: Record<string, string>;
}

/** A row as the parser gives it, with the very text it was. */
interface Parsed {
  record: string[];
  raw: string;
}

/**
 * Reads everything and keeps nothing.
 * @param now a time that no text is written after
 * @returns a line for each thing that is wrong, a hundred at most; none when all can be imported
 * @throws UsageError when the path can't be read
 */
export async function textFaultsOf(path: string, now: Date): Promise<string[]> {
  const faults: string[] = [];
  const firstAt = new Map<string, number>();
  try {
    for await (const { line, cells } of rowsOf(path)) {
      faults.push(...faultsOf(cells, now).map((fault) => `line ${line}: ${fault}`));
      const { id = '' } = cells;
      const first = firstAt.get(id);
      if (first !== undefined) faults.push(`line ${line}: has the id ${id}, as line ${first} has`);
      else firstAt.set(id, line);
      if (faults.length >= MOST_FAULTS) return [...faults.slice(0, MOST_FAULTS), 'and what comes after was not read'];
    }
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return [...faults, error.message];
  }
  return firstAt.size === 0 && faults.length === 0 ? ['there is no text in it'] : faults;
}

/** The texts of a file in which `textFaultsOf` found nothing wrong, so many at once. */
export async function* textsOf(path: string, atOnce: number): AsyncGenerator<ToldText[]> {
  let batch: ToldText[] = [];
  for await (const { cells } of rowsOf(path)) {
    batch.push(toldOf(cells));
    if (batch.length < atOnce) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Empty cells are as if they were not there. */
function toldOf(cells: Record<string, string>): ToldText {
  const given = Object.entries(cells).filter(([, cell]) => cell !== '');
  return { id: '', text: '', ...Object.fromEntries(given) };
}

function faultsOf(cells: Record<string, string>, now: Date): string[] {
  const told = toldOf(cells);
  const faults: string[] = [];
  if (!/^[\x21-\x7e]{1,100}$/.test(told.id)) faults.push('id is 1 to 100 visible ASCII characters');
  if (told.text.length > 4000) faults.push('text is longer than 4000 characters');
  if (`${told.text}${told.domain}`.includes('\u0000')) faults.push('must not contain NUL');
  if (told.at !== undefined && !TIME.test(told.at)) faults.push('at is a date and time like 2026-10-01T12:00:00Z');
  if (told.proposalId !== undefined && !isId(told.proposalId)) faults.push('proposalId is the id of a proposal');
  if ((told.domain ?? '').length > 200) faults.push('domain is longer than 200 characters');
  const read = faults.length > 0 ? null : readText(told, now);
  return read && 'field' in read ? [`${read.field} ${read.message}`] : faults;
}

async function* rowsOf(path: string): AsyncGenerator<Row> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new UsageError(`${path} can’t be read`);
  // Counted here: the parser takes CRLF in a quoted cell for two lines. When it fails, it has come to this one.
  let line = 1;
  const on_record = ({ record, raw }: Parsed): Omit<Parsed, 'raw'> & { line: number } => {
    const from = line;
    // Of a CRLF that ends the row, `raw` has the first half.
    line += raw.split(/\n|\r$/).length - 1;
    return { record, line: from };
  };
  // Without a limit, one quote that nobody closed makes a row of the rest of the file.
  const limits = { record_delimiter: ['\r\n', '\n'], relax_column_count: true, max_record_size: MOST_CHARACTERS };
  const parser = parse({ ...limits, raw: true, on_record: on_record as never });
  // What the file could not be read for comes out of the parser, too.
  pipeline(Readable.from(utf8(path)), parser, () => {});
  let columns: string[] | null = null;
  try {
    for await (const row of parser as AsyncIterable<ReturnType<typeof on_record>>) {
      const isBlank = row.record.length === 1 && row.record[0] === '';
      if (columns && !isBlank) yield { line: row.line, cells: cellsOf(columns, row.record, row.line) };
      columns ??= columnsOf(row.record);
    }
  } catch (error) {
    throw error instanceof CsvError ? new FileError(`line ${line}: ${error.message}`) : error;
  }
}

function cellsOf(columns: string[], record: string[], line: number): Record<string, string> {
  if (record.length !== columns.length) {
    throw new FileError(`line ${line}: has ${record.length} cells, and there are ${columns.length} columns`);
  }
  return Object.fromEntries(columns.map((name, n) => [name, record[n]!]));
}

/** @throws FileError unless the first row names columns that are known, each once, and those that are needed */
function columnsOf(head: string[]): string[] {
  const unknown = head.find((name) => !COLUMNS.some((known) => known === name));
  if (unknown !== undefined)
    throw new FileError(`line 1: there is no column ${JSON.stringify(unknown)}; there are ${COLUMNS.join(', ')}`);
  const missing = NEEDED.find((name) => !head.includes(name));
  if (missing !== undefined) throw new FileError(`line 1: the column ${missing} is missing`);
  if (new Set(head).size < head.length) throw new FileError('line 1: a column stands there twice');
  return head;
}

/** The file is not what can be read as a table of texts; the message says where. */
class FileError extends Error {}

/** A file as text, without the byte order mark. @throws FileError when it is not UTF-8 */
async function* utf8(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Buffer): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new FileError('is not UTF-8');
    }
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) yield decode(chunk);
  yield decode();
}
