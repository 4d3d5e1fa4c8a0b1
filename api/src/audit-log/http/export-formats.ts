import { stringify } from 'csv-stringify/sync';
import type { ExportLine } from '../rules/export-line.js';

export const FORMATS = {
  jsonl: { type: 'application/x-ndjson' },
  csv: { type: 'text/csv' },
} as const;

export type Format = keyof typeof FORMATS;

const COLUMNS = ['seq', 'id', 'at', 'actor', 'action', 'subject', 'hash', 'leaf', 'canonical'];

/** Spreadsheets take a file without it for one in the code page of their country. */
const BYTE_ORDER_MARK = '\ufeff';

/** One JSON text a line. */
export async function* asJsonLines(bunches: AsyncIterable<ExportLine[]>): AsyncGenerator<string> {
  for await (const lines of bunches) yield lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/**
 * RFC 4180 with a header row, the entries only. A cell that a spreadsheet would run as a formula gets a leading apostrophe;
 * everything else is byte for byte what it was.
 */
export async function* asCsv(bunches: AsyncIterable<ExportLine[]>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + toCsv([COLUMNS]);
  for await (const lines of bunches) yield toCsv(lines.filter(({ type }) => type === 'entry'));
}

function toCsv(rows: readonly unknown[]): string {
  return stringify([...rows], { columns: COLUMNS, record_delimiter: '\r\n', escape_formulas: true });
}
